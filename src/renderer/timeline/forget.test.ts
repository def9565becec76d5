/** What a long run lets go comes back whole when it is asked for. */
import { describe, expect, it } from 'vitest';
import type { EventBody, RunEvent } from '../../rpc/contract.ts';
import { sampleEvent } from '../test-data/run.ts';
import { forgetEarliest } from './forget.ts';
import { createTimeline, foldEarlier, foldEvent } from './timeline.ts';

const edit = (path: string): EventBody => ({
  type: 'file_change',
  status: 'completed',
  changes: [{ path, kind: 'update', diff: '@@ -1 +1 @@\n-a\n+b\n' }],
});
const events: RunEvent[] = [
  sampleEvent(1, { type: 'note', message: 'one' }),
  sampleEvent(2, edit('a.ts'), 'item_1'),
  sampleEvent(3, { type: 'note', message: 'three' }),
  sampleEvent(4, edit('b.ts'), 'item_2'),
  sampleEvent(5, { type: 'message', text: 'five' }),
];
const folded = () => {
  const timeline = createTimeline();
  for (const event of events) foldEvent(timeline, event);
  return timeline;
};

describe('forgetEarliest', () => {
  it('keeps the newest, where they can still be replaced', () => {
    const timeline = folded();
    forgetEarliest(timeline, 2);
    expect(timeline.entries.map((entry) => entry.id)).toEqual(['item_2', 'event-5']);
    expect([...timeline.files.keys()]).toEqual(['b.ts']);
    foldEvent(timeline, sampleEvent(6, edit('c.ts'), 'item_2'));
    expect(timeline.entries).toHaveLength(2);
    expect([...timeline.files.keys()]).toEqual(['c.ts']);
  });
  it('is undone by the events before the first one kept', () => {
    const timeline = folded();
    forgetEarliest(timeline, 2);
    foldEarlier(
      timeline,
      events.filter((event) => event.id < timeline.firstEventId),
    );
    expect(timeline).toEqual(folded());
  });
  it('lets nothing go of a short run', () => {
    const timeline = folded();
    forgetEarliest(timeline, 10);
    expect(timeline).toEqual(folded());
  });
});
