/** Runs that Brainswap left behind when it was killed. */
import type { Connection } from './connection.ts';
import type { TextIndex } from './text-index.ts';
import { writeRun } from './write.ts';

/** No run lasts that long: the watchdog's wall time ends at a day. Beyond it, a live owner is another process with its pid. */
const longestRunMs = 48 * 3_600_000;

/** Marks active runs whose owner is gone as `interrupted`, ended at their last sign of life; returns their ids. */
export function recoverInterrupted(
  connection: Connection,
  index: TextIndex,
  now: number,
  isAlive: (pid: number) => boolean,
): string[] {
  const { read, statement } = connection;
  const active = read(() =>
    statement(
      `SELECT id, owner_pid, started_at, coalesce((SELECT at FROM event WHERE event.run = run.n ORDER BY event.id DESC LIMIT 1), 0) AS last
       FROM run WHERE status IN ('running', 'verifying') ORDER BY n`,
    ).all(),
  );
  const gone = active.filter(
    (row) => now - Number(row.started_at) > longestRunMs || !isAlive(Number(row.owner_pid)),
  );
  return gone.map((row) => {
    const id = String(row.id);
    writeRun(connection, index, id, {
      patch: {
        status: 'interrupted',
        endedAt: Math.max(Number(row.started_at), Number(row.last)),
        activity: 'interrupted',
        failure: {
          code: 'interrupted',
          message: `Brainswap (process ${Number(row.owner_pid)}) ended without finishing this run. Look at the workspace, then start the run again.`,
        },
      },
    });
    return id;
  });
}
