/** A runtime and a client for the tests of the relay: real sockets, scripted by the test. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelCallBody } from './model-call.ts';
import type { RelayObserver } from './passing.ts';
import type { StreamNews } from './stream-tap.ts';

export interface Seen {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

export type Answer = (response: http.ServerResponse, seen: Seen) => void;

/** A server that notes what it gets and answers as told; `answer` may be changed in mid-test. */
export interface FakeRuntime {
  baseUrl: string;
  port: number;
  seen: Seen[];
  server: http.Server;
  answer: Answer;
  close(): Promise<void>;
}

export async function startFakeRuntime(answer: Answer, port = 0): Promise<FakeRuntime> {
  const seen: Seen[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks) };
      seen.push(one);
      runtime.answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  const runtime: FakeRuntime = {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    port: address.port,
    seen,
    server,
    answer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return runtime;
}

/** One server-sent event as Responses servers write it. */
export const sse = (data: { type: string } & Record<string, unknown>) =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
export const completed = (usage: object | null = null) =>
  sse({ type: 'response.completed', response: { usage } });
export const textDelta = (delta: string) => sse({ type: 'response.output_text.delta', delta });

export const stream =
  (...parts: (string | Buffer)[]): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const part of parts) response.write(part);
    response.end();
  };

export interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
  /** True when the connection was cut before the end. */
  cut: boolean;
}

export interface Ask {
  url: string;
  method?: string;
  headers?: http.OutgoingHttpHeaders;
  body?: string | Buffer;
  agent?: http.Agent;
  /** Called with the answer as soon as its headers are here; then the body is for the caller to read. */
  onAnswer?: (answer: http.IncomingMessage, request: http.ClientRequest) => void;
}

/** Sends a request and reads the answer to its end, or to where it was cut. */
export function ask({ url, method = 'POST', headers = {}, body, agent, onAnswer }: Ask): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      { method, headers, ...(agent ? { agent } : { agent: false }) },
      (answer) => {
        const chunks: Buffer[] = [];
        onAnswer?.(answer, request);
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', () => {});
        answer.on('close', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks),
            cut: !answer.complete,
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

export interface Notes extends RelayObserver {
  calls: ModelCallBody[];
  news: StreamNews[];
  /** The latest record of the latest call. */
  last(): ModelCallBody | undefined;
  /** Resolves with the record of the next call that ends. */
  ended(): Promise<ModelCallBody>;
}

export function takeNotes(): Notes {
  const waiting: ((body: ModelCallBody) => void)[] = [];
  const notes: Notes = {
    calls: [],
    news: [],
    last: () => notes.calls.at(-1),
    ended: () => new Promise((resolve) => waiting.push(resolve)),
    onCall: (body) => {
      notes.calls.push(body);
      if (body.durationMs !== null) for (const tell of waiting.splice(0)) tell(body);
    },
    onNews: (_, news) => notes.news.push(news),
    onBytes: () => {},
  };
  return notes;
}
