/** Starts, cancels and repeats runs for a window; keeps track of those of this process. */
import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { parseExecArguments } from './codex/index.ts';
import { execInput, keptPromptLength, noOutput, runTask } from './exec/index.ts';
import { localOnlyReason } from './routing/index.ts';
import { RunStoreError } from './runs/index.ts';
import type { ParentKind, RouteName, Run, RunOrigin, StartRunInput } from './schema/index.ts';
import { isActive } from './schema/index.ts';
import type { Services } from './services.ts';

/** A run that was asked for in a way that cannot work; the message says what to change. */
export class RunRequestError extends Error {
  override name = 'RunRequestError';
}

export interface RunDesk {
  /** Starts a run in this process and returns its id as soon as it is in the store. */
  start(input: StartRunInput, origin: RunOrigin): Promise<string>;
  /** Cancels a run wherever it lives. */
  cancel(id: string): { accepted: boolean; message: string };
  /** Runs the same prompt in the same folder again on `route`; the new run's id. */
  repeat(id: string, route: RouteName, origin: RunOrigin): Promise<string>;
  /** Number of runs going on in this process. */
  active(): number;
  dispose(): Promise<void>;
}

export function createRunDesk(services: Services, env: NodeJS.ProcessEnv): RunDesk {
  const { store, feed, settings, dataFolder } = services;
  const going = new Map<AbortController, Promise<unknown>>();

  const start = async (
    input: StartRunInput,
    origin: RunOrigin,
    parent: { id: string; kind: ParentKind } | null,
  ): Promise<string> => {
    checkFolder(input.cwd);
    const args = parseExecArguments([], execTokens(input));
    const controller = new AbortController();
    return new Promise((resolve, reject) => {
      const task = runTask(
        // `-` and bytes: a prompt in argv could be read by every user of the machine, and may be too long for it.
        {
          ...execInput(args, input.cwd, { kind: 'bytes', bytes: Buffer.from(input.prompt) }),
          origin,
          parent,
          onRun: resolve,
        },
        { store, feed, settings: settings.get(), dataFolder, env },
        noOutput,
        controller.signal,
      );
      going.set(
        controller,
        task.catch(reject).finally(() => going.delete(controller)),
      );
    });
  };

  const known = (id: string): Run => {
    const run = store.get(id);
    if (run) return run;
    throw new RunStoreError(`There is no run ${id}.`);
  };

  return {
    start: (input, origin) => start(input, origin, null),
    cancel: (id) => {
      const run = known(id);
      if (!isActive(run)) return { accepted: false, message: `Run ${id} has already ended (${run.status}).` };
      const accepted = store.requestCancel(id);
      feed.notify();
      return accepted
        ? { accepted, message: 'Stopping. What Codex has done so far stays in the folder.' }
        : { accepted, message: `Run ${id} has already ended.` };
    },
    repeat: async (id, route, origin) => {
      const run = known(id);
      if (run.prompt === '') {
        throw new RunRequestError(
          'The prompt of this run is not known (it was typed into Codex itself), so it cannot be repeated.',
        );
      }
      if (run.prompt.length >= keptPromptLength) {
        throw new RunRequestError(
          'The prompt of this run is longer than what is kept of it (64 KiB), so repeating it would run half a prompt. Start it again from where it came from.',
        );
      }
      const sandbox = run.sandbox === 'workspace-write' ? 'workspace-write' : 'read-only';
      const input: StartRunInput = {
        prompt: run.prompt,
        cwd: run.cwd,
        taskClass: run.taskClass,
        route,
        sandbox,
        verify: run.verify?.command ?? null,
        localOnly: route === 'local' && run.reason === localOnlyReason,
      };
      return start(input, origin, { id, kind: 'repeat' });
    },
    active: () => going.size,
    dispose: async () => {
      for (const controller of going.keys()) controller.abort();
      await Promise.allSettled(going.values());
    },
  };
}

function execTokens(input: StartRunInput): string[] {
  return [
    '--json',
    '--skip-git-repo-check',
    ...['-s', input.sandbox],
    ...['-C', input.cwd],
    ...['--route', input.route],
    ...(input.taskClass === null ? [] : [`--task=${input.taskClass}`]),
    ...(input.verify === null || input.verify.trim() === '' ? [] : [`--verify=${input.verify}`]),
    ...(input.localOnly ? ['--local-only'] : []),
    '-',
  ];
}

function checkFolder(folder: string): void {
  if (!isAbsolute(folder)) throw new RunRequestError(`The folder must be an absolute path, not "${folder}".`);
  let isFolder = false;
  try {
    isFolder = statSync(folder).isDirectory();
  } catch {
    // Said below.
  }
  if (!isFolder) throw new RunRequestError(`There is no folder ${folder}. Create it, or choose another.`);
}
