/** Turns a hub's refusal into an error a person can act on. */
import type { IncomingHttpHeaders } from 'node:http';
import { HubError } from './errors.ts';
import type { HubSource } from './source.ts';

const tokenPage = 'https://huggingface.co/settings/tokens';

function text(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/**
 * What the status and `X-Error-Code` / `X-Error-Message` mean; null when it is nothing final
 * (429 and 5xx, which are tried again). 401 also stands for a private or missing repository.
 */
export function refusalOf(status: number, headers: IncomingHttpHeaders, source: HubSource): HubError | null {
  if (status < 400 || status === 429 || status === 408 || status >= 500) return null;
  const { endpoint, repo, revision, token } = source;
  const code = text(headers, 'x-error-code');
  const page = `${endpoint}/${repo}`;
  if (/invalid credentials/i.test(text(headers, 'x-error-message'))) {
    const words = `The Hugging Face token is not valid (any more). Make a new one with read access at ${tokenPage} and set it, or go without.`;
    return new HubError('bad_token', words, { page: tokenPage });
  }
  if (code === 'GatedRepo') {
    const words =
      token === null
        ? `${repo} is gated. Accept its licence at ${page}, then set a Hugging Face token of the same account and start again.`
        : `${repo} is gated, and the account of this token has no access. Accept its licence at ${page} with that account and start again.`;
    return new HubError('gated', words, { page });
  }
  if (code === 'RevisionNotFound') {
    const words = `${repo} has no revision "${revision}". Look at ${page}/tree/main for its branches, or leave the revision out.`;
    return new HubError('revision_not_found', words, { page });
  }
  if (code === 'EntryNotFound') {
    return new HubError('hub_failed', `A file that ${repo} lists cannot be fetched. Try again later.`, {
      page,
    });
  }
  if (code === 'RepoNotFound' || status === 401 || status === 404) {
    const words =
      token === null
        ? `There is no model ${repo}, or it is private. Check the name at ${page}; for a private one set a Hugging Face token that may read it.`
        : `There is no model ${repo}, or this token may not read it. Check the name at ${page}, and the rights of the token.`;
    return new HubError('not_found', words, { page });
  }
  if (status === 403) {
    const words = `${new URL(endpoint).host} refuses to give us ${repo} (403). Give the token read access to it at ${tokenPage}, or accept its terms at ${page}.`;
    return new HubError('gated', words, { page });
  }
  return new HubError(
    'hub_failed',
    `${new URL(endpoint).host} answered ${status} for ${repo}. Try again later.`,
  );
}
