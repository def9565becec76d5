/** What a dashboard page may do, in both shells: one policy, so that neither can drift. */

/**
 * Everything is refused but the page's own files. Scripts: no inline, no eval. Styles may be inline since dialogs write a
 * style element; whatever such a style names cannot be fetched, for images, fonts and connections stay closed.
 */
const directives: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
};

/** The value of the `Content-Security-Policy` header. */
export const contentSecurityPolicy = Object.entries(directives)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');
