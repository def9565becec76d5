/** Folder paths, shortened so that the telling part stays. */

/** The last two parts: `/Users/ann/code/app/models` reads `app/models`. */
export function shortPath(path: string): string {
  const parts = path.split(/[/\\]+/).filter(Boolean);
  if (parts.length === 0) return path;
  return parts.slice(-2).join('/');
}

/** The last part of a path. */
export function baseName(path: string): string {
  return (
    path
      .split(/[/\\]+/)
      .filter(Boolean)
      .at(-1) ?? path
  );
}

/** `path` relative to `folder` when it lies in it; unchanged otherwise. */
export function relativePath(path: string, folder: string): string {
  const root = folder.replace(/[/\\]+$/, '');
  if (root === '' || !path.startsWith(root)) return path;
  const rest = path.slice(root.length);
  return /^[/\\]/.test(rest) ? rest.replace(/^[/\\]+/, '') : path;
}

/** The first line that has letters in it, for a one-line cell. */
export function firstLine(text: string): string {
  const end = 400;
  const line = text
    .slice(0, 4_000)
    .split('\n')
    .find((part) => part.trim() !== '');
  return (line ?? '').trim().slice(0, end);
}
