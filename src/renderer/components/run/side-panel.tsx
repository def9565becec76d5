/** Beside the timeline: why this route, the model calls, the files, verification, what left the machine. */
import { Cloud, House } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Run } from '../../../rpc/contract.ts';
import { privacyWords, runtimeName } from '../../answer/index.ts';
import { formatContext, formatDuration, formatExactly } from '../../format/index.ts';
import type { RunDocument } from '../../stores/run-document.ts';
import { FactList } from '../shell/fact-list.tsx';
import { RehearsalBadge, RouteBadge } from '../ui/index.ts';
import { FilesChanged } from './files-changed.tsx';
import { ModelCalls } from './model-calls.tsx';

export function SidePanel({ open, run }: { open: RunDocument; run: Run }) {
  return (
    <div className="flex flex-col divide-y divide-line">
      <Section title="Why this route">
        <p className="flex flex-wrap items-center gap-2">
          <RouteBadge route={run.route} />
          {run.runtime?.rehearsal === true && <RehearsalBadge />}
        </p>
        <p className="mt-1 wrap-anywhere first-letter:uppercase">{run.reason}</p>
        <p className="mt-2 flex items-center gap-2 font-medium">
          {run.requestsOffMachine === 0 ? (
            <House size={14} className="shrink-0 text-local" aria-hidden />
          ) : (
            <Cloud size={14} className="shrink-0 text-cloud" aria-hidden />
          )}
          {privacyWords(run)}
        </p>
      </Section>
      <ModelCalls open={open} run={run} />
      <FilesChanged open={open} cwd={run.cwd} />
      {run.verify !== null && (
        <Section title="Verify">
          <code className="block font-mono text-sm wrap-anywhere">{run.verify.command}</code>
          <p className={run.verify.exitCode === 0 ? 'text-good' : 'text-danger'}>
            {run.verify.exitCode === 0 ? 'Passed' : `Failed, exit code ${run.verify.exitCode ?? 'unknown'}`}
            <span className="text-muted"> in {formatDuration(run.verify.durationMs)}</span>
          </p>
        </Section>
      )}
      <Section>
        <FactList title="Run" facts={facts(run)} />
      </Section>
    </div>
  );
}

/** One part of the panel. */
export function Section({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="px-4 py-3">
      {title !== undefined && <h2 className="mb-1 font-semibold">{title}</h2>}
      {children}
    </section>
  );
}

const modes = { lean: 'Lean: our short prompt', stock: 'Stock: codex --oss', cloud: 'Cloud: your own setup' };

function facts(run: Run): [string, string][] {
  const list: [string, string][] = [['Model', run.model ?? 'not told']];
  if (run.runtime !== null) {
    const context =
      run.runtime.contextLength === null ? '' : `, ${formatContext(run.runtime.contextLength)} context`;
    list.push(['Runtime', runtimeName(run.runtime.kind) + context]);
    list.push(['Address', run.runtime.baseUrl]);
  }
  list.push(['Mode', modes[run.mode]]);
  list.push(['Sandbox', run.sandbox ?? 'Codex’s default']);
  list.push(['Folder', run.cwd]);
  list.push(['Started', `${formatExactly(run.startedAt)}, from the ${origins[run.origin]}`]);
  list.push(['Thread', run.threadId ?? 'none yet']);
  list.push(['Run id', run.id]);
  return list;
}

const origins = { cli: 'command line', dashboard: 'dashboard', app: 'menu bar' };
