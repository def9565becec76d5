/** Runs Codex without Brainswap in between, on exactly what Brainswap gave it. */
import { mkdirSync, rmSync } from 'node:fs';
import type { Rehearsal } from '../../src/rehearsal/index.ts';
import type { Place } from './place.ts';
import { type Ended, type RunOptions, runProgram } from './program.ts';
import { codexProgram } from './repository.ts';
import type { CodexShim } from './shim.ts';

/** Removes everything in the workspace, so that a second run finds what the first one found. */
export function emptyWorkspace(place: Place): void {
  rmSync(place.workspace, { recursive: true, force: true });
  mkdirSync(place.workspace);
}

/**
 * Repeats the last call of the shim with the runtime itself in place of the relay, which has ended with its run.
 * Arguments and environment are otherwise the same.
 */
export function repeatDirectly(
  place: Place,
  shim: CodexShim,
  runtime: Rehearsal,
  options: Partial<RunOptions> = {},
): Promise<Ended> {
  const call = shim.calls().at(-1);
  if (!call) throw new Error('Codex was never called.');
  const toRuntime = (text: string) =>
    text.replaceAll(/http:\/\/127\.0\.0\.1:\d+(\/t\/[\w-]+)?\/v1/g, runtime.url);
  const env = Object.fromEntries(Object.entries(call.env).map(([name, value]) => [name, toRuntime(value)]));
  return runProgram(codexProgram, call.args.map(toRuntime), { cwd: place.workspace, env, ...options });
}
