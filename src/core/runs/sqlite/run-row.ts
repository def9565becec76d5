/** Runs as rows of the table `run`, and back. */
import type { SQLOutputValue } from 'node:sqlite';
import { Run } from '../../schema/index.ts';
import { RunStoreError } from '../error.ts';

export type Row = Record<string, SQLOutputValue>;
export type Columns = Record<string, string | number | null>;

const json = ['runtime', 'failure', 'verify'] as const satisfies readonly (keyof Run)[];

/** Fields that are one column each, under which name. `usage` is four columns, the fields above are JSON. */
const plain = {
  id: 'id',
  chainId: 'chain_id',
  attempt: 'attempt',
  parentId: 'parent_id',
  parentKind: 'parent_kind',
  origin: 'origin',
  taskClass: 'task_class',
  requestedRoute: 'requested_route',
  route: 'route',
  mode: 'mode',
  status: 'status',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  ownerPid: 'owner_pid',
  codexPid: 'codex_pid',
  exitCode: 'exit_code',
  signal: 'signal',
  threadId: 'thread_id',
  model: 'model',
  costUsd: 'cost_usd',
  costAvoidedUsd: 'cost_avoided_usd',
  modelCalls: 'model_calls',
  requestsOffMachine: 'requests_off_machine',
  firstTokenMs: 'first_token_ms',
  tokensPerSecond: 'tokens_per_second',
  activity: 'activity',
  reason: 'reason',
  cwd: 'cwd',
  sandbox: 'sandbox',
  prompt: 'prompt',
} as const satisfies Record<Exclude<keyof Run, (typeof json)[number] | 'usage'>, string>;

const usage = {
  inputTokens: 'input_tokens',
  cachedInputTokens: 'cached_input_tokens',
  outputTokens: 'output_tokens',
  reasoningTokens: 'reasoning_tokens',
} as const satisfies Record<keyof Run['usage'], string>;

const plainFields = Object.entries(plain) as [keyof typeof plain, string][];
const usageFields = Object.entries(usage) as [keyof typeof usage, string][];

/** The columns that a whole run or a patch of one sets. */
export function toColumns(run: Partial<Run>): Columns {
  const columns: Columns = {};
  for (const [field, column] of plainFields) {
    const value = run[field];
    if (value !== undefined) columns[column] = value;
  }
  for (const field of json) {
    const value = run[field];
    if (value !== undefined) columns[field] = value === null ? null : JSON.stringify(value);
  }
  if (run.usage) for (const [field, column] of usageFields) columns[column] = run.usage[field];
  return columns;
}

/** A row as a run. Throws RunStoreError when it does not hold a valid one. */
export function fromRow(row: Row): Run {
  const value: Record<string, unknown> = {};
  for (const [field, column] of plainFields) value[field] = row[column];
  for (const field of json) value[field] = parseJson(row[field]);
  value.usage = Object.fromEntries(usageFields.map(([field, column]) => [field, row[column]]));
  const run = Run.safeParse(value);
  if (run.success) return run.data;
  throw new RunStoreError(
    `Run ${String(row.id)} is stored in a form that this Brainswap cannot read. Update Brainswap, or move its runs.db away.`,
    { cause: run.error },
  );
}

function parseJson(value: SQLOutputValue | undefined): unknown {
  if (typeof value !== 'string') return null;
  try {
    return JSON.parse(value);
  } catch {
    // Left to the schema, which names the field.
    return value;
  }
}
