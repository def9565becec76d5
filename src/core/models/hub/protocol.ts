/** The hub's endpoints: commit of a revision, listing of a commit, access to a file. */
import { z } from 'zod';
import type { WantedFile } from '../hf-cache/index.ts';
import { HubError } from './errors.ts';
import { checkPaths } from './listing-rules.ts';
import {
  createPatience,
  Passing,
  passGate,
  type RetryRule,
  type SharedGate,
  TooManyRequests,
} from './patience.ts';
import { refusalOf } from './refusal.ts';
import type { HubSource } from './source.ts';
import { type HubAnswer, type HubRequest, readText, type Transport } from './transport.ts';
import { waitingTime } from './waiting-time.ts';

export interface HubFile extends WantedFile {
  lfs: boolean;
}

/** What every question to the hub needs. */
export interface Conversation {
  transport: Transport;
  source: HubSource;
  gate: SharedGate;
  retry: RetryRule;
  signal: AbortSignal;
}

const Revision = z.object({ sha: z.string().regex(/^[0-9a-f]{40}$/) });
const Size = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const TreeEntry = z.object({
  type: z.string(),
  path: z.string(),
  oid: z.string().regex(/^[0-9a-f]{40}$/),
  size: Size,
  lfs: z.object({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: Size }).optional(),
});
type Page = { entries: z.infer<typeof TreeEntry>[]; next: string | null };
const mostEntries = 200_000;

/** Throws the right kind of error unless the hub has answered with 2xx. */
export function checkAnswer(answer: HubAnswer, source: HubSource): void {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return;
  answer.body.resume();
  if (status === 429) throw new TooManyRequests(waitingTime(headers, Date.now()));
  throw refusalOf(status, headers, source) ?? new Passing(`it answers ${status}`);
}

/** Asks until there is a good answer and it can be read, or until it is enough. */
async function ask<T>(
  { transport, source, gate, retry, signal }: Conversation,
  request: Pick<HubRequest, 'method' | 'url' | 'token'>,
  read: (answer: HubAnswer) => Promise<T>,
): Promise<T> {
  const patience = createPatience(retry, gate);
  for (;;) {
    await passGate(gate, signal);
    try {
      const answer = await transport.request({ ...request, signal });
      checkAnswer(answer, source);
      return await read(answer);
    } catch (error) {
      await patience.afterFailure(error, signal);
    }
  }
}

async function readJson<T>(answer: HubAnswer, schema: z.ZodType<T>): Promise<T> {
  const text = await readText(answer);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw notAHub(answer, error);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw notAHub(answer, parsed.error);
}

function notAHub({ url }: HubAnswer, cause: unknown): HubError {
  const words = `${new URL(url).host} does not answer as the Hugging Face hub does. Check HF_ENDPOINT, or whether a proxy or a sign-in page of the network stands between.`;
  return new HubError('hub_failed', words, { cause });
}

const inPath = (text: string) => text.split('/').map(encodeURIComponent).join('/');

/** `GET /api/models/{repo}/revision/{rev}`: the commit that the revision means now. */
export async function fetchCommit(talk: Conversation): Promise<string> {
  const { endpoint, repo, revision, token } = talk.source;
  const url = `${endpoint}/api/models/${inPath(repo)}/revision/${encodeURIComponent(revision)}`;
  return (await ask(talk, { method: 'GET', url, token }, (answer) => readJson(answer, Revision))).sha;
}

/** `GET /api/models/{repo}/tree/{commit}`, page by page. Throws HubError `hostile_listing` for names that are not safe. */
export async function fetchListing(talk: Conversation, commit: string): Promise<HubFile[]> {
  const { endpoint, repo, token } = talk.source;
  const files: HubFile[] = [];
  const asked = new Set<string>();
  let url: string | null =
    `${endpoint}/api/models/${inPath(repo)}/tree/${commit}?recursive=true&expand=false`;
  while (url !== null) {
    if (asked.has(url) || files.length > mostEntries)
      throw new HubError('hostile_listing', `The listing of ${repo} has no end. Nothing was downloaded.`);
    asked.add(url);
    const shown = new URL(url).host === new URL(endpoint).host ? token : null;
    const page: Page = await ask(talk, { method: 'GET', url, token: shown }, async (answer) => {
      const link = [answer.headers.link ?? ''].flat().join(',');
      const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link)?.[1];
      return {
        entries: await readJson(answer, z.array(TreeEntry)),
        next: next ? new URL(next, answer.url).href : null,
      };
    });
    for (const { type, path, oid, size, lfs } of page.entries) {
      if (type === 'file')
        files.push({ path, size: lfs?.size ?? size, hash: lfs?.oid ?? oid, lfs: lfs !== undefined });
    }
    url = page.next;
  }
  checkPaths(
    repo,
    files.map(({ path }) => path),
  );
  return files;
}

/** The address of a file at a commit. */
export function resolveUrl({ endpoint, repo }: HubSource, commit: string, path: string): string {
  return `${endpoint}/${inPath(repo)}/resolve/${commit}/${inPath(path)}`;
}

/** `HEAD /{repo}/resolve/{commit}/{path}`: a gated listing succeeds without access, a file does not. */
export async function checkAccess(talk: Conversation, commit: string, file: HubFile): Promise<void> {
  const url = resolveUrl(talk.source, commit, file.path);
  await ask(talk, { method: 'HEAD', url, token: talk.source.token }, async (answer) => {
    answer.body.resume();
    checkIdentity(answer, commit, file);
  });
}

/** The hub must mean the file that the listing named: commit, hash and size. Throws HubError `hub_failed`. */
export function checkIdentity({ headers, first }: HubAnswer, commit: string, file: HubFile): void {
  const told = { ...headers, ...first?.headers };
  const expected: [string, string][] = [
    ['x-repo-commit', commit],
    ['x-linked-size', String(file.size)],
    ['x-linked-etag', file.hash],
  ];
  for (const [name, value] of expected) {
    const got = told[name];
    if (typeof got === 'string' && got.replace(/^W\/|"/g, '') !== value) {
      const words = `The hub lists ${file.path} as one file and offers another one (${name}). Try again later.`;
      throw new HubError('hub_failed', words);
    }
  }
}
