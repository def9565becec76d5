/** Each task class: its route and why, and what happened on each route. A table where there is room, blocks where not. */
import { PencilLine } from 'lucide-react';
import type { ClassStats } from '../../../rpc/contract.ts';
import { aboutMoney, countOf, formatDuration, formatMoney, formatTokens } from '../../format/index.ts';
import { useMedia } from '../../stores/use-media.ts';
import { IconButton, RouteBadge } from '../ui/index.ts';
import { type ClassRow, successWords, verifyWords, whyWords } from './class-rows.ts';

interface ClassTableProps {
  rows: readonly ClassRow[];
  onEdit: (row: ClassRow) => void;
}

export function ClassTable({ rows, onEdit }: ClassTableProps) {
  return useMedia('(min-width: 1080px)') ? (
    <WideTable rows={rows} onEdit={onEdit} />
  ) : (
    <Blocks rows={rows} onEdit={onEdit} />
  );
}

const columns = [
  'Ran on',
  'Runs',
  'Succeeded',
  'Verified',
  'Escalated',
  'Median time',
  'Tokens',
  'Cost',
  'Not spent',
];

function WideTable({ rows, onEdit }: ClassTableProps) {
  return (
    <table className="w-full text-right">
      <thead className="text-sm text-muted">
        <tr className="h-7">
          <th scope="col" className="text-left font-normal">
            Class
          </th>
          <th scope="col" className="text-left font-normal">
            Route and why
          </th>
          {columns.map((name) => (
            <th key={name} scope="col" className="pl-3 font-normal whitespace-nowrap">
              {name}
            </th>
          ))}
          <th scope="col">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      {rows.map((row) => (
        <tbody key={row.taskClass ?? ''} className="border-t border-line">
          {(row.lines.length === 0 ? [null] : row.lines).map((line, index) => (
            <tr key={line?.route ?? 'none'} className="h-8 align-top">
              {index === 0 && <ClassCells row={row} />}
              <LineCells line={line} />
              {index === 0 && (
                <td rowSpan={Math.max(1, row.lines.length)} className="w-9 py-0.5">
                  <EditButton row={row} onEdit={onEdit} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function ClassCells({ row }: { row: ClassRow }) {
  const rowSpan = Math.max(1, row.lines.length);
  return (
    <>
      <th scope="rowgroup" rowSpan={rowSpan} className="py-1.5 pr-3 text-left font-medium">
        {row.taskClass ?? <span className="font-normal text-muted">no class</span>}
      </th>
      <td rowSpan={rowSpan} className="max-w-70 py-1.5 pr-3 text-left">
        <RouteAndWhy row={row} />
      </td>
    </>
  );
}

function RouteAndWhy({ row }: { row: ClassRow }) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <RouteBadge route={row.entry?.route ?? 'cloud'} />
        <span className="text-sm text-muted">{whyWords(row)}</span>
      </p>
      {row.entry?.verify && (
        <p className="mt-1 text-sm text-muted">
          Verified by <code className="font-mono wrap-anywhere text-text">{row.entry.verify}</code>
        </p>
      )}
    </>
  );
}

const none = <span className="text-faint">–</span>;

function LineCells({ line }: { line: ClassStats | null }) {
  if (line === null) {
    return (
      <td colSpan={columns.length} className="py-1.5 text-muted">
        No runs in this time
      </td>
    );
  }
  return (
    <>
      <td className="py-1.5 pl-3">
        <RouteBadge route={line.route} />
      </td>
      <td className="py-1.5 pl-3">{line.runs.toLocaleString('en-US')}</td>
      <td className="py-1.5 pl-3 whitespace-nowrap">{successWords(line) ?? none}</td>
      <td className="py-1.5 pl-3 whitespace-nowrap">{verifyWords(line) ?? none}</td>
      <td className="py-1.5 pl-3">{line.escalated === 0 ? none : line.escalated}</td>
      <td className="py-1.5 pl-3 whitespace-nowrap">
        {line.medianMs === null ? none : formatDuration(line.medianMs)}
      </td>
      <td className="py-1.5 pl-3" title={tokenWords(line)}>
        {formatTokens(line.inputTokens + line.outputTokens)}
      </td>
      <td className="py-1.5 pl-3">{line.costUsd === 0 ? none : formatMoney(line.costUsd)}</td>
      <td className="py-1.5 pl-3">{line.costAvoidedUsd === 0 ? none : formatMoney(line.costAvoidedUsd)}</td>
    </>
  );
}

function Blocks({ rows, onEdit }: ClassTableProps) {
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.taskClass ?? ''} className="py-3">
          <div className="flex items-start gap-2">
            <h3 className="min-w-0 grow font-semibold">{row.taskClass ?? 'no class'}</h3>
            <EditButton row={row} onEdit={onEdit} />
          </div>
          <RouteAndWhy row={row} />
          <ul className="mt-2 flex flex-col gap-1">
            {row.lines.map((line) => (
              <li key={line.route} className="flex gap-2">
                <RouteBadge route={line.route} />
                <span className="min-w-0 text-muted">{lineWords(line)}</span>
              </li>
            ))}
            {row.lines.length === 0 && <li className="text-muted">No runs in this time</li>}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** The figures of a line as a sentence without verbs. */
function lineWords(line: ClassStats): string {
  const success = successWords(line);
  const verified = verifyWords(line);
  return [
    countOf(line.runs, 'run'),
    success && `${success} succeeded`,
    verified && `${verified} verified`,
    line.escalated > 0 && `${line.escalated} escalated`,
    line.medianMs !== null && `median ${formatDuration(line.medianMs)}`,
    `${formatTokens(line.inputTokens + line.outputTokens)} tokens`,
    line.costUsd > 0 && aboutMoney(line.costUsd),
    line.costAvoidedUsd > 0 && `${aboutMoney(line.costAvoidedUsd)} not spent`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function EditButton({ row, onEdit }: { row: ClassRow; onEdit: (row: ClassRow) => void }) {
  if (row.taskClass === null) return null;
  return (
    <IconButton label={`Edit route of ${row.taskClass}`} onClick={() => onEdit(row)}>
      <PencilLine size={14} />
    </IconButton>
  );
}

function tokenWords(line: ClassStats): string {
  return `${formatTokens(line.inputTokens)} in, ${formatTokens(line.outputTokens)} out`;
}
