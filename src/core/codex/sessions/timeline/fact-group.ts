/** All facts of one identity that are not yet settled, and how those of two sources are paired. */
import type { NewEvent } from '../../../schema/index.ts';
import { type FactState, mergeEvents } from './fact.ts';

/** A place on the timeline. Its key was fixed when it was first shown. */
export interface Slot {
  readonly key: string | null;
  /** The event shown last; compared by reference. */
  shown: NewEvent | null;
}

export type Side = 'first' | 'second';

export interface Fact {
  readonly side: Side;
  identity: string;
  state: FactState;
  event: NewEvent;
  slot: Slot | null;
}

export interface FactGroup {
  add(fact: Fact): void;
  remove(fact: Fact): void;
  /** Pairs anew; returns what has to be shown now, and the facts that will not change any more. */
  render(): { events: NewEvent[]; settled: Fact[] };
  isEmpty(): boolean;
}

interface Display {
  first: Fact | null;
  second: Fact | null;
}

/** @param mint gives a new slot for an event; its key is used by no other slot. */
export function createFactGroup(mint: (event: NewEvent) => Slot): FactGroup {
  const facts: Fact[] = [];
  const alone = () => facts.filter((fact) => fact.state === 'alone');
  const pick = (side: Side, state: FactState) =>
    facts.filter((fact) => fact.side === side && fact.state === state);

  /**
   * Finished facts pair with finished ones in order of their end, for good. What is left over pairs for now
   * with the unfinished of the other side in order of their start, then the unfinished among themselves.
   */
  function pair(): { settled: Display[]; pending: Display[] } {
    const closed = { first: pick('first', 'closed'), second: pick('second', 'closed') };
    const open = { first: pick('first', 'open'), second: pick('second', 'open') };
    const settled = zip(closed.first, closed.second);
    const count = settled.length;
    const loose = { first: closed.first.slice(count), second: closed.second.slice(count) };
    const pending = [...zip(loose.first, open.second), ...zip(open.first, loose.second)];
    const busy = new Set(pending.flatMap(({ first, second }) => [first, second]));
    const free = (list: Fact[]) => list.filter((fact) => !busy.has(fact));
    const both = zip(free(open.first), free(open.second));
    for (const { first, second } of both) busy.add(first).add(second);
    const rest = [...loose.first, ...open.first, ...loose.second, ...open.second, ...alone()];
    return { settled, pending: [...pending, ...both, ...free(rest).map(single)] };
  }

  return {
    add: (fact) => {
      facts.push(fact);
    },
    remove: (fact) => {
      const at = facts.indexOf(fact);
      if (at !== -1) facts.splice(at, 1);
    },
    isEmpty: () => facts.length === 0,
    render() {
      const { settled, pending } = pair();
      const displays = [...settled, ...pending];
      giveSlots(displays, mint);
      const events = displays.flatMap(show);
      const done = [...settled.flatMap(({ first, second }) => [first, second]), ...alone()];
      for (const fact of done) if (fact) this.remove(fact);
      return { events, settled: done.filter((fact) => fact !== null) };
    },
  };
}

const single = (fact: Fact): Display =>
  fact.side === 'first' ? { first: fact, second: null } : { first: null, second: fact };

function zip(first: Fact[], second: Fact[]): Display[] {
  return first.slice(0, second.length).map((fact, at) => ({ first: fact, second: second[at] ?? null }));
}

/**
 * Each display has one slot, kept by its first source where there is one. When a late arrival changes the pairs,
 * one may hold two slots; there is then another without, which takes it over, so that none is left stale.
 */
function giveSlots(displays: readonly Display[], mint: (event: NewEvent) => Slot): void {
  const spare: Slot[] = [];
  for (const { first, second } of displays) {
    if (!first || !second?.slot) continue;
    if (first.slot) spare.push(second.slot);
    else first.slot = second.slot;
    second.slot = null;
  }
  for (const { first, second } of displays) {
    const owner = first ?? second;
    if (owner) owner.slot ??= spare.shift() ?? mint(owner.event);
  }
}

function show({ first, second }: Display): NewEvent[] {
  const owner = first ?? second;
  if (!owner?.slot) return [];
  const { slot } = owner;
  const event = first && second ? mergeEvents(first.event, second.event) : owner.event;
  // An event without a key cannot be replaced on screen.
  if (slot.shown === event || (slot.shown !== null && slot.key === null)) return [];
  slot.shown = event;
  return [{ ...event, key: slot.key }];
}
