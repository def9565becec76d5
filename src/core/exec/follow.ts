/** Follows a running Codex: passes its bytes on, reads its lines, its words on stderr and its rollout file. */
import { statSync } from 'node:fs';
import {
  type CodexProcess,
  codexLineToEvent,
  createLineSplitter,
  findRollout,
  followRollout,
  type RolloutFollower,
} from '../codex/index.ts';
import type { AttemptPlan } from './plan.ts';
import { type OutputSink, pump } from './sink.ts';
import type { Timeline } from './timeline.ts';

export interface Following {
  plan: AttemptPlan;
  codex: CodexProcess;
  codexHome: string;
  /** Size in bytes of the resumed thread's rollout before the run; 0 for a new thread. */
  rolloutStart: number;
  timeline: Timeline;
  sink: OutputSink;
}

/** What only the streams tell. */
export interface Followed {
  /** Tail of stderr, at most 16 KiB. */
  stderr: string;
}

const stderrLimit = 16 * 1024;

/** Resolves when both streams and the rollout have been read to their ends. */
export async function followCodex(following: Following): Promise<Followed> {
  const { plan, codex, codexHome, rolloutStart, timeline, sink } = following;
  const { flags } = plan.args.codex;
  const json = flags.has('json');
  const lines = createLineSplitter();
  const errorLines = createLineSplitter();
  let stderr = '';
  let rollout: RolloutFollower | null = null;
  const followThread = (threadId: string) => {
    // An ephemeral run writes no rollout.
    if (rollout || flags.has('ephemeral')) return;
    rollout = followRollout({
      codexHome,
      threadId,
      fromByte: rolloutStart,
      scope: json ? 'hidden' : 'complete',
      onEvent: timeline.add,
    });
  };
  const onLine = (line: string) => {
    const event = codexLineToEvent(line, Date.now());
    if (!event) return;
    timeline.add(event);
    if (event.body.type === 'thread_started') followThread(event.body.threadId);
  };
  const onErrorLine = (line: string) => {
    stderr = `${stderr}${line}\n`.slice(-stderrLimit);
    if (json || rollout) return;
    // Without --json this line is all that names the thread.
    const threadId = /session id: ([0-9a-f-]{36})/.exec(line)?.[1];
    if (!threadId) return;
    timeline.add({
      at: Date.now(),
      source: 'brainswap',
      key: null,
      body: { type: 'thread_started', threadId },
    });
    followThread(threadId);
  };
  await Promise.all([
    pump(
      codex.stdout,
      (chunk) => {
        if (json) for (const line of lines.push(chunk)) onLine(line);
        return sink.stdout(chunk);
      },
      sink.drained,
    ),
    pump(
      codex.stderr,
      (chunk) => {
        for (const line of errorLines.push(chunk)) onErrorLine(line);
        return sink.stderr(chunk);
      },
      sink.drained,
    ),
  ]);
  if (json) for (const line of lines.end()) onLine(line);
  for (const line of errorLines.end()) onErrorLine(line);
  await finishRollout(rollout, timeline);
  return { stderr };
}

/** A rollout that cannot be read costs the record some detail, never the run. */
async function finishRollout(rollout: RolloutFollower | null, timeline: Timeline): Promise<void> {
  if (!rollout) return;
  const note = (message: string) =>
    timeline.add({ at: Date.now(), source: 'brainswap', key: null, body: { type: 'note', message } });
  try {
    const { malformed, unknown, unknownKinds } = await rollout.finish();
    if (malformed > 0) note(`${malformed} lines of Codex's rollout file could not be read.`);
    if (unknown > 0)
      note(`Codex's rollout file has ${unknown} lines of kinds not known yet: ${unknownKinds.join(', ')}.`);
  } catch (error) {
    note(
      `Codex's rollout file could not be followed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Where a resumed thread's rollout ends before the run, in bytes; 0 for a new thread or an unknown file. */
export async function rolloutEnd(codexHome: string, threadId: string | null): Promise<number> {
  if (threadId === null) return 0;
  try {
    const file = await findRollout({ codexHome, threadId });
    return file === null ? 0 : statSync(file).size;
  } catch {
    // A thread's name instead of its id, or no sessions folder yet.
    return 0;
  }
}
