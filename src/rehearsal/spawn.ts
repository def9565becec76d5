/** Starts a stand-in as a process of its own, for tests and for "try without a model". */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { BehaviourChange } from './http/behaviour.ts';
import { LogEntry } from './http/log.ts';
import type { HubBehaviourChange } from './hub/behaviour.ts';
import { selfCommand } from './self.ts';

export interface RehearsalFlags {
  port?: number;
  script?: string;
  /** Model keys; the first is loaded. */
  models?: readonly string[];
  contextLength?: number;
  /** The bearer token to ask for; handed over in the environment, never as an argument. */
  token?: string;
  /** Of the hub: a JSON file with the repositories it offers. */
  repos?: string;
  /** Program and arguments that the kind is added to. Default: this very program. */
  command?: readonly [string, ...string[]];
}

export interface Rehearsal {
  /** `http://127.0.0.1:<port>/v1`; of the hub without a path, as HF_ENDPOINT wants it. */
  readonly url: string;
  readonly pid: number;
  log(): Promise<LogEntry[]>;
  reset(): Promise<void>;
  behave(change: BehaviourChange | HubBehaviourChange): Promise<void>;
  /** Ends the process in good order, or after two seconds by force. */
  stop(): Promise<void>;
}

export type RehearsalKind = 'runtime' | 'cloud' | 'hub';

const Ready = z.object({ url: z.url(), pid: z.number().int() });

function argumentsFor(kind: RehearsalKind, flags: RehearsalFlags): string[] {
  const list = [kind, '--with-parent', '--port', String(flags.port ?? 0)];
  if (flags.script !== undefined) list.push('--script', flags.script);
  for (const model of flags.models ?? []) list.push('--model', model);
  if (flags.contextLength !== undefined) list.push('--context-length', String(flags.contextLength));
  if (flags.token !== undefined) list.push('--token-env', 'BRAINSWAP_REHEARSAL_TOKEN');
  if (flags.repos !== undefined) list.push('--repos', flags.repos);
  return list;
}

async function readyLine(child: ChildProcess): Promise<z.infer<typeof Ready>> {
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const line = await Promise.race([
    once(lines, 'line').then(([first]) => String(first)),
    once(child, 'exit').then(() => null),
  ]);
  if (line === null) throw new Error(`The rehearsal did not start: ${errors.trim() || 'it said nothing'}`);
  return Ready.parse(JSON.parse(line));
}

/** Starts a stand-in and waits until it listens. Rejects with its own words when it cannot. */
export async function spawnRehearsal(kind: RehearsalKind, flags: RehearsalFlags = {}): Promise<Rehearsal> {
  const [program, ...before] = flags.command ?? selfCommand();
  const args = argumentsFor(kind, flags);
  const child = spawn(program, [...before, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(flags.token === undefined ? {} : { BRAINSWAP_REHEARSAL_TOKEN: flags.token }) },
  });
  const exited = once(child, 'exit');
  const { url, pid } = await readyLine(child);
  const control = new URL('/rehearsal/', url);
  const post = async (name: string, body: unknown): Promise<void> => {
    const request = { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(new URL(name, control), request);
    if (!answer.ok) throw new Error(`The rehearsal refused ${name}: ${await answer.text()}`);
  };
  return {
    url,
    pid,
    async log() {
      const answer = await fetch(new URL('log', control));
      return z.object({ entries: z.array(LogEntry) }).parse(await answer.json()).entries;
    },
    reset: () => post('reset', {}),
    behave: (change) => post('behaviour', change),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
      await exited;
      clearTimeout(timer);
    },
  };
}
