/** Shows a folder in Finder. */
import { stat } from 'node:fs/promises';
import { shell } from 'electron';

/** @throws when it is gone or is no folder: what is a file by now would be started by its own program. */
export async function openFolder(path: string): Promise<void> {
  if (!(await stat(path)).isDirectory()) throw new Error('It is not a folder any more.');
  const problem = await shell.openPath(path);
  if (problem !== '') throw new Error(problem);
}
