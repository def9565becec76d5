/** Whether the user has told Codex to trust a project or not; either way a run there may write to it by default. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The keys under which Codex 0.169 looks a folder up in `[projects]`: its real path, and that of its git repository
 * (the main one for a linked worktree). Found by trying: a link as a key is not followed, a folder above does not count.
 */
export function projectKeys(folder: string): string[] {
  let real: string;
  try {
    real = realpathSync(folder);
  } catch {
    return [folder];
  }
  const repository = repositoryOf(real);
  return repository === null || repository === real ? [real] : [real, repository];
}

function repositoryOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const root = mainFolder(at);
    if (root !== null) return root;
    if (at === dirname(at)) return null;
  }
}

/** The folder itself when it has a `.git` folder; the main repository's when `.git` is a worktree's file; else null. */
function mainFolder(folder: string): string | null {
  const git = join(folder, '.git');
  try {
    if (statSync(git).isDirectory()) return folder;
    const pointed = /^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8'))?.[1]?.trim();
    if (pointed === undefined) return null;
    const own = resolve(folder, pointed);
    const common = resolve(own, readFileSync(join(own, 'commondir'), 'utf8').trim());
    return dirname(common);
  } catch {
    return null;
  }
}
