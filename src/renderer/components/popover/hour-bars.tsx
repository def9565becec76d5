/** The last hour as twelve small bars, local below cloud. */
import type { LastHour } from './last-hour.ts';

/** Pixels. */
const height = 22;

export function HourBars({ lastHour }: { lastHour: LastHour }) {
  const top = Math.max(1, ...lastHour.steps.map((step) => step.local + step.cloud));
  return (
    <div aria-hidden className="flex shrink-0 items-end gap-0.5" style={{ height }}>
      {lastHour.steps.map((step) => (
        <span key={step.ago} className="flex h-full w-1.5 flex-col justify-end bg-selected/60">
          <span className="bg-cloud" style={{ height: (step.cloud / top) * height }} />
          <span className="bg-local" style={{ height: (step.local / top) * height }} />
        </span>
      ))}
    </div>
  );
}
