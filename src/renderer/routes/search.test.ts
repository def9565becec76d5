/** Addresses typed by hand never break a page. */
import { expect, it } from 'vitest';
import { parseRoutingSearch, parseRunSearch } from './search.ts';

it('keeps a known view and drops others', () => {
  expect(parseRunSearch({ view: 'events' })).toEqual({ view: 'events' });
  expect(parseRunSearch({ view: 'timeline' })).toEqual({});
  expect(parseRunSearch({ view: 7 })).toEqual({});
});

it('keeps a known range of days', () => {
  expect(parseRoutingSearch({ days: '7', show: 'table' })).toEqual({ days: 7, show: 'table' });
  expect(parseRoutingSearch({ days: '31', show: 'x' })).toEqual({});
});
