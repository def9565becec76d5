/** The log window draws what is seen, and what is seen stays when rows are put in front. */
import { describe, expect, it } from 'vitest';
import { sampleEvent } from '../../test-data/run.ts';
import { createTimeline, foldEarlier, foldEvent } from '../../timeline/index.ts';
import { appendNew, createLogState, moveRows, rowsWithin } from './log-state.ts';

const note = (id: number) => sampleEvent(id, { type: 'note', message: `note ${id}` });
/** Every note is guessed at 32 pixels. */
const row = 32;

describe('log window', () => {
  it('draws the rows in view and a margin around them', () => {
    const timeline = createTimeline();
    for (let id = 1; id <= 100; id += 1) foldEvent(timeline, note(id));
    const log = createLogState(false);
    appendNew(log, timeline);
    expect(rowsWithin(log, { top: 10 * row, height: 5 * row }, 0)).toEqual({ first: 10, last: 16 });
    expect(rowsWithin(log, { top: 10 * row, height: 5 * row }, 2 * row)).toEqual({ first: 8, last: 18 });
    log.following = true;
    expect(rowsWithin(log, { top: 0, height: 5 * row }, 0)).toEqual({ first: 95, last: 100 });
  });
  it('draws nothing of nothing', () => {
    expect(rowsWithin(createLogState(true), { top: 0, height: 500 }, 0)).toEqual({ first: 0, last: 0 });
  });
  it('tells how far the seen row moved when earlier rows came, with the heights it knew', () => {
    const timeline = createTimeline();
    for (let id = 51; id <= 60; id += 1) foldEvent(timeline, note(id));
    const log = createLogState(false);
    appendNew(log, timeline);
    log.heights.set(0, 100);
    log.known.set('event-51', 100);
    log.drawn = { first: 0, last: 10 };
    log.drawnIds = timeline.entries.map((entry) => entry.id);
    foldEarlier(timeline, [note(1), note(2), note(3)]);
    // The second row was seen; it is the fifth one now.
    expect(moveRows(log, timeline, { top: 100, height: 200 })).toBe(3 * row);
    expect(log.heights.count).toBe(13);
    expect(log.heights.height(3)).toBe(100);
  });
});
