/** Lines keep their keys while a text grows at its end and is cut at its beginning. */
import { expect, it } from 'vitest';
import { linesOf } from './text-lines.ts';

const keys = (text: string) => linesOf(text).map((line) => line.key);

it('gives every line its own key', () => {
  const all = keys('a\n\nb\n\na\nend');
  expect(new Set(all).size).toBe(6);
  expect(linesOf('a\nb').map((line) => line.text)).toEqual(['a', 'b']);
});

it('keeps the keys of lines that are done', () => {
  const before = keys('first\nsecond\nthi');
  const after = keys('first\nsecond\nthird\nfo');
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after.at(-1)).toBe(before.at(-1));
});

it('keeps them when the beginning is cut', () => {
  const before = keys('one\ntwo\nthree\nfour');
  const after = keys('wo\nthree\nfour');
  expect(after.slice(1)).toEqual(before.slice(2));
});
