/** One timeline from several sources: the same fact told by two of them is shown once. */
import type { NewEvent } from '../../../schema/index.ts';
import { identityOf, stateOf } from './fact.ts';
import { createFactGroup, type Fact, type FactGroup, type Slot } from './fact-group.ts';

export interface TimelineMerger {
  /** Takes an event of any source; returns what is to be stored now, in order. */
  add(event: NewEvent): NewEvent[];
}

/**
 * Codex's JSON lines and the relay are the first source, the rollout the second: what it adds (a diff, a duration,
 * tokens) is put into the event of the first, under the key that was shown first. The facts shown in the end
 * are the same in whatever order the sources' events come in, as long as each source keeps its own order.
 */
export function createTimelineMerger(): TimelineMerger {
  const facts = new Map<string, Fact>();
  const groups = new Map<string, FactGroup>();
  const keys = new Set<string>();
  /** Keys of settled facts, for the rare word that comes later; null for a fact shown under another's key. */
  const settledKeys = new Map<string, string | null>();

  const mint = (event: NewEvent): Slot => {
    let { key } = event;
    while (key !== null && keys.has(key)) key += '+';
    if (key !== null) keys.add(key);
    return { key, shown: null };
  };
  const groupOf = (identity: string): FactGroup => {
    const group = groups.get(identity) ?? createFactGroup(mint);
    groups.set(identity, group);
    return group;
  };
  const leave = (fact: Fact): NewEvent[] => {
    groupOf(fact.identity).remove(fact);
    return render(fact.identity);
  };
  const render = (identity: string): NewEvent[] => {
    const group = groupOf(identity);
    const { events, settled } = group.render();
    for (const fact of settled) {
      const id = idOf(fact.event);
      if (id === null || facts.get(id) !== fact) continue;
      facts.delete(id);
      settledKeys.set(id, fact.slot?.key ?? null);
    }
    if (group.isEmpty()) groups.delete(identity);
    return events;
  };

  return {
    add(event) {
      const id = idOf(event);
      const identity = event.source === 'brainswap' ? null : identityOf(event.body);
      const known = id === null ? undefined : facts.get(id);
      if (identity === null) {
        if (!known || id === null) return [event];
        facts.delete(id);
        return [...leave(known), { ...event, key: known.slot?.key ?? event.key }];
      }
      const settledKey = id === null ? undefined : settledKeys.get(id);
      if (settledKey !== undefined) return settledKey === null ? [] : [{ ...event, key: settledKey }];
      const state = stateOf(event.body);
      if (known) {
        // The place in the group is the order of start, and of end once the fact has ended.
        const moves = known.identity !== identity || known.state !== state;
        const old = known.identity;
        if (moves) groupOf(old).remove(known);
        Object.assign(known, { identity, state, event });
        if (moves) groupOf(identity).add(known);
        return [...(old === identity ? [] : render(old)), ...render(identity)];
      }
      const side = event.source === 'rollout' ? 'second' : 'first';
      const fact: Fact = { side, identity, state, event, slot: null };
      if (id !== null) facts.set(id, fact);
      groupOf(identity).add(fact);
      return render(identity);
    },
  };
}

function idOf(event: NewEvent): string | null {
  return event.key === null ? null : `${event.source} ${event.key}`;
}
