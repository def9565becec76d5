/** A world for the tests of attempts and tasks: a store, a folder, and a program in the place of Codex. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseExecArguments } from '../codex/index.ts';
import { createRunFeed, newRunId, openRunStore, type RunFeed, type RunStore } from '../runs/index.ts';
import { defaultSettings, type Settings } from '../schema/index.ts';
import type { AttemptPlan, ExecServices } from './plan.ts';
import { noOutput, type OutputSink } from './sink.ts';

export interface World {
  folder: string;
  workspace: string;
  store: RunStore;
  feed: RunFeed;
  /** Subscriptions to the feed that are open. */
  subscriptions(): number;
  services: ExecServices;
  settings(change: (settings: Settings) => Settings): void;
  /** Writes the program that stands for Codex: the body of an ES module. Its path. */
  program(module: string): string;
  path(name: string): string;
  close(): void;
}

export function createWorld(): World {
  const folder = mkdtempSync(join(tmpdir(), 'brainswap-exec-'));
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  const store = openRunStore({ file: join(folder, 'runs.db') });
  const feed = createRunFeed(store);
  let open = 0;
  const counted: RunFeed = {
    ...feed,
    subscribe: (listener) => {
      open += 1;
      const end = feed.subscribe(listener);
      return () => {
        open -= 1;
        end();
      };
    },
  };
  const services: ExecServices = {
    store,
    feed: counted,
    settings: defaultSettings,
    dataFolder: join(folder, 'data'),
    env: { PATH: process.env.PATH, HOME: folder, CODEX_HOME: join(folder, 'codex-home') },
  };
  return {
    folder,
    workspace,
    store,
    feed: counted,
    subscriptions: () => open,
    services,
    settings: (change) => {
      services.settings = change(services.settings);
    },
    program: (module) => {
      const path = join(folder, 'codex');
      writeFileSync(join(folder, 'codex.mjs'), module);
      writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' '${join(folder, 'codex.mjs')}' "$@"\n`);
      chmodSync(path, 0o755);
      return path;
    },
    path: (name) => join(folder, name),
    close: () => {
      feed.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The plan of a first attempt on cloud that runs `program`. */
export function planOf(
  world: World,
  program: string,
  tokens: readonly string[],
  more: Partial<AttemptPlan> = {},
): AttemptPlan {
  const runId = newRunId(Date.now());
  return {
    runId,
    chainId: runId,
    attempt: 1,
    parent: null,
    resumes: null,
    origin: 'cli',
    program: { path: program, executable: program, environment: {} },
    args: parseExecArguments([], tokens),
    decision: {
      requested: 'auto',
      route: 'cloud',
      mode: 'cloud',
      reason: 'because',
      mayGoToCloud: false,
      escalate: false,
      rule: { route: 'cloud', escalate: true, verify: null },
    },
    route: 'cloud',
    mode: 'cloud',
    reason: 'because',
    target: null,
    startFolder: world.workspace,
    workspace: world.workspace,
    prompt: 'hi',
    stdin: 'ignore',
    verify: null,
    ...more,
  };
}

/** A sink that keeps what it gets. */
export function keepOutput(): OutputSink & { out(): string; err(): string } {
  const out: Uint8Array[] = [];
  const err: Uint8Array[] = [];
  return {
    ...noOutput,
    stdout: (chunk) => out.push(Buffer.from(chunk)) > 0,
    stderr: (chunk) => err.push(Buffer.from(chunk)) > 0,
    out: () => Buffer.concat(out).toString(),
    err: () => Buffer.concat(err).toString(),
  };
}

/** Lines of `codex exec --json`. */
export const threadStarted = '{"type":"thread.started","thread_id":"0199a213-81c0-7800-8aa1-bbab2a035a53"}';
export const turnCompleted =
  '{"type":"turn.completed","usage":{"input_tokens":10,"cached_input_tokens":0,"output_tokens":2,"reasoning_output_tokens":0}}';
export const say = (...lines: string[]) =>
  `process.stdout.write(${JSON.stringify(`${lines.join('\n')}\n`)});\n`;
