/** Puts an `lms` program into a folder, for a PATH on which the real one must not be found. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { selfCommand } from '../self.ts';
import { stateVariable } from './state.ts';

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Writes `<folder>/lms`, which keeps its state in `stateFolder`; returns its path. */
export function installLms(folder: string, stateFolder: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lms');
  const command = [...selfCommand(), 'lms'].map(quote).join(' ');
  writeFileSync(file, `#!/bin/sh\n${stateVariable}=${quote(stateFolder)} exec ${command} "$@"\n`, {
    mode: 0o755,
  });
  return file;
}
