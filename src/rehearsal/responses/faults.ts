/** Bends an orderly stream of steps into a broken one. Pure; the player does what the last step says. */
import type { Fault } from '../script/schema.ts';
import { type ResponseHead, responseObject, type Step, type StreamEvent } from './events.ts';
import type { OutputItem } from './items.ts';
import type { ResponseUsage } from './usage.ts';

/** What happens to the connection when the steps are over. */
export type Ending =
  | { kind: 'end' }
  | { kind: 'reset' }
  | { kind: 'die' }
  /** Nothing more for so long (null: for ever), then the remaining steps. */
  | { kind: 'stall'; ms: number | null; heartbeat: 'none' | 'comment' | 'event'; then: Step[] };

export interface StreamPlan {
  steps: Step[];
  ending: Ending;
}

const plain = (event: StreamEvent): Step => ({ event, delta: false });

/** The index at which a fault strikes. */
function strikeIndex(steps: readonly Step[], at: 'start' | 'middle' | 'end'): number {
  if (at === 'end') return steps.length;
  if (at === 'start') return Math.min(steps.length, 2);
  const deltas = steps.flatMap((step, index) => ('event' in step && step.delta ? [index] : []));
  const middle = deltas[Math.floor(deltas.length / 2)];
  // Without a delta there is no middle; right after the opening is the nearest thing to it.
  return middle ?? Math.min(steps.length, 2);
}

/** The steps of an answer with its closing event, as the fault has it. */
export function planStream(
  head: ResponseHead,
  output: readonly Step[],
  items: readonly OutputItem[],
  usage: ResponseUsage | null,
  fault: Fault | undefined,
): StreamPlan {
  const response = responseObject(head, 'completed', items, usage);
  const completed = plain({ type: 'response.completed', response });
  const whole = (steps: readonly Step[]): StreamPlan => ({ steps: [...steps], ending: { kind: 'end' } });
  if (!fault) return whole([...output, completed]);
  switch (fault.kind) {
    case 'cut':
      return { steps: output.slice(0, strikeIndex(output, fault.at)), ending: { kind: 'reset' } };
    case 'die':
      return { steps: output.slice(0, strikeIndex(output, fault.at)), ending: { kind: 'die' } };
    case 'close':
      return whole(output.slice(0, strikeIndex(output, fault.at)));
    case 'stall': {
      const index = fault.at === 'headers' ? 0 : strikeIndex(output, fault.at);
      const then = [...output.slice(index), completed];
      return {
        steps: output.slice(0, index),
        ending: { kind: 'stall', ms: fault.ms, heartbeat: fault.heartbeat, then },
      };
    }
    case 'malformed': {
      const index = strikeIndex(output, fault.at);
      const broken: Step = {
        raw: 'event: response.output_text.delta\ndata: {"type":"response.output_te\n\n',
      };
      return whole([...output.slice(0, index), broken, ...output.slice(index), completed]);
    }
    case 'malformed_completed':
      return whole([
        ...output,
        { raw: 'event: response.completed\ndata: {"type":"response.completed","respo\n\n' },
      ]);
    case 'error': {
      const { code, message } = fault;
      const event = plain({ type: 'error', code, message, param: null });
      return whole([...output.slice(0, strikeIndex(output, fault.at)), event]);
    }
    case 'failed': {
      const { code, message } = fault;
      const failed = responseObject(head, 'failed', [], null, { error: { code, message } });
      return whole([...output, plain({ type: 'response.failed', response: failed })]);
    }
    case 'incomplete': {
      const more = { incomplete_details: { reason: fault.reason } };
      const incomplete = responseObject(head, 'incomplete', items, usage, more);
      return whole([...output, plain({ type: 'response.incomplete', response: incomplete })]);
    }
    case 'completed_incomplete': {
      const more = { incomplete_details: { reason: 'max_output_tokens' } };
      const said = responseObject(head, 'incomplete', [], usage, more);
      return whole([...output.slice(0, 2), plain({ type: 'response.completed', response: said })]);
    }
    case 'only_deltas': {
      const kept = output.filter(
        (step) => !('event' in step) || step.event.type !== 'response.output_item.done',
      );
      return whole([...kept, plain({ type: 'response.completed', response: { ...response, output: [] } })]);
    }
    case 'only_completed':
      return whole([...output.slice(0, 2), completed]);
    case 'not_streamed':
      return whole([{ raw: JSON.stringify(response) }]);
  }
}
