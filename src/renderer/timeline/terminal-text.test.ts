/** Terminal output is shown as it looked at the end. */
import { expect, it } from 'vitest';
import { countLines, plainTerminalText } from './terminal-text.ts';

it('drops colours and titles', () => {
  expect(plainTerminalText('\u001b[31mred\u001b[0m \u001b]0;title\u0007ok')).toBe('red ok');
});

it('lets a carriage return overwrite its line', () => {
  expect(plainTerminalText('10%\r50%\r100%\ndone\r\n')).toBe('100%\ndone');
});

it('drops other control characters but keeps tabs', () => {
  expect(plainTerminalText('a\u0000\u0008b\tc')).toBe('ab\tc');
});

it('drops empty lines at the end', () => {
  expect(plainTerminalText('a\n\n\n')).toBe('a');
});

it('counts lines', () => {
  expect([countLines(''), countLines('a'), countLines('a\nb')]).toEqual([0, 1, 2]);
});
