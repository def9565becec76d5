/** Axes begin at zero and end on a round number. */
import { describe, expect, it } from 'vitest';
import { axisMarks, niceTop, spreadMarks, stack } from './scale.ts';

describe('axis', () => {
  it('ends on a round number at or above the largest value', () => {
    expect([0, 0.03, 1, 7, 12, 23, 41, 100].map(niceTop)).toEqual([1, 0.05, 1, 10, 20, 25, 50, 100]);
  });
  it('has whole marks where counts are shown', () => {
    expect(axisMarks(10, true)).toEqual([0, 5, 10]);
    expect(axisMarks(20, true)).toEqual([0, 5, 10, 15, 20]);
    expect(axisMarks(1, true)).toEqual([0, 1]);
    expect(axisMarks(1, false)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });
  it('spreads marks and keeps the last day', () => {
    expect(spreadMarks(7, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(spreadMarks(30, 6)).toEqual([4, 9, 14, 19, 24, 29]);
    expect(spreadMarks(0, 5)).toEqual([]);
  });
});

it('stacks series from the bottom', () => {
  expect(
    stack([
      [1, 2],
      [3, 0],
    ]),
  ).toEqual([
    [1, 2],
    [4, 2],
  ]);
});
