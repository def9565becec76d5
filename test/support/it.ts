/** `it` with a place of its own for each test, and stand-ins that a file shares. */
import { it as base } from 'vitest';
import { type Rehearsal, spawnRehearsal } from '../../src/rehearsal/index.ts';
import { cloudKey } from './arguments.ts';
import { createPlace } from './place.ts';

/** Empties the log, and puts back what a test before may have changed. */
async function fresh(server: Rehearsal): Promise<Rehearsal> {
  await server.behave({
    refuse: false,
    responsesStatus: null,
    delayMs: 0,
    pauseFactor: 1,
    strict: true,
    contextLength: null,
  });
  await server.reset();
  return server;
}

export const it = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names it holds.
  .extend('runtimeProcess', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await spawnRehearsal('runtime');
    onCleanup(() => server.stop());
    return server;
  })
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names it holds.
  .extend('cloudProcess', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await spawnRehearsal('cloud', { token: cloudKey });
    onCleanup(() => server.stop());
    return server;
  })
  /** The rehearsal runtime, as after its start. */
  .extend('runtime', ({ runtimeProcess }) => fresh(runtimeProcess))
  /** The rehearsal cloud, as after its start. */
  .extend('cloud', ({ cloudProcess }) => fresh(cloudProcess))
  .extend('place', async ({ task }, { onCleanup }) => {
    const place = createPlace(`${task.id.replaceAll(/\W/g, '')}-`);
    onCleanup(() => place.remove());
    return place;
  });
