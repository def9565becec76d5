/** The header: pages on the left, the state of the parts on the right. */
import { Link, useLocation } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useStore } from 'zustand';
import { onMac, printKeys } from '../../keyboard/index.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { statusStore } from '../../stores/status.ts';
import { Button, classNames, RehearsalBadge } from '../ui/index.ts';
import { BrandMark } from './brand-mark.tsx';
import { CodexChip, RuntimeChip } from './state-chips.tsx';

const pages = [
  { to: '/', label: 'Live' },
  { to: '/routing', label: 'Routing' },
  { to: '/settings', label: 'Settings' },
] as const;

export function Header() {
  const status = useStore(statusStore, (state) => state.status);
  const rehearsal = status !== null && status.runtime.state !== 'down' && status.runtime.rehearsal;
  const running = status?.counts.running ?? 0;
  const onRun = useLocation({ select: (location) => location.pathname.startsWith('/runs/') });
  return (
    <header className="flex h-11 shrink-0 items-center border-b border-line bg-sunken px-2 sm:gap-1 sm:px-3">
      <Link to="/" aria-label="Brainswap" className="flex items-center gap-2 rounded-md p-1 sm:mr-1">
        <BrandMark />
        <span className="hidden font-semibold md:inline">Brainswap</span>
      </Link>
      <nav aria-label="Pages" className="flex">
        {pages.map((page) => (
          <Link
            key={page.to}
            to={page.to}
            activeOptions={{ exact: true, includeSearch: false }}
            // A run belongs to Live.
            className={classNames(
              'rounded-md px-2 py-1 text-muted hover:bg-hover hover:text-text max-sm:px-1.5',
              'aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-text',
              onRun && page.to === '/' && 'bg-selected font-medium text-text',
            )}
          >
            {page.label}
          </Link>
        ))}
      </nav>
      <div className="min-w-0 grow" />
      {running > 0 && (
        <Link
          to="/"
          search={{ status: 'active' }}
          className="hidden rounded-md px-2 py-1 text-muted hover:bg-hover hover:text-text md:inline"
        >
          {running} running
        </Link>
      )}
      {rehearsal && <RehearsalBadge compact />}
      <RuntimeChip runtime={status?.runtime ?? null} />
      <CodexChip codex={status?.codex ?? null} />
      <Button
        tone="quiet"
        className="px-1.5 sm:px-2"
        aria-label="Find pages, runs and actions"
        onClick={() => openDialog({ name: 'palette' })}
        icon={<Search size={14} />}
        keys={printKeys(['mod+k'], onMac)}
      />
    </header>
  );
}
