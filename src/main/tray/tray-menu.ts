/** The menu of the menu bar as plain data, a pure function of what is known. */
import type { Run, SystemStatus } from '../../core/schema/index.ts';
import type { Route } from '../app-address.ts';
import { type Problem, problemsOf } from './problems.ts';
import { type Observed, runtimeWords } from './tray-state.ts';
import { count, money, oneLine, statusWords, timeWords } from './words.ts';

/** What choosing a line does. */
export type TrayAction =
  | { do: 'open'; route: Route }
  | { do: 'copy'; text: string }
  | { do: 'launch-at-login'; enabled: boolean }
  | { do: 'quit' };

/** One line of the menu. */
export type MenuLine =
  | { kind: 'text'; text: string; detail: string }
  | { kind: 'separator' }
  | { kind: 'action'; text: string; detail: string; accelerator: string | null; action: TrayAction }
  | { kind: 'toggle'; text: string; checked: boolean; action: TrayAction };

export interface TrayMenuInput {
  observed: Observed;
  /** Latest first; at most five are shown. */
  recent: readonly Run[];
  /** Null where the system offers no login item (unpackaged builds). */
  launchAtLogin: boolean | null;
  /** Milliseconds since the epoch, for the age of runs under way. */
  now: number;
}

const recentShown = 5;
/** Characters a line may have before it is cut. */
const width = 72;

/** The lines of the menu, top to bottom: state, today, recent runs, problems, what one can do. */
export function trayMenu({ observed, recent, launchAtLogin, now }: TrayMenuInput): MenuLine[] {
  return joined([
    stateLines(observed),
    recent.slice(0, recentShown).map((run) => runLine(run, now)),
    problemLines(observed),
    [
      open('Open dashboard', '#/', 'Command+O'),
      open('Settings…', '#/settings', 'Command+,'),
      ...(launchAtLogin === null ? [] : [loginLine(launchAtLogin)]),
    ],
    [
      {
        kind: 'action',
        text: 'Quit Brainswap',
        detail: '',
        accelerator: 'Command+Q',
        action: { do: 'quit' },
      },
    ],
  ]);
}

function stateLines(observed: Observed): MenuLine[] {
  if (observed.kind === 'starting') return [text('Starting…')];
  if (observed.kind === 'failed') return [text('State unknown')];
  return [text(headline(observed.status)), ...todayLines(observed.status)];
}

/** The state in words. With runs under way the runtime keeps its place: it may still be off. */
function headline(status: SystemStatus): string {
  const { running } = status.counts;
  const runtime = runtimeWords(status);
  return sentence(running === 0 ? runtime : `${count(running, 'run')} under way; ${runtime}`);
}

function todayLines({ counts }: SystemStatus): MenuLine[] {
  if (counts.today === 0) return [text('No runs today')];
  const split = `${counts.localToday} local, ${counts.cloudToday} cloud`;
  const lines = [text(`${sentence(count(counts.today, 'run'))} today: ${split}`)];
  if (counts.costAvoidedTodayUsd > 0) {
    lines.push(text(`About ${money(counts.costAvoidedTodayUsd)} not spent today`));
  }
  return lines;
}

function runLine(run: Run, now: number): MenuLine {
  const name = oneLine(run.taskClass ?? run.prompt, 24) || 'run';
  const time = timeWords((run.endedAt ?? now) - run.startedAt);
  const rehearsal = run.runtime?.rehearsal === true ? ' (rehearsal)' : '';
  return {
    kind: 'action',
    text: oneLine(`${statusWords(run.status)} · ${name} · ${time} · ${run.route}${rehearsal}`, width),
    detail: oneLine(run.prompt, 200),
    accelerator: null,
    action: { do: 'open', route: `#/runs/${encodeURIComponent(run.id)}` },
  };
}

function problemLines(observed: Observed): MenuLine[] {
  if (observed.kind === 'starting') return [];
  if (observed.kind === 'failed') return [text(oneLine(`! ${observed.message}`, width), observed.message)];
  return problemsOf(observed.status).flatMap(problemPair);
}

function problemPair(problem: Problem): MenuLine[] {
  const line = text(oneLine(`! ${problem.title}`, width), problem.detail);
  if (problem.command === null) return [line];
  return [
    line,
    {
      kind: 'action',
      text: oneLine(`Copy the fix: ${problem.command}`, width),
      detail: problem.detail,
      accelerator: null,
      action: { do: 'copy', text: problem.command },
    },
  ];
}

function loginLine(enabled: boolean): MenuLine {
  return {
    kind: 'toggle',
    text: 'Launch at login',
    checked: enabled,
    action: { do: 'launch-at-login', enabled: !enabled },
  };
}

function open(words: string, route: Route, accelerator: string): MenuLine {
  return { kind: 'action', text: words, detail: '', accelerator, action: { do: 'open', route } };
}

function text(words: string, detail = ''): MenuLine {
  return { kind: 'text', text: words, detail };
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Groups with a separator between them; empty groups vanish. */
function joined(groups: readonly MenuLine[][]): MenuLine[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ kind: 'separator' } as const, ...group]));
}
