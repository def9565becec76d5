/** The popover under the menu bar, 360 wide: state, figures, latest runs, and the way to the dashboard. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { isActive } from '../../rpc/contract.ts';
import { answerLive, problemsOf } from '../answer/index.ts';
import { HourBars } from '../components/popover/hour-bars.tsx';
import { PopoverRun } from '../components/popover/popover-run.tsx';
import { PopoverState } from '../components/popover/popover-state.tsx';
import { useLastHour } from '../components/popover/use-last-hour.ts';
import { Callout } from '../components/ui/index.ts';
import { aboutMoney, formatRate } from '../format/index.ts';
import { onMac, printKeys } from '../keyboard/index.ts';
import { runsStore, showRuns } from '../stores/runs.ts';
import { statusStore } from '../stores/status.ts';

/** Runs listed; the dashboard has the rest. */
const most = 8;

const links = [
  { href: '#/', label: 'Open dashboard', key: 'o' },
  { href: '#/settings', label: 'Settings', key: ',' },
] as const;

export function PopoverPage() {
  const status = useStore(statusStore, (state) => state.status);
  const runs = useStore(runsStore, (state) => state.runs);
  const loading = useStore(runsStore, (state) => state.loading);
  const lastHour = useLastHour();
  useEffect(() => showRuns({}), []);
  usePopoverKeys();
  const problems = status === null ? [] : problemsOf(status);
  const active = runs.filter(isActive);
  const listed = [...active, ...runs.filter((run) => !isActive(run))].slice(0, most);
  const rate = active.reduce((sum, run) => sum + (run.tokensPerSecond ?? 0), 0);
  const [problem] = problems;

  return (
    <main className="mx-auto flex h-full max-w-90 flex-col">
      <PopoverState runtime={status?.runtime ?? null} />
      <div className="border-t border-line px-3 py-2">
        <h1 className="font-semibold">
          {status === null ? 'Brainswap' : answerLive(status.counts, problems.length).headline}
        </h1>
        <p className="flex justify-between gap-2 text-muted">
          <span>{rate > 0 ? `${formatRate(rate)} now` : 'No model is writing'}</span>
          <span>{status && `${aboutMoney(status.counts.costAvoidedTodayUsd)} not spent today`}</span>
        </p>
        <div className="mt-1 flex items-end gap-3">
          <HourBars lastHour={lastHour} />
          <p className="text-sm text-muted">
            Last hour: {lastHour.local} local, {lastHour.cloud} cloud
          </p>
        </div>
      </div>
      <ul
        aria-label="Latest runs"
        className="min-h-0 grow overflow-y-auto border-t border-line p-1 scroll-thin"
      >
        {listed.map((run) => (
          <PopoverRun key={run.id} run={run} />
        ))}
        {listed.length === 0 && loading === 'idle' && (
          <li className="px-2 py-1.5 text-muted">
            No runs yet. Start one from the dashboard or with brainswap exec.
          </li>
        )}
      </ul>
      {problem !== undefined && (
        <div className="px-2 pb-2">
          <Callout tone="warn" title={problem.title} command={problem.command}>
            {problem.message}
          </Callout>
        </div>
      )}
      <nav aria-label="Dashboard" className="flex justify-between border-t border-line p-1">
        {links.map((link) => (
          <a
            key={link.href}
            href={link.href}
            target="_blank"
            rel="noreferrer"
            data-keys={printKeys([`mod+${link.key}`], onMac)}
            className="key-hint flex h-8 items-center gap-2 rounded-md px-2 hover:bg-hover"
          >
            {link.label}
          </a>
        ))}
      </nav>
    </main>
  );
}

/** Command-O and Command-comma, as printed beside the links. */
function usePopoverKeys(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const link = links.find((each) => each.key === event.key.toLowerCase());
      if (link === undefined || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      window.open(link.href, '_blank', 'noreferrer');
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
