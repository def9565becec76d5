/** `lms server start|status|stop`: starts the stand-in runtime as a process of its own, and ends it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { selfCommand } from '../self.ts';
import { type LmsOutput, wake } from './output.ts';
import { changeState, type LmsState, readState } from './state.ts';

const Greeting = z.object({ lmstudio: z.literal(true), pid: z.number().int() });
const Ready = z.object({ url: z.url(), pid: z.number().int() });

/** The server of a state, when it truly runs: it answers, and it is the process that was recorded. */
async function runningServer({ server }: LmsState): Promise<{ pid: number; port: number } | null> {
  if (!server) return null;
  try {
    const signal = AbortSignal.timeout(2000);
    const answer = await fetch(`http://127.0.0.1:${server.port}/lmstudio-greeting`, { signal });
    const greeting = Greeting.parse(await answer.json());
    return greeting.pid === server.pid ? server : null;
  } catch {
    return null;
  }
}

async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGTERM');
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(50);
  }
  process.kill(pid, 'SIGKILL');
}

/** Starts the runtime and returns it when it listens; null when it cannot. */
async function launch(
  folder: string,
  port: number,
  token: string | null,
): Promise<{ pid: number; port: number } | null> {
  mkdirSync(folder, { recursive: true });
  const [program, ...before] = selfCommand();
  const args = [...before, 'runtime', '--port', String(port), '--lms-state', folder];
  if (token !== null) args.push('--token-env', 'BRAINSWAP_REHEARSAL_TOKEN');
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', 'pipe', openSync(join(folder, 'server.log'), 'a')],
    env: { ...process.env, ...(token === null ? {} : { BRAINSWAP_REHEARSAL_TOKEN: token }) },
  });
  const { stdout } = child;
  if (!stdout) return null;
  const lines = createInterface({ input: stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([first]) => String(first)),
    once(child, 'exit').then(() => null),
  ]);
  lines.close();
  stdout.destroy();
  child.unref();
  if (line === null) return null;
  const { url, pid } = Ready.parse(JSON.parse(line));
  return { pid, port: Number(new URL(url).port) };
}

async function start(folder: string, args: readonly string[], { log }: LmsOutput): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', short: 'p' },
      bind: { type: 'string' },
      cors: { type: 'boolean' },
      verbose: { type: 'boolean' },
      quiet: { type: 'boolean' },
    },
  });
  wake(folder, log);
  const state = readState(folder);
  const port = values.port === undefined ? state.lastPort : Number(values.port);
  const running = await runningServer(state);
  if (running && (values.port === undefined || port === running.port)) {
    log(`Success! Server is now running on port ${running.port}`);
    return 0;
  }
  if (running) await end(running.pid);
  log('Starting server...');
  const server = await launch(folder, port, state.token);
  if (!server || !(await runningServer({ ...state, server }))) {
    if (server) await end(server.pid);
    log('Error: Failed to verify the server is running. Please try to use another port.');
    return 1;
  }
  changeState(folder, { server, lastPort: server.port });
  log(`Success! Server is now running on port ${server.port}`);
  return 0;
}

async function status(folder: string, args: readonly string[], output: LmsOutput): Promise<number> {
  const running = await runningServer(readState(folder));
  output.log(running ? `The server is running on port ${running.port}.` : 'The server is not running.');
  if (args.includes('--json')) {
    const answer = running ? { running: true, port: running.port } : { running: false };
    output.print(JSON.stringify(answer));
  }
  return 0;
}

async function stop(folder: string, { log }: LmsOutput): Promise<number> {
  const running = await runningServer(readState(folder));
  if (!running) {
    log('Error: The server is not running.');
    return 1;
  }
  await end(running.pid);
  changeState(folder, { server: null });
  log(`Stopped the server on port ${running.port}.`);
  return 0;
}

/** Runs a `server` command; resolves to its exit code. */
export async function runServerCommand(
  folder: string,
  [name, ...args]: readonly string[],
  output: LmsOutput,
): Promise<number> {
  if (name === 'start') return start(folder, args, output);
  if (name === 'status') return status(folder, args, output);
  if (name === 'stop') return stop(folder, output);
  output.log('Usage: lms server start|status|stop');
  return 1;
}
