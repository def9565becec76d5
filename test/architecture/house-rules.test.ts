/** The rules of the house hold for every file, and each rule is shown to catch what breaks it. */
import { describe, expect, it } from 'vitest';
import { pathsInCheckout, readAll } from './checkout.ts';
import { commentFaults, lengthFaults, privateFaults, reachingFaults } from './house-rules.ts';
import { importsOf, type SourceFile } from './imports.ts';

const paths = pathsInCheckout();
const inSrc = readAll(paths.filter((path) => /^src\/.*\.(?:tsx?|css|html|svg)$/u.test(path)));
const code = inSrc.filter(({ path }) => /\.tsx?$/u.test(path));
const file = (path: string, text: string): SourceFile => ({ path, text });
const lines = (n: number) => 'x;\n'.repeat(n);

it('looks at the real files', () => {
  expect(code.length).toBeGreaterThan(100);
  expect(paths).toContain('package.json');
});

describe('the length of files', () => {
  it('is at most 400 lines, with a median below 80', () => {
    expect(lengthFaults(code)).toEqual([]);
  });

  it('is caught when one file grows too long, be it a test', () => {
    expect(lengthFaults([file('a.ts', lines(400))].concat(Array(9).fill(file('b.ts', lines(1)))))).toEqual(
      [],
    );
    expect(lengthFaults([file('a.test.ts', lines(401))])).toEqual([
      'a.test.ts has 401 lines; split it by concern, at most 400',
    ]);
  });

  it('is caught when the middle file is too long, whatever the tests are', () => {
    const tests = Array(9).fill(file('b.test.ts', lines(1)));
    expect(lengthFaults([file('a.ts', lines(80)), ...tests])).toEqual([
      'the median file has 80 lines; keep it below 80',
    ]);
  });
});

describe('the folders of core', () => {
  it('are entered by their index.ts only', () => {
    expect(reachingFaults(code.flatMap(importsOf))).toEqual([]);
  });

  it.each([
    ['a static import', "import { x } from '../runs/sqlite/store.ts';"],
    ['a type', "import type { X } from '../runs/store.ts';"],
    ['a type in place', "type X = import('../runs/store.ts').X;"],
    ['a re-export', "export * from '../runs/store.ts';"],
    ['a dynamic import', "await import('../runs/store.ts');"],
    ['require', "require('../runs/store.ts');"],
  ])('are guarded against %s', (_kind, text) => {
    expect(reachingFaults(importsOf(file('src/core/exec/run.ts', text)))).toHaveLength(1);
  });

  it('may be used by their face, and by their own files as they like', () => {
    const good =
      "import { x } from '../runs/index.ts';\nimport { y } from './sink.ts';\nimport z from 'zod';";
    expect(reachingFaults(importsOf(file('src/core/exec/run.ts', good)))).toEqual([]);
  });

  it('offer their testing folder to tests, and to nobody else', () => {
    const text =
      "import { x } from '../runs/testing/test-run.ts';\nimport { y } from '../bridge/testing.ts';";
    expect(reachingFaults(importsOf(file('src/core/exec/run.test.ts', text)))).toEqual([]);
    expect(reachingFaults(importsOf(file('src/core/exec/run.ts', text)))).toHaveLength(2);
  });

  it('are guarded against other layers too', () => {
    const bad = "import { x } from '../core/runs/sqlite/store.ts';";
    expect(reachingFaults(importsOf(file('src/main/app.ts', bad)))).toHaveLength(1);
  });
});

describe('the first line of a file', () => {
  it('says what the file is for', () => {
    expect(commentFaults(inSrc)).toEqual([]);
  });

  it('is caught when it does not', () => {
    const bad = [
      file('a.ts', "import x from 'y';"),
      file('b.css', 'body {}'),
      file('c.html', '<!doctype html>\n<html>'),
      file('d.ts', '/**\n */'),
      file('e.ts', ''),
    ];
    expect(commentFaults(bad)).toHaveLength(bad.length);
  });

  it('may follow what the language wants first', () => {
    const good = [
      file('a.ts', '/** A. */'),
      file('b.css', '/* B */'),
      file('c.html', '<!doctype html>\n<!-- C -->'),
      file('d.ts', '#!/usr/bin/env node\n// D'),
      file('e.ts', '/**\n * E.\n */'),
    ];
    expect(commentFaults(good)).toEqual([]);
  });
});

describe('the repository', () => {
  it('names no package registry and no folder beside the checkout', () => {
    const text = readAll(paths.filter((path) => !/\.(?:png|icns|woff2|db)$/u.test(path)));
    expect(privateFaults(text)).toEqual([]);
  });

  it.each([
    ['npm-', `"resolved": "https://${'registry'}.npmjs.org/zod"`],
    ['yarn-', `${'registry'}.yarnpkg.com`],
    ['Debian-', `deb http://deb.${'debian'}.org/debian trixie main`],
    ['any ', `https://example.com/npm-${'registry'}/zod`],
    ['folder-', `See ../${'shared'}/DESIGN.md`],
    ['path-', `cat /work/${'shared'}/STYLE.md`],
  ])('is guarded against %swords', (_kind, line) => {
    expect(privateFaults([file('a.md', `fine\n${line}\n`)])).toHaveLength(1);
  });
});
