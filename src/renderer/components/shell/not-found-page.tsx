/** An address that leads nowhere. */
import { Link } from '@tanstack/react-router';

export function NotFoundPage() {
  return (
    <main className="flex flex-col items-start gap-2 p-6">
      <h1 className="text-xl font-semibold">There is no page at this address</h1>
      <Link to="/" className="underline">
        Go to Live
      </Link>
    </main>
  );
}
