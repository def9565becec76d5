/** Which hub, which repository, and with which token. */
import { readFile } from 'node:fs/promises';
import { type Environment, hubLocations } from '../hf-cache/index.ts';
import { HubError } from './errors.ts';

export interface HubSource {
  /** Without a slash at the end. */
  endpoint: string;
  repo: string;
  /** A branch, a tag or a commit. */
  revision: string;
  token: string | null;
}

/** `HF_ENDPOINT`, or the public hub. Throws HubError `bad_repo` when it is no http address. */
export function hubEndpoint(env: Environment): string {
  const text = env.HF_ENDPOINT || 'https://huggingface.co';
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new HubError(
      'bad_repo',
      `HF_ENDPOINT is "${text}", which is no address. Unset it, or set it to https://…`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

/** `HF_TOKEN`, else `HUGGING_FACE_HUB_TOKEN`, else the standard token file; null when there is none. */
export async function findHubToken(env: Environment): Promise<string | null> {
  const given = env.HF_TOKEN || env.HUGGING_FACE_HUB_TOKEN;
  const text = given || (await readFile(hubLocations(env).tokenFile, 'utf8').catch(() => ''));
  // Line ends get into tokens by copying, as huggingface_hub knows too.
  return text.replace(/[\r\n]/g, '').trim() || null;
}

/** Throws HubError `bad_repo` unless it reads `owner/name` by the hub's rules. */
export function checkRepoId(repo: string): void {
  const good = /^[\w][\w.-]{0,95}\/[\w][\w.-]{0,95}$/.test(repo) && !/--|\.\.|\.git$|[.-]$/.test(repo);
  if (good) return;
  throw new HubError(
    'bad_repo',
    `"${repo}" is not the name of a model repository. It reads owner/name, e.g. unsloth/Qwen3.6-35B-A3B-UD-MLX-4bit.`,
  );
}

/** Throws HubError `bad_repo` for a revision that could lead out of the folder of refs. */
export function checkRevision(revision: string): void {
  const parts = revision.split('/');
  if (/^[\w./+-]{1,200}$/.test(revision) && parts.every((part) => part !== '' && !/^\.+$/.test(part))) return;
  throw new HubError(
    'bad_repo',
    `"${revision}" is not a revision. It is a branch, a tag or a commit, e.g. main.`,
  );
}

/** The token must fit into a header. */
export function checkToken(token: string | null): void {
  if (token === null || /^[\x21-\x7e]+$/.test(token)) return;
  throw new HubError(
    'bad_token',
    'The Hugging Face token holds characters that no token has. Copy it again.',
  );
}
