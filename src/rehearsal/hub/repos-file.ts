/** Reads a file that says which repositories the stand-in hub offers. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { RepoSpec } from './repo.ts';

/** Throws an error that names the file when it cannot be read or is not a list of repositories. */
export function readRepos(file: string): RepoSpec[] {
  try {
    return z.array(RepoSpec).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const words = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`${file} is not a list of repositories: ${words}`, { cause: error });
  }
}
