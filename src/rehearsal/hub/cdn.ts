/** The content network behind the hub: signed addresses that expire, and no second way of signing in. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HubBehaviour } from './behaviour.ts';
import type { RepoFile } from './repo.ts';
import { sendFile } from './send.ts';
import type { HubTotals } from './totals.ts';

export interface Cdn {
  /** The path and query under which a file can be had for a while. */
  sign(file: RepoFile): string;
  answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
}

export function createCdn(
  files: () => Iterable<RepoFile>,
  state: { behaviour: HubBehaviour; totals: HubTotals },
): Cdn {
  const secret = 'rehearsal';
  const mark = (path: string, expires: string) =>
    createHmac('sha256', secret).update(`${path}?${expires}`).digest('hex');

  return {
    sign(file) {
      const expires = String(Date.now() + state.behaviour.signedForMs);
      return `/${file.hash}?Expires=${expires}&Signature=${mark(`/${file.hash}`, expires)}`;
    },
    async answer(request, response, url) {
      if (request.headers.authorization !== undefined)
        return refuse(response, 400, 'InvalidArgument', 'Only one auth mechanism allowed');
      const expires = url.searchParams.get('Expires') ?? '';
      const wanted = Buffer.from(mark(url.pathname, expires));
      const given = Buffer.from(url.searchParams.get('Signature') ?? '');
      if (wanted.length !== given.length || !timingSafeEqual(wanted, given))
        return refuse(response, 403, 'SignatureDoesNotMatch', 'The signature does not match');
      if (Number(expires) <= Date.now()) return refuse(response, 403, 'AccessDenied', 'Request has expired');
      for (const file of files()) {
        if (`/${file.hash}` === url.pathname)
          return sendFile(request, response, file, state, { etag: `"${file.hash}"` });
      }
      return refuse(response, 404, 'NoSuchKey', 'There is no such file');
    },
  };
}
