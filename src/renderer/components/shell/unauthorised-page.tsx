/** Shown instead of everything when this window has no session. */
import { KeyRound } from 'lucide-react';
import { connection } from '../../connection/index.ts';
import { Button, CommandLine } from '../ui/index.ts';

export function UnauthorisedPage() {
  return (
    <main className="mx-auto flex h-full max-w-110 flex-col justify-center gap-4 px-6">
      <KeyRound size={28} className="text-muted" aria-hidden />
      <div>
        <h1 className="text-xl font-semibold">This window may not talk to Brainswap yet</h1>
        <p className="text-muted">
          Open the link that <code className="font-mono text-sm">brainswap serve</code> printed: it carries a
          key for this browser. The link is new with every start.
        </p>
      </div>
      <CommandLine command="brainswap serve --open" />
      <div>
        <Button onClick={() => connection.retry()}>Try again</Button>
      </div>
    </main>
  );
}
