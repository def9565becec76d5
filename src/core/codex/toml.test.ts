/** TOML values for `-c key=value`, read back by a TOML parser. */
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { tomlString, tomlValue } from './toml.ts';

const readBack = (toml: string) => (parse(`value = ${toml}`) as { value: unknown }).value;
/** Text as an argument of a process can be: no lone surrogates, no NUL. */
const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', ''));

describe('a TOML string', () => {
  it('is read back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(readBack(tomlString(value))).toBe(value);
      }),
    );
  });

  it('stays on one line', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(tomlString(value)).not.toMatch(/[\n\r]/);
      }),
    );
  });

  it('survives what people have in paths', () => {
    for (const path of ['/a b/ü', '/a"b', "/it's", '/back\\slash', '/tab\tnewline\n', '/\u007f', '/\u2028']) {
      expect(readBack(tomlString(path))).toBe(path);
    }
  });
});

describe('a TOML value', () => {
  it('is read back as it was: strings, numbers, booleans, lists, tables in tables', () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          text.filter((key) => key !== '__proto__'),
          tie('value'),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    }));
    fc.assert(
      fc.property(value, (given) => {
        expect(readBack(tomlValue(given))).toEqual(given);
      }),
    );
  });
});
