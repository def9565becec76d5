/** The plan, kept up to date in place. */
import { Circle, CircleCheck, ListChecks } from 'lucide-react';
import { describePlan } from '../../../timeline/index.ts';
import type { RowProps } from './entry.tsx';
import { EntryFrame } from './entry-frame.tsx';

export function PlanEntry({ body, frame }: RowProps<'plan'>) {
  return (
    <EntryFrame
      {...frame}
      icon={<ListChecks size={14} />}
      title="Plan"
      meta={describePlan(body.steps)}
      unfoldedAtFirst
    >
      <ol className="flex flex-col gap-0.5">
        {body.steps.map((step, index) => (
          <li key={index} className="flex items-start gap-2">
            {step.done ? (
              <CircleCheck size={14} role="img" aria-label="Done" className="mt-0.75 shrink-0 text-good" />
            ) : (
              <Circle size={14} role="img" aria-label="To do" className="mt-0.75 shrink-0 text-faint" />
            )}
            <span className={step.done ? 'text-muted' : undefined}>{step.text}</span>
          </li>
        ))}
      </ol>
    </EntryFrame>
  );
}
