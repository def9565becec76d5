/** Shown when a page could not be drawn: what to do, the evidence folded. */
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Button, Callout } from '../ui/index.ts';

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return (
    <main className="mx-auto w-full max-w-160 p-6">
      <h1 className="sr-only">This page could not be drawn</h1>
      <Callout
        tone="danger"
        title="This page could not be drawn"
        evidence={error instanceof Error ? `${error.name}: ${error.message}` : String(error)}
        urgent
        action={<Button onClick={reset}>Draw again</Button>}
      >
        Your runs are not affected. Draw it again, or reload the window; if it comes back, report it with the
        evidence.
      </Callout>
    </main>
  );
}
