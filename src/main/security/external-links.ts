/** Which links may leave the app for the person's browser. */

/** Hosts the product itself links to. Links in a model's answer go nowhere else: the model may have been misled. */
export const allowedHosts: ReadonlySet<string> = new Set([
  'developers.openai.com',
  'github.com',
  'huggingface.co',
  'lmstudio.ai',
  'platform.openai.com',
]);

/** The address to open, normalised; null when it is not https on an allowed host at its usual port. */
export function externalAddress(address: string): string | null {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || !allowedHosts.has(url.hostname)) return null;
  if (url.port !== '' || url.username !== '' || url.password !== '') return null;
  return url.href;
}
