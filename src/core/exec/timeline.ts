/** The one timeline of a run: takes events of every source, keeps each fact once, notes what the run as a whole needs. */
import { createTimelineMerger } from '../codex/index.ts';
import { addUsage, type NewEvent, noUsage, type Usage } from '../schema/index.ts';
import { activityOf } from './activity.ts';
import type { Recorder } from './recorder.ts';
import type { Watchdog } from './watchdog.ts';

/** What the events told about the run as a whole. */
export interface TimelineFacts {
  threadId: string | null;
  /** Codex's own words for a failed turn. */
  failed: string | null;
  /** Codex's running total for the thread, if it told. */
  threadUsage: Usage | null;
  /** Sum over the model calls of this run, as the rollout counts them; null when it told of none. */
  rolloutUsage: Usage | null;
}

export interface Timeline {
  add(event: NewEvent): void;
  readonly facts: Readonly<TimelineFacts>;
}

/** `relayed` is true when the relay sees the model calls, so that the rollout's are not counted again. */
export function createTimeline(recorder: Recorder, watchdog: Watchdog, relayed: boolean): Timeline {
  const merger = createTimelineMerger();
  const facts: TimelineFacts = { threadId: null, failed: null, threadUsage: null, rolloutUsage: null };
  let rolloutCalls = 0;

  const note = ({ body, source }: NewEvent): void => {
    if (body.type === 'thread_started' && facts.threadId === null) {
      facts.threadId = body.threadId;
      recorder.patch({ threadId: body.threadId });
    } else if (body.type === 'turn_completed') facts.threadUsage = body.usage;
    else if (body.type === 'turn_failed') facts.failed = body.message;
    else if (body.type === 'model_call' && source === 'rollout' && body.usage) {
      facts.rolloutUsage = addUsage(facts.rolloutUsage ?? noUsage, body.usage);
      rolloutCalls += 1;
      if (relayed) return;
      watchdog.countCall();
      recorder.patch({ modelCalls: rolloutCalls, usage: facts.rolloutUsage });
    } else if (body.type === 'command' && body.status === 'in_progress' && !relayed) {
      watchdog.toolCall('exec_command', body.command);
    }
  };

  return {
    facts,
    add: (event) => {
      note(event);
      for (const shown of merger.add(event)) {
        const activity = activityOf(shown.body);
        if (activity) recorder.patch({ activity });
        recorder.event(shown);
      }
    },
  };
}
