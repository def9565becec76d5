/** Each page's top line answers its question, with units and a range. */
import { describe, expect, it } from 'vitest';
import type { RoutingStats, SystemStatus } from '../../rpc/contract.ts';
import { sampleRun } from '../test-data/run.ts';
import {
  answerLive,
  answerRouting,
  isEscalation,
  outcomeOf,
  privacyWords,
  problemsOf,
  stateOf,
} from './index.ts';

const counts = { running: 2, today: 47, localToday: 38, cloudToday: 9, costAvoidedTodayUsd: 3.1 };

describe('answerLive', () => {
  it('says what runs, what is wrong, and the day so far', () => {
    expect(answerLive(counts, 1)).toEqual({
      headline: '2 running, 1 thing to mend',
      detail: '47 runs today, 38 local and 9 cloud; about $3.10 not spent',
    });
  });
  it('is calm when nothing runs', () => {
    const none = { running: 0, today: 0, localToday: 0, cloudToday: 0, costAvoidedTodayUsd: 0 };
    expect(answerLive(none, 0)).toEqual({ headline: 'Nothing running', detail: 'No runs today' });
  });
});

describe('answerRouting', () => {
  const day = { day: '2026-03-03', succeeded: 0, failed: 0 };
  it('gives the local share and the money with its range', () => {
    const stats: RoutingStats = {
      days: 30,
      classes: [],
      perDay: [
        { ...day, local: 5, cloud: 1, costUsd: 0.5, costAvoidedUsd: 10 },
        { ...day, local: 0, cloud: 1, costUsd: 0.5, costAvoidedUsd: 4.2 },
      ],
    };
    expect(answerRouting(stats)).toEqual({
      headline: '71% of runs were local; about $14.20 not spent',
      detail: '7 runs in the last 30 days, about $1.00 spent on cloud',
    });
  });
  it('does not divide by nothing', () => {
    expect(answerRouting({ days: 7, classes: [], perDay: [] }).headline).toBe('No runs in the last 7 days');
  });
});

describe('a run in one line', () => {
  it('tells a verified success from an unchecked one', () => {
    const verify = { command: 'npm test', exitCode: 0, output: '', durationMs: 5 };
    expect(stateOf(sampleRun({ verify }))).toBe('verified');
    expect(stateOf(sampleRun())).toBe('succeeded');
  });
  it('shows the activity while running and the reason after failing', () => {
    expect(outcomeOf(sampleRun({ status: 'running', activity: 'rg -l UserDTO' }))).toBe('rg -l UserDTO');
    const failure = { code: 'silence', message: 'The runtime sent nothing for 300 s.\nRestart it.' };
    expect(outcomeOf(sampleRun({ status: 'failed', failure }))).toBe('The runtime sent nothing for 300 s.');
  });
  it('knows an escalation from a repeat', () => {
    expect(isEscalation({ parentKind: 'escalation', route: 'cloud' })).toBe(true);
    expect(isEscalation({ parentKind: 'repeat', route: 'cloud' })).toBe(false);
  });
  it('says what left the machine', () => {
    expect(privacyWords({ route: 'local', requestsOffMachine: 0 })).toBe('0 requests left this machine');
    expect(privacyWords({ route: 'cloud', requestsOffMachine: null })).toMatch(/provider/);
  });
});

it('problemsOf names the runtime and carries the command', () => {
  const status: SystemStatus = {
    version: '0.1.0',
    codex: { state: 'missing', message: 'Not on PATH.', command: 'npm i -g @openai/codex' },
    runtime: {
      state: 'down',
      kind: 'lmstudio',
      baseUrl: null,
      message: 'Start it.',
      command: 'lms server start',
    },
    counts,
    taskClasses: [],
    recentFolders: [],
    platform: 'darwin',
    dataFolder: '/data',
  };
  expect(problemsOf(status).map((p) => [p.title, p.command])).toEqual([
    ['Codex was not found', 'npm i -g @openai/codex'],
    ['LM Studio is not running', 'lms server start'],
  ]);
});
