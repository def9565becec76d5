/** Follows a running Codex: passes its bytes on and turns its lines into events. */
import { type CodexProcess, codexLineToEvent, createLineSplitter } from '../codex/index.ts';
import type { NewEvent, Usage } from '../schema/index.ts';
import { activityOf } from './activity.ts';
import type { AttemptCommand } from './attempt-command.ts';
import type { AttemptPlan } from './plan.ts';
import type { Recorder } from './recorder.ts';
import { type OutputSink, pump } from './sink.ts';
import type { Watchdog } from './watchdog.ts';

/** What the lines told about the run as a whole. */
export interface FollowedFacts {
  threadId: string | null;
  /** Codex's own words for a failed turn. */
  failed: string | null;
  /** Codex's running total for the thread, if it told. */
  threadUsage: Usage | null;
  /** Tail of stderr. */
  stderr: string;
  answered: boolean;
}

export interface Following {
  plan: AttemptPlan;
  codex: CodexProcess;
  command: AttemptCommand;
  recorder: Recorder;
  watchdog: Watchdog;
  sink: OutputSink;
}

const stderrLimit = 16 * 1024;

/** Resolves when both streams have been read to their ends. */
export async function followCodex({
  plan,
  codex,
  recorder,
  watchdog,
  sink,
}: Following): Promise<FollowedFacts> {
  const facts: FollowedFacts = {
    threadId: null,
    failed: null,
    threadUsage: null,
    stderr: '',
    answered: false,
  };
  const json = plan.args.codex.flags.has('json');
  const lines = createLineSplitter();
  const errorLines = createLineSplitter();
  const onEvent = (event: NewEvent) => {
    const { body } = event;
    if (body.type === 'thread_started') {
      facts.threadId = body.threadId;
      recorder.patch({ threadId: body.threadId });
    } else if (body.type === 'turn_completed') facts.threadUsage = body.usage;
    else if (body.type === 'turn_failed') facts.failed = body.message;
    else if (body.type === 'message') facts.answered = true;
    else if (body.type === 'command' && body.status === 'in_progress' && plan.route === 'cloud') {
      watchdog.toolCall('exec_command', body.command);
    }
    const activity = activityOf(body);
    if (activity) recorder.patch({ activity });
    recorder.event(event);
  };
  const onLine = (line: string) => {
    const event = codexLineToEvent(line, Date.now());
    if (event) onEvent(event);
  };
  const onErrorLine = (line: string) => {
    facts.stderr = `${facts.stderr}${line}\n`.slice(-stderrLimit);
    const session = /session id: ([0-9a-f-]{36})/.exec(line)?.[1];
    if (session && facts.threadId === null) {
      facts.threadId = session;
      recorder.patch({ threadId: session });
    }
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
  return facts;
}
