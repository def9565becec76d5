/** Small marks that say a route or a state in shape and word, never by colour alone. */
import { ArrowRight, Cloud, FlaskConical, Laptop } from 'lucide-react';
import type { RouteName } from '../../../rpc/contract.ts';
import { classNames } from './class-names.ts';

const routes = {
  local: { Icon: Laptop, text: 'text-local', box: 'bg-local-tint' },
  cloud: { Icon: Cloud, text: 'text-cloud', box: 'bg-cloud-tint' },
} as const;

/** The icon of a route, in its hue. */
export function RouteIcon({ route, size = 14 }: { route: RouteName; size?: number }) {
  const { Icon, text } = routes[route];
  return <Icon size={size} className={classNames('shrink-0', text)} aria-hidden />;
}

/** `local` or `cloud`; `local → cloud` for a run that took over from a failed local one. */
export function RouteBadge({ route, escalated = false }: { route: RouteName; escalated?: boolean }) {
  const { Icon, text, box } = routes[route];
  return (
    <span
      className={classNames(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-sm font-medium',
        text,
        box,
      )}
    >
      {escalated ? (
        <>
          <span className="text-local">local</span>
          <ArrowRight size={12} aria-label="to" />
        </>
      ) : (
        <Icon size={12} aria-hidden />
      )}
      {route}
    </span>
  );
}

/** Marks everything that a stand-in answered; `compact` shows the icon alone in narrow windows. */
export function RehearsalBadge({ compact = false }: { compact?: boolean }) {
  return (
    <span
      title="A stand-in answers, not a model: a rehearsal."
      className="inline-flex h-5 shrink-0 items-center gap-1 rounded-sm border border-dashed border-warn px-1.5 text-sm font-medium text-warn"
    >
      <FlaskConical size={12} aria-hidden />
      <span className={compact ? 'max-sm:sr-only' : undefined}>Rehearsal</span>
    </span>
  );
}
