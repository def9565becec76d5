/** Writes a run into the store as another process would, event by event, so that a test decides when something comes. */
import { join } from 'node:path';
import { openRunStore } from '../../src/core/runs/index.ts';
import type { EventBody, NewEvent, Run } from '../../src/core/schema/index.ts';
import { seedRun } from '../../test/fixtures/seed-run.ts';
import type { Place } from '../../test/support/place.ts';

export interface Writer {
  run: Run;
  /** Appends messages "Note `from`" to "Note `to`". */
  notes(from: number, to: number): void;
  event(body: EventBody, key?: string): void;
  live(text: string): void;
  end(): void;
  close(): void;
}

/** Begins a run that goes on until `end`; its owner is this process. */
export function writeRun(place: Place): Writer {
  const store = openRunStore({ file: join(place.brainswapHome, 'runs.db') });
  const run = seedRun(Date.now(), {
    status: 'running',
    prompt: 'A run that the test writes.',
    cwd: place.workspace,
    ownerPid: process.pid,
  });
  store.insert(run);
  const event = (body: EventBody, key: string | null = null) =>
    void store.write(run.id, { events: [{ at: Date.now(), source: 'codex', key, body }] });
  return {
    run,
    notes: (from, to) => {
      const events = Array.from({ length: to - from + 1 }, (_, i): NewEvent => {
        const body: EventBody = { type: 'note', message: `Note ${from + i}` };
        return { at: Date.now(), source: 'brainswap', key: null, body };
      });
      store.write(run.id, { events });
    },
    event,
    live: (text) => void store.write(run.id, { live: [{ call: 1, kind: 'text', text }] }),
    end: () =>
      void store.write(run.id, {
        patch: { status: 'succeeded', endedAt: Date.now(), exitCode: 0 },
        live: [],
      }),
    close: () => store.close(),
  };
}
