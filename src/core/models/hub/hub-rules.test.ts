/** The small rules of downloads: names, selections, waiting times, refusals. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPaths, pathFault } from './listing-rules.ts';
import { refusalOf } from './refusal.ts';
import { mlxPatterns, selectFiles } from './select.ts';
import { checkRepoId, checkRevision, checkToken, hubEndpoint } from './source.ts';
import { waitingTime } from './waiting-time.ts';

describe('a path from the hub', () => {
  it.each(['config.json', 'a/b/c.safetensors', '.gitattributes', '日本/モデル.json', 'a..b/c', '...x'])(
    '%j is taken',
    (path) => expect(pathFault(path)).toBeNull(),
  );

  it.each([
    '',
    '/etc/passwd',
    '..',
    '../x',
    'a/../../x',
    'a/./b',
    'a//b',
    'a/',
    'a\\b',
    'C:x',
    'a\0b',
    'a\nb',
    'x'.repeat(256),
    `${'a/'.repeat(600)}b`,
    'a./b',
    '\ud800',
  ])('%j is refused', (path) => expect(pathFault(path)).not.toBeNull());

  it('that is taken never leaves its folder', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '', 'a', '/', '\\', '\0'), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const path = parts.join('/');
        if (pathFault(path) !== null) return;
        const resolved = new URL(path.split('/').map(encodeURIComponent).join('/'), 'http://h/root/')
          .pathname;
        expect(resolved.startsWith('/root/')).toBe(true);
      }),
    );
  });

  it.each([
    [['a.json', 'A.json']],
    [['a', 'a/b']],
    [['dir/x', 'DIR/y']],
    [['stra\u00dfe', 'STRASSE']],
    [['\u00e9.json', 'e\u0301.json']],
    [['same', 'same']],
  ])('%j meet on a disk that ignores case', (paths) => {
    expect(() => checkPaths('o/n', paths)).toThrow(/The listing of o\/n is refused: .*ignores case/);
  });

  it('may share its folders with others', () => {
    expect(() => checkPaths('o/n', ['dir/a', 'dir/b', 'dir/sub/a', 'a'])).not.toThrow();
  });
});

describe('a selection', () => {
  const files = [
    'config.json',
    'model.safetensors',
    'chat_template.jinja',
    'x.gguf',
    'README.md',
    'run.py',
    'a/b.json',
  ];
  const listing = files.map((path) => ({ path, size: 1, hash: path, lfs: false }));

  it('takes what MLX needs, and says why not the others', () => {
    const { wanted, skipped } = selectFiles(listing, mlxPatterns);
    expect(wanted.map(({ path }) => path)).toEqual([
      'config.json',
      'model.safetensors',
      'chat_template.jinja',
      'a/b.json',
    ]);
    expect(skipped.map(({ path, reason }) => [path, reason])).toEqual([
      ['x.gguf', 'another format of the weights'],
      ['README.md', 'for people to read'],
      ['run.py', 'program code, which is not run'],
    ]);
  });

  it('takes a pattern with a folder from the root', () => {
    expect(selectFiles(listing, ['a/*.json']).wanted.map(({ path }) => path)).toEqual(['a/b.json']);
  });
});

describe('what a person types', () => {
  it.each(['org/name', 'unsloth/Qwen3.6-35B-A3B-UD-MLX-4bit'])('%s is a repository', (repo) => {
    expect(() => checkRepoId(repo)).not.toThrow();
  });
  it.each(['', 'name', 'a/b/c', '../x', 'a/..', 'a/b--c', 'https://huggingface.co/a/b', 'a/b.git'])(
    '%j is not',
    (repo) => expect(() => checkRepoId(repo)).toThrow(/reads owner\/name/),
  );
  it.each(['../x', 'a/../b', '', 'a b', '/x'])('%j is no revision', (revision) => {
    expect(() => checkRevision(revision)).toThrow(/is not a revision/);
  });
  it('may be refs/pr/1', () => expect(() => checkRevision('refs/pr/1')).not.toThrow());
  it('is no token with a blank in it, and is not repeated', () => {
    expect(() => checkToken('hf_secret x')).toThrow(/^(?!.*hf_secret).*Copy it again/);
  });
  it('is no endpoint unless it is an address', () => {
    expect(() => hubEndpoint({ HF_ENDPOINT: 'mirror' })).toThrow(/HF_ENDPOINT is "mirror"/);
    expect(hubEndpoint({ HF_ENDPOINT: 'https://mirror.test/hf/' })).toBe('https://mirror.test/hf');
    expect(hubEndpoint({})).toBe('https://huggingface.co');
  });
});

describe('429', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  it.each([
    [{ ratelimit: '"resolvers";r=0;t=55' }, 55_000],
    [{ ratelimit: '"api";r=9;t=200, "resolvers";r=0;t=7' }, 7_000],
    [{ 'retry-after': '12' }, 12_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'soon' }, 30_000],
    [{}, 30_000],
    [{ 'retry-after': '99999999' }, 900_000],
    [{ 'retry-after': 'Sun, 22 Nov 2020 12:00:30 GMT' }, 0],
  ])('with %j means a pause of %i ms', (headers, ms) => expect(waitingTime(headers, now)).toBe(ms));
});

describe('a refusal', () => {
  const source = { endpoint: 'https://hub.test', repo: 'o/n', revision: 'v9', token: null };
  it.each([
    [403, {}, 'gated', 'read access'],
    [401, {}, 'not_found', 'it is private'],
    [404, { 'x-error-code': 'EntryNotFound' }, 'hub_failed', 'cannot be fetched'],
    [418, {}, 'hub_failed', 'answered 418'],
  ])('of %i with %j is %s', (status, headers, code, words) => {
    const error = refusalOf(status, headers, source);
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(words);
  });
  it.each([200, 302, 408, 429, 500, 503])('is not %i', (status) => {
    expect(refusalOf(status, {}, source)).toBeNull();
  });
});
