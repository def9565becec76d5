/** What the `lms` stand-in remembers between calls: a folder with the models, the server and every call made. */
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  editableCatalogue,
  type ModelCatalogue,
  RehearsalModel,
  rehearsalModel,
} from '../lmstudio/models.ts';

export const LmsState = z.object({
  models: z.array(RehearsalModel),
  /** The server process; it may have ended since. */
  server: z.object({ pid: z.number().int(), port: z.number().int() }).nullable(),
  /** Port of the next `server start` that names none. */
  lastPort: z.number().int(),
  /** LM Studio itself; most commands wake it. */
  daemon: z.enum(['running', 'not-running']),
  /** Milliseconds that a load takes. */
  loadMs: z.number().int(),
  /** Tokens that "auto-fit" loads every model with, whatever was asked for; null heeds the request. */
  autoFitContext: z.number().int().nullable(),
  /** Words with which every load fails; null loads. */
  loadFailure: z.string().nullable(),
  /** Bearer token that the server asks for. */
  token: z.string().nullable(),
});
export type LmsState = z.infer<typeof LmsState>;

/** The variable that names the state folder. */
export const stateVariable = 'BRAINSWAP_REHEARSAL_LMS_STATE';

export function initialState(): LmsState {
  const keys = ['rehearsal-brain', 'rehearsal-brain-mini', 'text-embedding-rehearsal'];
  return {
    models: keys.map((key) => rehearsalModel(key, null)),
    server: null,
    lastPort: 1234,
    daemon: 'not-running',
    loadMs: 600,
    autoFitContext: null,
    loadFailure: null,
    token: null,
  };
}

const stateFile = (folder: string) => join(folder, 'state.json');

/** Reads the state; the initial one when the folder is new. Throws when the file is not a state. */
export function readState(folder: string): LmsState {
  let text: string;
  try {
    text = readFileSync(stateFile(folder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return initialState();
    throw error;
  }
  return LmsState.parse(JSON.parse(text));
}

/** Replaces parts of the state, at once as seen by a reader. */
export function changeState(folder: string, change: Partial<LmsState>): LmsState {
  const state = { ...readState(folder), ...change };
  mkdirSync(folder, { recursive: true });
  const temporary = join(folder, `state-${process.pid}.json`);
  writeFileSync(temporary, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(temporary, stateFile(folder));
  return state;
}

/** The models of a state folder, as the running server sees them. */
export function stateCatalogue(folder: string): ModelCatalogue {
  return editableCatalogue(
    () => readState(folder).models,
    (models) => {
      changeState(folder, { models });
    },
  );
}

export const LmsCall = z.object({ at: z.number(), args: z.array(z.string()) });
export type LmsCall = z.infer<typeof LmsCall>;

const callsFile = (folder: string) => join(folder, 'calls.jsonl');

/** Remembers a call, so that a test can show that a command was, or was never, used. */
export function recordCall(folder: string, args: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  appendFileSync(callsFile(folder), `${JSON.stringify({ at: Date.now(), args })}\n`);
}

/** Every call so far, oldest first. */
export function readCalls(folder: string): LmsCall[] {
  let text: string;
  try {
    text = readFileSync(callsFile(folder), 'utf8');
  } catch {
    return [];
  }
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => LmsCall.parse(JSON.parse(line)));
}
