/** What the dashboard server answers with: headers that close every door but the page's own, and plain refusals. */
import type { ServerResponse } from 'node:http';
import { contentSecurityPolicy } from '../content-security-policy.ts';

const commonHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Sends a whole answer. */
export function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: Buffer | string = '',
): void {
  response.writeHead(status, {
    ...commonHeaders,
    'cache-control': 'no-store',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** Sends a line of plain text. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  send(response, status, { 'content-type': 'text/plain; charset=utf-8' }, `${text}\n`);
}

const signInPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Brainswap: link needed</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1rem }</style>
<h1>Open the link that Brainswap printed</h1>
<p>This dashboard answers only to a browser that came by the link which <code>brainswap serve</code> printed. The link is new
with every start; copy it from that terminal, or run <code>brainswap serve --open</code>.</p>
</html>
`;

/** Tells a browser without a session how to get one. */
export function sendSignIn(response: ServerResponse): void {
  send(response, 401, { 'content-type': 'text/html; charset=utf-8' }, signInPage);
}
