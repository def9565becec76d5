/** The hub's own endpoints: revision, tree, paths-info, resolve. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { commitOf, type Refusal, refuseGated, refuseRepo, refuseToken } from './access.ts';
import type { HubBehaviour } from './behaviour.ts';
import { readContent } from './content.ts';
import { type Repo, type RepoFile, treeEntry } from './repo.ts';
import { sendFile } from './send.ts';
import type { HubTotals } from './totals.ts';

export interface Api {
  repos: ReadonlyMap<string, Repo>;
  state: { behaviour: HubBehaviour; totals: HubTotals };
  /** The full address of a file on the content network. */
  signed(file: RepoFile): string;
}

interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  bearer: string | null;
}

function refuse({ response }: Call, { status, code, message }: Refusal): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-error-message': message,
    ...(code === null ? {} : { 'x-error-code': code }),
  });
  response.end(JSON.stringify({ error: message }));
}

function sendJson({ response }: Call, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

const noRevision = (revision: string): Refusal => ({
  status: 404,
  code: 'RevisionNotFound',
  message: `Invalid rev id: ${revision}`,
});

/** `/api/models/{repo}/(revision|tree|paths-info)/{rev}` or `/{repo}/resolve/{rev}/{path}`. */
const listed = /^\/api\/models\/([^/]+(?:\/[^/]+)?)\/(revision|tree|paths-info)\/([^/]+)$/;
const resolved = /^\/([^/]+(?:\/[^/]+)?)\/resolve\/([^/]+)\/(.+)$/;

export async function answerApi(api: Api, call: Call): Promise<void> {
  const { pathname } = call.url;
  const list = listed.exec(pathname);
  const resolve = resolved.exec(pathname);
  const match = list ?? resolve;
  if (!match) return refuse(call, { status: 404, code: null, message: 'Sorry, we can’t find the page' });
  const { behaviour } = api.state;
  const repo = api.repos.get(decodeURIComponent(match[1] ?? ''));
  const refused = refuseToken(call.bearer, behaviour) ?? refuseRepo(repo, call.bearer);
  if (refused || !repo) return refuse(call, refused ?? { status: 404, code: 'RepoNotFound', message: '' });
  const revision = decodeURIComponent((list ? list[3] : resolve?.[2]) ?? '');
  const commit = commitOf(repo, revision);
  if (commit === null) return refuse(call, noRevision(revision));
  if (list?.[2] === 'revision')
    return sendJson(call, { _id: repo.commit.slice(0, 24), id: repo.id, modelId: repo.id, sha: commit });
  if (list?.[2] === 'paths-info') return sendPaths(call, repo);
  if (list) return sendTree(call, repo, behaviour);
  return sendResolved(api, call, repo, decodeURIComponent(resolve?.[3] ?? ''));
}

const PathsQuestion = z.looseObject({ paths: z.array(z.string()) });

/** What `@huggingface/hub` asks before each file. */
async function sendPaths(call: Call, repo: Repo): Promise<void> {
  const { paths } = PathsQuestion.parse(await json(call.request));
  const found = paths.flatMap((path) => repo.files.get(path) ?? []);
  sendJson(call, found.map(treeEntry));
}

function sendTree(call: Call, repo: Repo, behaviour: HubBehaviour): void {
  const { url, request } = call;
  const folders = new Set(
    [...repo.files.keys()].flatMap((path) =>
      path.includes('/') ? [path.slice(0, path.lastIndexOf('/'))] : [],
    ),
  );
  const all = [
    ...[...folders].map((path) => ({ type: 'directory', oid: repo.commit, size: 0, path })),
    ...[...repo.files.values()].map(treeEntry),
    ...repo.rawEntries,
  ];
  const entries = url.searchParams.get('recursive') === 'true' ? all : all.slice(0, repo.files.size);
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const to = from + behaviour.pageSize;
  const next = new URL(url);
  next.host = request.headers.host ?? next.host;
  next.searchParams.set('cursor', String(to));
  sendJson(call, entries.slice(from, to), to < entries.length ? { link: `<${next.href}>; rel="next"` } : {});
}

async function sendResolved(api: Api, call: Call, repo: Repo, path: string): Promise<void> {
  const { request, response, bearer } = call;
  const gated = refuseGated(repo, bearer);
  if (gated) return refuse(call, gated);
  const file = repo.files.get(path);
  if (!file) return refuse(call, { status: 404, code: 'EntryNotFound', message: 'Entry not found' });
  const headers = { 'x-repo-commit': repo.commit, 'x-linked-size': String(file.size) };
  if (file.lfs) {
    const linked = { ...headers, 'x-linked-etag': `"${file.hash}"`, location: api.signed(file) };
    response.writeHead(302, { ...linked, 'content-type': 'text/plain; charset=utf-8' });
    response.end(request.method === 'HEAD' ? '' : 'Found. Redirecting');
    return;
  }
  // A client that takes gzip gets it, and with it neither the true length nor a strong ETag.
  if (/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
    response.writeHead(200, { ...headers, 'content-encoding': 'gzip', etag: `W/"${file.hash}"` });
    response.end(gzipSync(Buffer.concat([...readContent(file.content, 0, file.size)])));
    return;
  }
  // Small files go through a cache on the same host first.
  if (call.url.searchParams.get('cached') !== '1') {
    const location = `${call.url.pathname}?cached=1`;
    response.writeHead(307, { ...headers, etag: `"${file.hash}"`, location });
    response.end('Temporary Redirect');
    return;
  }
  await sendFile(request, response, file, api.state, { ...headers, etag: `"${file.hash}"` });
}
