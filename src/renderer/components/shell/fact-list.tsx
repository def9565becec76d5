/** Names and values in two columns. */
import type { ReactNode } from 'react';

interface FactListProps {
  title: string;
  facts: readonly (readonly [name: string, value: ReactNode])[];
}

export function FactList({ title, facts }: FactListProps) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-semibold">{title}</h3>
      <dl className="grid grid-cols-[112px_minmax(0,1fr)] gap-x-3 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
