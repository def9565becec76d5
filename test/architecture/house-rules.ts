/** The rules of the house as functions: files in, faults out, each fault a line that says what to do. */
import type { Import, SourceFile } from './imports.ts';
import { isTest } from './layers.ts';

const longest = 400;
const medianBelow = 80;

/** Files that are too long, and a median that is. Tests, and what only tests use, do not count towards the median. */
export function lengthFaults(files: readonly SourceFile[]): string[] {
  const length = ({ text }: SourceFile) => text.replace(/\n$/u, '').split('\n').length;
  const faults = files
    .filter((file) => length(file) > longest)
    .map((file) => `${file.path} has ${length(file)} lines; split it by concern, at most ${longest}`);
  const lengths = files
    .filter(({ path }) => !isTest(path) && !/\/(?:testing|test-data)\//u.test(path))
    .map(length)
    .sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  if (median >= medianBelow) faults.push(`the median file has ${median} lines; keep it below ${medianBelow}`);
  return faults;
}

/** What a folder offers to the tests of others: `testing.ts`, or files of `testing/`. */
const forTests = /^src\/core\/[^/]+\/testing(?:\.ts|\/[^/]+\.ts)$/u;

/** Imports that reach past the public face (`index.ts`) of a folder of core; tests may also use what is made for tests. */
export function reachingFaults(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, target }) => {
    const folder = /^src\/core\/[^/]+\//u.exec(target ?? '')?.[0];
    if (target === null || folder === undefined || from.startsWith(folder)) return [];
    if (isTest(from) && forTests.test(target)) return [];
    return target === `${folder}index.ts` ? [] : [`${from} reaches past ${folder}index.ts to ${target}`];
  });
}

/** Files that do not begin by saying what they are for. */
export function commentFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path, text }) => {
      // What a language wants first may come first.
      const body = text.replace(/^(?:#!.*\n|<!doctype html>\s*|<\?xml.*\?>\s*)/iu, '');
      const mark = /\.(?:html|svg|xml)$/u.test(path)
        ? /^<!-- *\w/u
        : /^(?:\/\*\*?[ \n*]*[^\s*/]|\/\/ *[^\s/])/u;
      return !mark.test(body);
    })
    .map(({ path }) => `${path} does not begin with a comment that says what it is for`);
}

/** Text that belongs to one workplace, and not into a repository. In pieces here, so that this file may hold them. */
const private_: readonly RegExp[] = [
  /\bregistry\.(?:npmjs|yarnpkg)\./iu,
  /\bnpm\.pkg\.github\b/iu,
  /\b(?:deb|security)\.debian\.org\b/iu,
  /\bfiles\.pythonhosted\b/iu,
  new RegExp(`https?://[^\\s"'\`]*${'regis'}${'try'}`, 'iu'),
  new RegExp(`(?:^|[\\s"'\`(])(?:\\.\\./|/work/)${'sha'}${'red'}\\b`, 'u'),
];

/** Lines that name a package registry, or the folder beside the checkout that no clone has. */
export function privateFaults(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .map((line, index) => ({ line, place: `${path}:${index + 1}` }))
      .filter(({ line }) => private_.some((pattern) => pattern.test(line)))
      .map(({ line, place }) => `${place} names what only one workplace has: ${line.trim().slice(0, 80)}`),
  );
}
