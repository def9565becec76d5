/** An open run draws once a frame, however many batches came in between. */
import { expect, it, vi } from 'vitest';
import { sampleEvent, sampleRun } from '../test-data/run.ts';

// The window's own line is not needed to fold batches, and there is no window here.
vi.mock('../connection/index.ts', () => ({ connection: {}, errorWords: () => null }));
vi.mock('./notices.ts', () => ({ notify: () => {} }));
const { createRunDocument } = await import('./run-document.ts');

/** A frame that comes when the test says so. */
function handFrame() {
  let pending: (() => void) | null = null;
  return {
    schedule: (work: () => void) => () => {
      pending = work;
    },
    draw: () => pending?.(),
  };
}

it('shows several batches in one draw', () => {
  const frame = handFrame();
  const open = createRunDocument('0rk5x2m9q7ab', frame.schedule);
  const drawn = vi.fn();
  open.state.subscribe(drawn);
  open.take({ run: sampleRun(), events: [sampleEvent(1, { type: 'message', text: 'a' })], live: [] });
  open.take({ run: null, events: [sampleEvent(2, { type: 'message', text: 'b' })] });
  expect(drawn).not.toHaveBeenCalled();
  frame.draw();
  expect(drawn).toHaveBeenCalledTimes(1);
  expect(open.timeline.entries).toHaveLength(2);
  expect(open.state.getState()).toMatchObject({
    run: { id: '0rk5x2m9q7ab' },
    entriesVersion: 2,
    callsVersion: 0,
  });
});

it('keeps live text until a batch replaces it', () => {
  const frame = handFrame();
  const open = createRunDocument('r', frame.schedule);
  const live = [{ runId: 'r', call: 1, kind: 'text' as const, text: 'he' }];
  open.take({ run: null, events: [], live });
  open.take({ run: null, events: [] });
  frame.draw();
  expect(open.state.getState().live).toEqual(live);
  open.take({ run: null, events: [], live: [] });
  frame.draw();
  expect(open.state.getState().live).toEqual([]);
});

it('draws plainly during a flood, and richly again after it', () => {
  vi.useFakeTimers();
  try {
    const frame = handFrame();
    const open = createRunDocument('r', frame.schedule);
    let id = 0;
    const notes = (n: number) =>
      Array.from({ length: n }, () => {
        id += 1;
        return sampleEvent(id, { type: 'note', message: `note ${id}` });
      });
    const flooding = () => {
      frame.draw();
      return open.state.getState().flooding;
    };
    open.take({ run: sampleRun({ status: 'running' }), events: notes(2_000) });
    expect(flooding()).toBe(false);
    vi.advanceTimersByTime(2_000);
    open.take({ run: null, events: notes(10) });
    expect(flooding()).toBe(false);
    open.take({ run: null, events: notes(400) });
    expect(flooding()).toBe(true);
    vi.advanceTimersByTime(4_000);
    expect(flooding()).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

it('lets the earliest entries go only while the end is followed', () => {
  const frame = handFrame();
  const open = createRunDocument('r', frame.schedule);
  const notes = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) =>
      sampleEvent(from + i, { type: 'note', message: `note ${from + i}` }),
    );
  open.take({ run: sampleRun({ status: 'running' }), events: notes(1, 13_000) });
  frame.draw();
  expect(open.timeline.entries).toHaveLength(13_000);
  expect(open.state.getState()).toMatchObject({ earlier: 'none', generation: 0 });
  open.following = true;
  open.take({ run: null, events: notes(13_001, 13_001) });
  frame.draw();
  expect(open.timeline.entries).toHaveLength(10_000);
  expect(open.timeline.firstEventId).toBe(3_002);
  expect(open.state.getState()).toMatchObject({ earlier: 'some', generation: 1 });
});
