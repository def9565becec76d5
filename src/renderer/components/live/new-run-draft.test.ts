/** The New run form says what is missing in the words of its fields. */
import { describe, expect, it } from 'vitest';
import { type NewRunForm, readForm, routeHint } from './new-run-draft.ts';

const form: NewRunForm = {
  prompt: 'Rename it',
  cwd: '/repo',
  taskClass: '',
  route: 'auto',
  sandbox: 'workspace-write',
  verify: ' ',
  localOnly: false,
};

describe('readForm', () => {
  it('takes blanks for nothing', () => {
    expect(readForm(form)).toEqual({ ok: true, input: { ...form, taskClass: null, verify: null } });
  });
  it('names every field that is wrong', () => {
    const read = readForm({ ...form, prompt: ' ', cwd: 'repo', taskClass: 'Big One' });
    expect(read.ok).toBe(false);
    expect(read.ok ? [] : Object.keys(read.errors).sort()).toEqual(['cwd', 'prompt', 'taskClass']);
  });
  it('refuses cloud and local only at once', () => {
    const read = readForm({ ...form, route: 'cloud', localOnly: true });
    expect(read).toMatchObject({ ok: false, errors: { route: expect.stringContaining('local only') } });
  });
});

describe('routeHint', () => {
  const table = [{ taskClass: 'rename', route: 'local' as const, escalate: true, verify: null }];
  it('tells what Auto comes to', () => {
    expect(routeHint({ ...form, taskClass: 'rename' }, table)).toBe('Auto: rename is set to local.');
    expect(routeHint({ ...form, taskClass: 'other' }, table)).toMatch(/goes to cloud/);
    expect(routeHint(form, table)).toMatch(/Without a class/);
  });
  it('tells that local only never leaves', () => {
    expect(routeHint({ ...form, localOnly: true }, table)).toMatch(/nothing leaves this machine/);
  });
});
