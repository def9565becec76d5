/** A `codex` on PATH that notes how it was called and becomes the real one. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.ts';
import { codexProgram } from './repository.ts';

export interface CodexCall {
  args: string[];
  env: Record<string, string>;
  /** A copy of the folder Codex was started in, as it was then; only with `copyFolder`. */
  folder: string;
}

export interface CodexShim {
  /** Every call so far, oldest first. */
  calls(): CodexCall[];
}

/** Puts the shim first on the place's PATH. */
export function recordCodex(place: Place, { copyFolder = false } = {}): CodexShim {
  const folder = join(place.root, 'codex-calls');
  mkdirSync(folder, { recursive: true });
  // The pid names the call: exec keeps it, and pids grow over the life of a test.
  const script = [
    '#!/bin/sh',
    `printf '%s\\0' "$@" > '${folder}'/$$.args`,
    `env -0 > '${folder}'/$$.env`,
    ...(copyFolder ? [`cp -a . '${folder}'/$$.folder`] : []),
    `exec '${codexProgram}' "$@"`,
  ];
  writeFileSync(join(place.bin, 'codex'), `${script.join('\n')}\n`, { mode: 0o755 });
  const fields = (file: string) => readFileSync(join(folder, file), 'utf8').split('\0').slice(0, -1);
  return {
    calls: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.args'))
        .map((name) => Number(name.replace('.args', '')))
        .sort((left, right) => left - right)
        .map((pid) => ({
          args: fields(`${pid}.args`),
          folder: join(folder, `${pid}.folder`),
          env: Object.fromEntries(fields(`${pid}.env`).map((pair) => splitAt(pair, pair.indexOf('=')))),
        })),
  };
}

function splitAt(pair: string, at: number): [string, string] {
  return [pair.slice(0, at), pair.slice(at + 1)];
}
