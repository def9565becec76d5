/** Statements about the menu: lines as data, and what Electron is given for them. */
import { describe, expect, it, vi } from 'vitest';
import { sampleRun, sampleStatus } from '../testing/samples.ts';
import { menuTemplate } from './menu-template.ts';
import { type MenuLine, type TrayMenuInput, trayMenu } from './tray-menu.ts';

const healthy: TrayMenuInput = {
  observed: { kind: 'known', status: sampleStatus() },
  recent: [],
  launchAtLogin: null,
  now: 1_012_000,
};
const words = (lines: readonly MenuLine[]) =>
  lines.map((line) => (line.kind === 'separator' ? '-' : line.text));

describe('the menu', () => {
  it('shows state, today and what one can do', () => {
    expect(words(trayMenu(healthy))).toEqual([
      'Ready, qwen3.6-35b-a3b · 32k',
      '47 runs today: 38 local, 9 cloud',
      'About $3.10 not spent today',
      '-',
      'Open dashboard',
      'Settings…',
      '-',
      'Quit Brainswap',
    ]);
  });

  it('shows runs under way beside a runtime that is off', () => {
    const status = sampleStatus({
      counts: { ...sampleStatus().counts, running: 1 },
      runtime: { state: 'down', kind: 'lmstudio', baseUrl: null, message: 'Off.', command: null },
    });
    const [first] = trayMenu({ ...healthy, observed: { kind: 'known', status } });
    expect(first).toMatchObject({ text: 'One run under way; local runtime off' });
  });

  it('says that nothing ran today, and nothing of money then', () => {
    const counts = { running: 0, today: 0, localToday: 0, cloudToday: 0, costAvoidedTodayUsd: 0 };
    const lines = words(
      trayMenu({ ...healthy, observed: { kind: 'known', status: sampleStatus({ counts }) } }),
    );
    expect(lines.slice(1, 3)).toEqual(['No runs today', '-']);
  });

  it('lists at most five recent runs, each opening its page', () => {
    const recent = Array.from({ length: 7 }, (_, index) => sampleRun({ id: `run${index}` }));
    const lines = trayMenu({ ...healthy, recent });
    const opened = lines.flatMap((line) =>
      line.kind === 'action' && line.action.do === 'open' && line.action.route.startsWith('#/runs/')
        ? [line.action.route]
        : [],
    );
    expect(opened).toEqual(['#/runs/run0', '#/runs/run1', '#/runs/run2', '#/runs/run3', '#/runs/run4']);
    expect(words(lines)).toContain('✓ done · rename · 4 s · local');
  });

  it('names a run without a class by its prompt, and tells rehearsals and ages of runs under way', () => {
    const run = sampleRun({
      taskClass: null,
      prompt: 'Rename the whole\nof the module at once',
      status: 'running',
      endedAt: null,
      runtime: { kind: 'lmstudio', baseUrl: 'http://127.0.0.1:1/v1', rehearsal: true, contextLength: null },
    });
    expect(words(trayMenu({ ...healthy, recent: [run] }))).toContain(
      '◐ running · Rename the whole of the… · 12 s · local (rehearsal)',
    );
  });

  it('shows each problem with the command that mends it, to copy', () => {
    const status = sampleStatus({
      codex: { state: 'missing', message: 'No codex on PATH.', command: 'npm install -g @openai/codex' },
    });
    const lines = trayMenu({ ...healthy, observed: { kind: 'known', status } });
    expect(words(lines)).toContain('! No usable Codex CLI');
    expect(lines).toContainEqual({
      kind: 'action',
      text: 'Copy the fix: npm install -g @openai/codex',
      detail: 'No codex on PATH.',
      accelerator: null,
      action: { do: 'copy', text: 'npm install -g @openai/codex' },
    });
  });

  it('offers launch at login where the system has it', () => {
    const lines = trayMenu({ ...healthy, launchAtLogin: true });
    expect(lines).toContainEqual({
      kind: 'toggle',
      text: 'Launch at login',
      checked: true,
      action: { do: 'launch-at-login', enabled: false },
    });
  });

  it('still opens the dashboard and quits when nothing is known', () => {
    expect(words(trayMenu({ ...healthy, observed: { kind: 'starting' } }))[0]).toBe('Starting…');
    const failed = trayMenu({ ...healthy, observed: { kind: 'failed', message: 'The store is locked' } });
    expect(words(failed)).toEqual([
      'State unknown',
      '-',
      '! The store is locked',
      '-',
      'Open dashboard',
      'Settings…',
      '-',
      'Quit Brainswap',
    ]);
  });

  it('has no line that grows without bound', () => {
    const run = sampleRun({ taskClass: 'a'.repeat(64), route: 'cloud' });
    const longest = Math.max(...words(trayMenu({ ...healthy, recent: [run] })).map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(72);
  });
});

describe('the template', () => {
  it('performs the action of the line that is chosen', () => {
    const perform = vi.fn();
    const template = menuTemplate(trayMenu({ ...healthy, launchAtLogin: false }), perform);
    for (const item of template) item.click?.(undefined as never, undefined, undefined as never);
    expect(perform.mock.calls.map(([action]) => action)).toEqual([
      { do: 'open', route: '#/' },
      { do: 'open', route: '#/settings' },
      { do: 'launch-at-login', enabled: true },
      { do: 'quit' },
    ]);
  });

  it('shows plain lines as disabled and keeps an & as it is', () => {
    const [item] = menuTemplate([{ kind: 'text', text: 'salt & pepper', detail: '' }], vi.fn());
    expect(item).toMatchObject({ label: 'salt && pepper', enabled: false });
  });

  it('has a check mark for what is on', () => {
    const line: MenuLine = { kind: 'toggle', text: 'On', checked: true, action: { do: 'quit' } };
    expect(menuTemplate([line], vi.fn())).toMatchObject([{ type: 'checkbox', checked: true }]);
  });
});
