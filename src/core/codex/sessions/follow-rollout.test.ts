/** A rollout followed from its first line to the end of the run. */
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { NewEvent } from '../../schema/index.ts';
import { rolloutEvents } from './fixtures/read-fixture.ts';
import { followRollout } from './follow-rollout.ts';

const codexHome = mkdtempSync(join(tmpdir(), 'follow-rollout-'));
afterAll(() => rmSync(codexHome, { recursive: true }));
const recorded = readFileSync(new URL('./fixtures/work.rollout.jsonl', import.meta.url), 'utf8');
let threads = 0;

function newThread() {
  const threadId = `01a20413-61d9-78f2-9720-${String(++threads).padStart(12, '0')}`;
  const folder = join(codexHome, 'sessions/2026/11/22');
  mkdirSync(folder, { recursive: true });
  return { threadId, file: join(folder, `rollout-2026-11-22T16-25-08-${threadId}.jsonl`) };
}

function follow(threadId: string, fromByte = 0) {
  const events: NewEvent[] = [];
  const onEvent = (event: NewEvent) => events.push(event);
  return { events, ...followRollout({ codexHome, threadId, scope: 'hidden', fromByte, onEvent }) };
}

describe('followRollout', () => {
  it('gives the events of a file that appears and grows while it looks', async () => {
    const { threadId, file } = newThread();
    const { events, finish } = follow(threadId);
    const half = Math.floor(recorded.length / 2);
    writeFileSync(file, recorded.slice(0, half));
    await vi.waitFor(() => expect(events.length).toBeGreaterThan(0), 5_000);
    appendFileSync(file, recorded.slice(half));
    const counts = await finish();
    expect(events).toEqual(rolloutEvents('work', 'hidden'));
    expect(counts).toEqual({ file, lines: 54, unknown: 0, malformed: 0, unknownKinds: [] });
  });

  it('skips and counts what is broken or new', async () => {
    const { threadId, file } = newThread();
    const news = '{"timestamp":"2026-11-22T16:25:08Z","ordinal":1,"type":"news","payload":{}}\n';
    writeFileSync(file, `not json\n${news}\n{"half":\n${recorded}`);
    const { events, finish } = follow(threadId);
    expect(await finish()).toEqual({ file, lines: 57, unknown: 1, malformed: 2, unknownKinds: ['news'] });
    expect(events).toEqual(rolloutEvents('work', 'hidden'));
  });

  it('leaves out what a resumed thread held before', async () => {
    const { threadId, file } = newThread();
    writeFileSync(file, recorded);
    const { events, finish } = follow(threadId, Buffer.byteLength(recorded));
    appendFileSync(
      file,
      '{"timestamp":"2026-11-22T17:00:00Z","ordinal":54,"type":"compacted","payload":{}}\n',
    );
    await finish();
    expect(events.map(({ key, body }) => [key, body.type])).toEqual([['rollout_54', 'compaction']]);
  });

  it('tells nothing twice when the file is written anew', async () => {
    const { threadId, file } = newThread();
    writeFileSync(file, recorded);
    const { events, finish } = follow(threadId);
    await vi.waitFor(() => expect(events).toEqual(rolloutEvents('work', 'hidden')), 5_000);
    writeFileSync(file, '');
    await new Promise((resolve) => setTimeout(resolve, 50));
    writeFileSync(file, recorded);
    await finish();
    expect(events).toEqual(rolloutEvents('work', 'hidden'));
  });

  it('ends without a file, as after --ephemeral', async () => {
    const { threadId } = newThread();
    expect(await follow(threadId).finish()).toMatchObject({ file: null, lines: 0 });
  });

  it('rejects at the end for a thread id that is none', async () => {
    await expect(follow('nonsense').finish()).rejects.toThrow(/not the id of a Codex thread/);
  });
});
