/** Who may read what, in the hub's own status codes and error headers. */
import type { HubBehaviour } from './behaviour.ts';
import type { Repo } from './repo.ts';

export interface Refusal {
  status: number;
  /** `X-Error-Code`; null where the hub sends none. */
  code: string | null;
  message: string;
}

/** What the token alone is refused for. */
export function refuseToken(bearer: string | null, behaviour: HubBehaviour): Refusal | null {
  if (bearer === null || bearer === behaviour.token) return null;
  return { status: 401, code: null, message: 'Invalid credentials in Authorization header' };
}

/** A repository that is not there, or not for this caller: without a token both are 401. */
export function refuseRepo(repo: Repo | undefined, bearer: string | null): Refusal | null {
  if (repo && (repo.access !== 'private' || (bearer !== null && repo.granted))) return null;
  return bearer === null
    ? { status: 401, code: 'RepoNotFound', message: 'Invalid username or password.' }
    : { status: 404, code: 'RepoNotFound', message: 'Repository not found' };
}

/** A gated repository lists for everybody, and gives files only to those who were let in. */
export function refuseGated(repo: Repo, bearer: string | null): Refusal | null {
  if (repo.access !== 'gated' || (bearer !== null && repo.granted)) return null;
  const message =
    bearer === null
      ? `Access to model ${repo.id} is restricted. You must have access to it and be authenticated to access it. Please log in.`
      : `Access to model ${repo.id} is restricted and you are not in the authorized list.`;
  return { status: bearer === null ? 401 : 403, code: 'GatedRepo', message };
}

/** The commit of a branch, a tag or a commit; null when there is none of that name. */
export function commitOf(repo: Repo, revision: string): string | null {
  return revision === 'main' || revision === repo.commit || repo.revisions.includes(revision)
    ? repo.commit
    : null;
}
