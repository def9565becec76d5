/** Scripts: the shipped ones are sound, and a bad one is told where it is bad. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { scriptFolder } from './folder.ts';
import { parseScript, readScript, readScripts, ScriptError } from './load.ts';

function faultsOf(text: string): string {
  try {
    parseScript(text, 'mine.yaml');
  } catch (error) {
    if (error instanceof ScriptError) return error.message;
    throw error;
  }
  return 'no error';
}

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'brainswap-scripts-'));
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const scenario = (turn: string) => `scenarios:
  - name: mine
    about: A test.
    turns:
      - ${turn}
`;

describe('the shipped scripts', () => {
  it('are sound, and hold the scenarios that everything else relies on', () => {
    const names = readScripts(scriptFolder()).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['default', 'hello', 'verify', 'dies', 'silent-headers']));
  });

  it('are all named in the user guide', () => {
    const guide = readFileSync(join(scriptFolder(), '../../docs/rehearsal.md'), 'utf8');
    const missing = readScripts(scriptFolder()).filter(({ name }) => !guide.includes(`\`${name}\``));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});

describe('an error in a script', () => {
  it('names the file, the line and the field', () => {
    expect(faultsOf(scenario('items: [{ say: 5 }]'))).toContain(
      'mine.yaml:5: scenarios.0.turns.0.items.0.say: ',
    );
  });

  it('names a key that does not exist, on its own line', () => {
    const text = `${scenario('items: [{ say: hi }]')}    afterwards: stop\n`;
    expect(faultsOf(text)).toContain('mine.yaml:6: scenarios.0.afterwards: ');
  });

  it('says which keys an item may have', () => {
    expect(faultsOf(scenario('items: [{ say: hi, run: ls }]'))).toContain(
      'must have exactly one of: say, think',
    );
  });

  it('says that a turn answers with items or with HTTP', () => {
    expect(faultsOf(scenario('pace: { first_token_ms: 3 }'))).toContain(
      'must have items or http, and not both',
    );
  });

  it('reaches into alternatives', () => {
    const text = scenario(
      'either:\n          - if: { output: hi }\n            items: [{ plan: [no mark] }]',
    );
    expect(faultsOf(text)).toMatch(
      /mine\.yaml:7: scenarios\.0\.turns\.0\.either\.0\.items\.0\.plan\.0: must begin/,
    );
  });

  it('is told for a fault that does not exist', () => {
    expect(faultsOf(scenario('fault: { kind: explode }\n        items: []'))).toContain('mine.yaml:5: ');
  });

  it('is told for a broken regular expression', () => {
    expect(faultsOf(scenario('either: [{ if: { output: "/(/" }, items: [] }]'))).toContain(
      'is not a regular expression',
    );
  });

  it('is told for text that is not YAML, with its line', () => {
    expect(faultsOf('scenarios:\n  - name: [\n')).toMatch(/mine\.yaml:[23]: /);
  });

  it('is always a ScriptError with a line, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.string({ unit: fc.constantFrom(...'a-: []{}\n"\'&*#|') })),
        (text) => {
          const message = faultsOf(text);
          expect(message === 'no error' || /^mine\.yaml:\d+: /.test(message)).toBe(true);
        },
      ),
    );
  });

  it('is always at a line that the file has, whatever is put in place of a value', () => {
    const whole = readFileSync(join(scriptFolder(), 'hello.yaml'), 'utf8').split('\n');
    const values = fc.constantFrom('5', '{ odd: true }', '[]', 'null', '"x"');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), values, (index, value) => {
        const lines = whole.map((line, at) => (at === index ? line.replace(/: .*$/, `: ${value}`) : line));
        const line = /^mine\.yaml:(\d+): /.exec(faultsOf(lines.join('\n')))?.[1];
        expect(Number(line ?? 1)).toBeLessThanOrEqual(lines.length);
      }),
    );
  });

  it('is told for a file that cannot be read', () => {
    expect(() => readScript('/nowhere/x.yaml')).toThrow(/\/nowhere\/x\.yaml: cannot be read/);
  });
});

describe('a folder of scripts', () => {
  it('refuses one name twice on the same stand-in', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a.yaml'), scenario('items: []'));
    writeFileSync(join(folder, 'b.yaml'), scenario('items: []'));
    expect(() => readScripts(folder)).toThrow(/mine on runtime is there twice/);
  });

  it('lets a script of the user come first', () => {
    const file = join(newFolder(), 'own.yaml');
    writeFileSync(file, scenario('items: []').replace('mine', 'hello'));
    expect(readScripts(scriptFolder(), file)[0]?.about).toBe('A test.');
  });
});
