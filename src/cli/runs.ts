/** `brainswap runs list|show|tail|cancel`: the runs of every process, from the store. */
import { Command } from 'commander';
import { isActive, type Run, type RunEvent, RunStatus } from '../core/schema/index.ts';
import { openServices, type Services } from '../core/services.ts';
import { describeEvent } from './describe-event.ts';
import { count, elapsed, moment, money, state, table } from './format.ts';

export function runsCommand(): Command {
  const command = new Command('runs').description('list, show, follow and cancel runs');
  command
    .command('list', { isDefault: true })
    .description('the latest runs')
    .option('--task <class>', 'only this task class')
    .option('--route <route>', 'only local or cloud')
    .option('--status <status>', `only ${RunStatus.options.join(', ')} or active`)
    .option('--text <text>', 'only runs whose prompt, folder, class or model has this text')
    .option('-n, --limit <number>', 'how many', '20')
    .option('--json', 'one run a line as JSON')
    .action((options: ListOptions) => withServices((services) => list(services, options)));
  command
    .command('show <id>')
    .description('one run with its timeline; the beginning of an id is enough')
    .option('--json', 'the run and its events, one a line, as JSON')
    .action((id: string, options: { json?: boolean }) =>
      withServices((services) => show(services, id, options.json === true)),
    );
  command
    .command('tail <id>')
    .description('follow a run until it ends')
    .option('--json', 'events as JSON, one a line')
    .action((id: string, options: { json?: boolean }) =>
      withServices((services) => tail(services, id, options.json === true)),
    );
  command
    .command('cancel <id>')
    .description('stop a run, wherever it lives')
    .option('--json', 'the answer as JSON')
    .action((id: string, options: { json?: boolean }) =>
      withServices((services) => cancel(services, id, options.json === true)),
    );
  return command;
}

interface ListOptions {
  task?: string;
  route?: string;
  status?: string;
  text?: string;
  limit: string;
  json?: boolean;
}

async function withServices(work: (services: Services) => void | Promise<void>): Promise<void> {
  const services = openServices(process.env);
  try {
    await work(services);
  } finally {
    services.close();
  }
}

const print = (text: string) => process.stdout.write(text);
const line = (value: unknown) => print(`${JSON.stringify(value)}\n`);

function list({ store }: Services, options: ListOptions): void {
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
    for (const run of runs) line(run);
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

/** The one run an id or its beginning names. */
function find({ store }: Services, id: string): Run {
  const exact = store.get(id);
  if (exact) return exact;
  const found = store.findByPrefix(id, 6);
  const [only] = found;
  if (only && found.length === 1) return only;
  throw new Error(
    found.length === 0
      ? `There is no run ${id}. brainswap runs list shows the latest.`
      : `${id} is the beginning of several runs: ${found.map((run) => run.id).join(', ')}.`,
  );
}

function header(run: Run, now: number): string {
  const { usage } = run;
  const rows = [
    ['run', `${run.id}${run.attempt > 1 ? ` (attempt ${run.attempt} of ${run.chainId})` : ''}`],
    [
      'state',
      `${state(run)} after ${elapsed(run, now)}${run.exitCode === null ? '' : `, exit code ${run.exitCode}`}`,
    ],
    ['route', `${run.route} (${run.mode}): ${run.reason}`],
    [
      'model',
      `${run.model ?? 'as configured'}${run.runtime ? ` on ${run.runtime.baseUrl}${run.runtime.rehearsal ? ' [rehearsal]' : ''}` : ''}`,
    ],
    ['folder', run.cwd],
    ['started', moment(run.startedAt)],
    [
      'tokens',
      `${count(usage.inputTokens)} in (${count(usage.cachedInputTokens)} cached), ${count(usage.outputTokens)} out`,
    ],
    run.route === 'local' ? ['not spent', money(run.costAvoidedUsd)] : ['cost', money(run.costUsd)],
    ...(run.requestsOffMachine === null
      ? []
      : [['left this machine', `${run.requestsOffMachine} of ${run.modelCalls} model requests`]]),
    ...(run.verify ? [['verify', `${run.verify.command}: exit code ${run.verify.exitCode ?? 'none'}`]] : []),
    ...(run.failure ? [['failure', run.failure.message]] : []),
  ];
  return table(rows, Number.POSITIVE_INFINITY);
}

function show(services: Services, id: string, json: boolean): void {
  const run = find(services, id);
  const events = allEvents(services, run.id);
  if (json) {
    line(run);
    for (const event of events) line(event);
    return;
  }
  print(`${header(run, Date.now())}\n`);
  for (const event of latestOfEachKey(events)) print(describeEvent(event));
}

function allEvents({ store }: Services, id: string): RunEvent[] {
  const events: RunEvent[] = [];
  for (;;) {
    const page = store.events(id, events.at(-1)?.id ?? 0, 2_000);
    events.push(...page);
    if (page.length < 2_000) return events;
  }
}

/** An item that was started, updated and completed is shown once, at its first place, in its last state. */
function latestOfEachKey(events: readonly RunEvent[]): RunEvent[] {
  const shown = new Map<string | number, RunEvent>();
  for (const event of events) shown.set(event.key ?? event.id, event);
  return [...shown.values()];
}

async function tail(services: Services, id: string, json: boolean): Promise<void> {
  const run = find(services, id);
  let after = 0;
  const tell = () => {
    for (;;) {
      const events = services.store.events(run.id, after, 500);
      for (const event of events) {
        if (json) line(event);
        else if (isWorthALine(event)) print(describeEvent(event));
      }
      after = events.at(-1)?.id ?? after;
      if (events.length < 500) return;
    }
  };
  await new Promise<void>((resolve) => {
    // The feed's timers let a process end; following is a reason to stay.
    const alive = setInterval(() => {}, 1_000);
    const unsubscribe = services.feed.subscribe(() => look());
    const look = () => {
      tell();
      const now = services.store.get(run.id);
      if (now && isActive(now)) return;
      clearInterval(alive);
      unsubscribe();
      resolve();
    };
    look();
  });
  const ended = services.store.get(run.id);
  if (ended && !json) print(`${state(ended)} after ${elapsed(ended, Date.now())}\n`);
}

function isWorthALine({ body }: RunEvent): boolean {
  if (body.type === 'model_call') return body.phase === 'completed' || body.phase === 'failed';
  return !('status' in body && body.status === 'in_progress');
}

function cancel(services: Services, id: string, json: boolean): void {
  const run = find(services, id);
  const accepted = isActive(run) && services.store.requestCancel(run.id);
  const message = accepted ? `Stopping ${run.id}.` : `Run ${run.id} has already ended (${run.status}).`;
  if (json) line({ id: run.id, accepted, message });
  else print(`${message}\n`);
  if (!accepted) process.exitCode = 1;
}
