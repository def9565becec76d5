/** Settings go into fields and back without loss, and refusals name the field in words. */
import { describe, expect, it } from 'vitest';
import { defaultSettings, Settings } from '../../../rpc/contract.ts';
import { applyDraft, changedPaths, toDraft } from './draft.ts';
import { settingFields } from './fields.ts';

describe('settings draft', () => {
  it('has a field for every setting but the routes, which have a page of their own', () => {
    const paths = (value: object, prefix = ''): string[] =>
      Object.entries(value).flatMap(([key, inner]) =>
        inner !== null && typeof inner === 'object' ? paths(inner, `${prefix}${key}.`) : [`${prefix}${key}`],
      );
    const { routes: _, ...rest } = defaultSettings;
    expect(settingFields.map((field) => field.path).sort()).toEqual(paths(rest).sort());
  });

  it('comes back as it went', () => {
    const draft = toDraft(defaultSettings);
    const all = settingFields.map((field) => field.path);
    expect(applyDraft(defaultSettings, draft, all)).toEqual({ ok: true, settings: defaultSettings });
  });

  it('changes only what was changed here', () => {
    const saved = toDraft(defaultSettings);
    const draft = { ...saved, 'local.contextLength': '65,536', 'local.model': ' qwen ' };
    const changed = changedPaths(draft, saved);
    expect(changed.sort()).toEqual(['local.contextLength', 'local.model']);
    const newest = Settings.parse({ routes: { rename: { route: 'local' } }, referenceModel: 'other' });
    const applied = applyDraft(newest, draft, changed);
    expect(applied).toMatchObject({
      ok: true,
      settings: {
        referenceModel: 'other',
        routes: { rename: { route: 'local' } },
        local: { contextLength: 65_536, model: 'qwen' },
      },
    });
  });

  it('keeps a size in GiB that a person gave', () => {
    const draft = { ...toDraft(defaultSettings), maxSnapshotBytes: '0.5' };
    expect(applyDraft(defaultSettings, draft, ['maxSnapshotBytes'])).toMatchObject({
      ok: true,
      settings: { maxSnapshotBytes: 536_870_912 },
    });
  });

  it.each([
    ['local.contextLength', 'many', 'Context length must be a number.'],
    ['local.contextLength', '', 'Context length cannot be empty.'],
    ['local.contextLength', '100', 'Context length must be at least 4,096 tokens.'],
    ['watchdog.wallTimeSeconds', '90000', 'Time for a whole run can be at most 86,400 seconds.'],
    ['watchdog.wallTimeSeconds', '0', 'Time for a whole run must be at least 1 second.'],
    ['watchdog.maxModelCalls', '1.5', 'Model calls in a run must be a whole number.'],
    [
      'local.runtimeUrl',
      'localhost',
      'Runtime address must be a whole address, such as http://127.0.0.1:1234/v1.',
    ],
    [
      'cloud.apiKeyEnv',
      'MY KEY',
      'Variable with the key has letters, digits and "_" only, such as EXAMPLE_API_KEY.',
    ],
  ])('refuses %s = "%s" in words', (path, text, words) => {
    const draft = { ...toDraft(defaultSettings), [path]: text };
    expect(applyDraft(defaultSettings, draft, [path])).toEqual({ ok: false, errors: { [path]: words } });
  });
});
