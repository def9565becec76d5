/** Statements about what the menu bar shows. */
import { describe, expect, it } from 'vitest';
import type { RuntimeState } from '../../core/schema/index.ts';
import { sampleStatus } from '../testing/samples.ts';
import { problemsOf } from './problems.ts';
import { trayState } from './tray-state.ts';

const known = (changes: Parameters<typeof sampleStatus>[0] = {}) =>
  trayState({ kind: 'known', status: sampleStatus(changes) });
const counts = { ...sampleStatus().counts, running: 2 };
const down = {
  state: 'down',
  kind: 'lmstudio',
  baseUrl: null,
  message: 'LM Studio is not running.',
  command: 'lms server start',
} as const;
const missing = { state: 'missing', message: 'No codex on PATH.', command: 'brew install codex' } as const;

describe('the menu bar', () => {
  it('is starting until something is known', () => {
    expect(trayState({ kind: 'starting' })).toEqual({
      image: 'starting',
      title: '',
      tooltip: 'Brainswap: starting',
    });
  });

  it('is ready with the model and its context', () => {
    expect(known()).toEqual({
      image: 'ready',
      title: '',
      tooltip: 'Brainswap: ready, qwen3.6-35b-a3b · 32k',
    });
  });

  it('leaves the context out where the runtime does not tell it', () => {
    const { runtime } = sampleStatus();
    const state = known({ runtime: { ...runtime, contextLength: null } as typeof runtime });
    expect(state.tooltip).toBe('Brainswap: ready, qwen3.6-35b-a3b');
  });

  it('says that a runtime is a rehearsal', () => {
    const { runtime } = sampleStatus();
    if (runtime.state !== 'ready') throw new Error('the sample is ready');
    expect(known({ runtime: { ...runtime, rehearsal: true } }).tooltip).toContain('ready (rehearsal)');
  });

  it('is off when the runtime is down or has no model', () => {
    expect(known({ runtime: down })).toMatchObject({
      image: 'off',
      tooltip: 'Brainswap: local runtime off',
    });
    const idle = {
      ...down,
      state: 'idle' as const,
      baseUrl: 'http://127.0.0.1:1/v1',
      models: [] as string[],
      rehearsal: false,
    } satisfies RuntimeState;
    expect(known({ runtime: idle })).toMatchObject({ image: 'off', tooltip: 'Brainswap: no model loaded' });
  });

  it('is busy with the number of runs, also when they are cloud runs and the runtime is off', () => {
    expect(known({ counts, runtime: down })).toEqual({
      image: 'busy',
      title: '2',
      tooltip: 'Brainswap: 2 runs under way',
    });
  });

  it('is a problem when no run can start, and when the state cannot be read', () => {
    expect(known({ counts, codex: missing })).toMatchObject({
      image: 'problem',
      tooltip: 'Brainswap: No usable Codex CLI',
    });
    expect(trayState({ kind: 'failed', message: 'Settings are not valid' })).toMatchObject({
      image: 'problem',
      tooltip: 'Brainswap: Settings are not valid',
    });
  });
});

describe('the problems', () => {
  it('are none on a healthy machine', () => {
    expect(problemsOf(sampleStatus())).toEqual([]);
  });

  it('name what is wrong and the command that mends it, the worst first', () => {
    const problems = problemsOf(sampleStatus({ codex: missing, runtime: down }));
    expect(problems.map(({ severity, command }) => [severity, command])).toEqual([
      ['blocking', 'brew install codex'],
      ['warning', 'lms server start'],
    ]);
  });

  it('warn of a missing sign-in and of an untested version, which block nothing', () => {
    const problems = problemsOf(
      sampleStatus({
        codex: { state: 'found', path: '/c', version: '9.0.0', login: 'none', warning: 'Tested with 0.169.' },
      }),
    );
    expect(problems.map((problem) => problem.title)).toEqual([
      'Codex is not signed in',
      'Codex 9.0.0 is untested',
    ]);
    expect(problems.some((problem) => problem.severity === 'blocking')).toBe(false);
  });
});
