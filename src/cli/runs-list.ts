/** `brainswap runs list`: the latest runs, in columns or as JSON. */
import { RunStatus } from '../core/schema/index.ts';
import type { Services } from '../core/services.ts';
import { count, elapsed, state, table } from './format.ts';
import { print, printLine } from './runs-print.ts';

export interface ListOptions {
  task?: string;
  route?: string;
  status?: string;
  text?: string;
  limit: string;
  json?: boolean;
}

/** @throws Error with what an option may be. */
export function list({ store }: Services, options: ListOptions): void {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new Error(`--limit is a whole number from 1, not ${options.limit}.`);
  const { route } = options;
  if (route !== undefined && route !== 'local' && route !== 'cloud')
    throw new Error(`--route is local or cloud, not ${route}.`);
  const status = options.status === 'active' ? 'active' : RunStatus.optional().safeParse(options.status).data;
  if (options.status !== undefined && status === undefined) {
    throw new Error(`--status is active, ${RunStatus.options.join(', ')}, not ${options.status}.`);
  }
  const runs = store.list(
    {
      ...(options.task === undefined ? {} : { taskClass: options.task }),
      ...(route === undefined ? {} : { route }),
      ...(status === undefined ? {} : { status }),
      ...(options.text === undefined ? {} : { text: options.text }),
    },
    null,
    limit,
  );
  if (options.json) {
    for (const run of runs) printLine(run);
    return;
  }
  if (runs.length === 0) {
    print("No runs yet, or none that match. Start one: brainswap exec --route local 'Say hello.'\n");
    return;
  }
  const now = Date.now();
  const rows = runs.map((run) => [
    run.id,
    state(run),
    run.route,
    run.taskClass ?? '-',
    elapsed(run, now),
    `${count(run.usage.inputTokens + run.usage.outputTokens)} tok`,
    run.prompt.replaceAll(/\s+/g, ' ').slice(0, 200) || run.activity,
  ]);
  print(table(rows, process.stdout.columns ?? 200));
}
