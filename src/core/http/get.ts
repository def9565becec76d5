/** GET without `fetch`, which takes longer to load than a question to a server on this machine takes to answer. */
import { http, https } from './node-http.ts';

/** The part of `fetch`'s answer that is used here. */
export interface Answer {
  ok: boolean;
  status: number;
  headers: { get(name: string): string | null };
  /** Rejects when the body is not JSON. */
  json(): Promise<unknown>;
}

/** `fetch` itself fits, too. */
export type Get = (
  url: string,
  options: { headers: Record<string, string>; signal: AbortSignal },
) => Promise<Answer>;

/** The largest body that is read, in bytes: a list of models is a few thousand. */
const bodyLimit = 16 * 1024 * 1024;

/** Follows no redirect and keeps no connection open. Rejects when nothing answers, or when `signal` aborts. */
export const get: Get = (url, { headers, signal }) =>
  new Promise((resolve, reject) => {
    const target = new URL(url);
    const client = target.protocol === 'https:' ? https() : http;
    const request = client.get(target, { headers, signal, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > bodyLimit)
          answer.destroy(new Error(`GET ${url} answered with more than ${bodyLimit} bytes`));
        else chunks.push(chunk);
      });
      answer.once('error', reject);
      answer.once('end', () => {
        const { statusCode: status = 0 } = answer;
        resolve({
          ok: status >= 200 && status < 300,
          status,
          headers: { get: (name) => answer.headers[name.toLowerCase()]?.toString() ?? null },
          json: async () => JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown,
        });
      });
    });
    request.once('error', reject);
  });
