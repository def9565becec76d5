/** Answers one model call by the scripts: the part that the runtime and the cloud have in common. */
import type { Behaviour } from '../http/behaviour.ts';
import { type Exchange, sendJson } from '../http/server.ts';
import { choose, fill, type StandIn } from '../script/choose.ts';
import type { Scenario, ScriptItem } from '../script/schema.ts';
import { readConversation } from './conversation.ts';
import { outputSteps, responseHead, responseObject } from './events.ts';
import { planStream } from './faults.ts';
import { playable } from './items.ts';
import { play } from './play.ts';
import { offeredTools, type ResponsesRequest } from './request.ts';
import { sampleValue } from './sample.ts';
import { usageOf } from './usage.ts';

export interface Engine {
  standIn: StandIn;
  scenarios: readonly Scenario[];
  behaviour: Behaviour;
  /** Counts the tries of each turn of each conversation. */
  attempts: AttemptCounter;
  die: () => void;
}

export type AttemptCounter = (conversation: string, turn: number) => number;

/** A counter that forgets the oldest conversations when it holds ten thousand turns. */
export function createAttemptCounter(): AttemptCounter {
  const counts = new Map<string, number>();
  return (conversation, turn) => {
    const key = `${conversation} ${turn}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const oldest = counts.keys().next();
    if (counts.size > 10_000 && !oldest.done) counts.delete(oldest.value);
    return count;
  };
}

/** A model calls only the tools it was offered: plans are left out when there is no `update_plan`. */
function usable(items: readonly ScriptItem[], request: ResponsesRequest): readonly ScriptItem[] {
  const tools = offeredTools(request);
  if (tools === null || tools.has('update_plan')) return items;
  const others = items.filter(({ plan }) => plan === undefined);
  return others.length > 0 ? others : items;
}

/** Answers a request that was found to be in order. */
export async function answerModelCall(
  engine: Engine,
  request: ResponsesRequest,
  exchange: Exchange,
): Promise<void> {
  const { response, entry, signal } = exchange;
  const { behaviour } = engine;
  if (behaviour.responsesStatus !== null) {
    sendJson(response, behaviour.responsesStatus, behaviour.responsesBody ?? { error: 'Not available.' });
    return;
  }
  const head = responseHead(request.model);
  if (request.input === '') {
    // `codex --oss` sends an empty request to make the server load the model.
    sendJson(response, 200, responseObject(head, 'completed', [], usageOf(request, [], undefined)));
    return;
  }
  const conversation = readConversation(request);
  const turn = conversation.compaction ? 0 : conversation.turn;
  const attempt = engine.attempts(conversation.key, turn);
  const choice = choose(engine.scenarios, conversation, engine.standIn, attempt);
  Object.assign(entry, { scenario: choice.scenario, turn, attempt });

  const { alternative } = choice;
  const json = JSON.stringify(sampleValue(request.text?.format?.schema));
  const values = { ...choice.values, model: request.model, json };
  const headersMs = alternative.pace.headers_ms + behaviour.delayMs;
  const plays = usable(alternative.items ?? [], request).map((item) => playable(item, values));
  const items = plays.flatMap((one) => ('item' in one ? [one.item] : []));
  const usage = usageOf(request, items, alternative.usage);
  const steps = [...outputSteps(head, plays, alternative.pace)];
  const plan = planStream(head, steps, items, usage, alternative.fault);
  const { http } = alternative;
  if (http) {
    const body = typeof http.body === 'string' ? fill(http.body, values) : JSON.stringify(http.body ?? {});
    plan.steps = [{ raw: body }];
    plan.ending = { kind: 'end' };
  } else if (request.stream !== true && plan.ending.kind === 'end') {
    plan.steps = [{ raw: JSON.stringify(responseObject(head, 'completed', items, usage)) }];
  }
  const streamed = request.stream === true && alternative.fault?.kind !== 'not_streamed';
  await play(response, plan, {
    head,
    signal,
    pauseFactor: behaviour.pauseFactor,
    headersMs,
    status: http?.status ?? 200,
    headers: {
      ...http?.headers,
      'content-type': http?.content_type ?? (streamed ? 'text/event-stream' : 'application/json'),
    },
    die: engine.die,
  });
}
