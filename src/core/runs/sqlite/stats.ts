/** Questions about many runs: the header's counts and the Routing page's statistics. */
import type { ClassStats, DayStats, RoutingStats, RunCounts } from '../../schema/index.ts';
import { RouteName } from '../../schema/index.ts';
import type { Connection } from './connection.ts';
import { localDay, startOfDay, sums } from './roll-up.ts';
import type { Row } from './run-row.ts';

/** Runs whose wall times give the median of a class and route. */
const medianOf = 200;

const number = (row: Row | undefined, column: string): number => Number(row?.[column] ?? 0);
const usd = (row: Row, column: string): number => number(row, column) / 1e9;

export function readCounts({ statement }: Connection, now: number): RunCounts {
  const running = statement(
    "SELECT count(*) AS runs FROM run WHERE status IN ('running', 'verifying')",
  ).get();
  const today = statement(
    `SELECT count(*) AS runs, sum(route = 'local') AS local, sum(route = 'cloud') AS cloud, total(cost_avoided_usd) AS avoided
     FROM run WHERE started_at >= ?`,
  ).get(startOfDay(now));
  return {
    running: number(running, 'runs'),
    today: number(today, 'runs'),
    localToday: number(today, 'local'),
    cloudToday: number(today, 'cloud'),
    costAvoidedTodayUsd: number(today, 'avoided'),
  };
}

/** Sums of the last `days` local days, the one of `now` included. Counts runs that have ended, on the day they began. */
export function readStats(connection: Connection, days: number, now: number): RoutingStats {
  const { statement } = connection;
  const from = startOfDay(now, days - 1);
  const range = [localDay(from), localDay(now)];
  const total = sums.map((sum) => `sum(${sum}) AS ${sum}`).join(', ');
  const classes = statement(
    `SELECT task_class, route, ${total} FROM roll_up WHERE day BETWEEN ? AND ?
     GROUP BY task_class, route HAVING sum(runs) > 0 ORDER BY task_class, route`,
  ).all(...range);
  const perDay = statement(
    `SELECT day, sum(iif(route = 'local', runs, 0)) AS local, sum(iif(route = 'cloud', runs, 0)) AS cloud, ${total}
     FROM roll_up WHERE day BETWEEN ? AND ? GROUP BY day`,
  ).all(...range);
  const first = statement('SELECT n FROM run WHERE started_at >= ? ORDER BY started_at LIMIT 1').get(from);
  const byDay = new Map(perDay.map((row) => [String(row.day), row]));
  return {
    days,
    classes: classes.map((row) => classStats(connection, row, number(first, 'n'))),
    perDay: Array.from({ length: days }, (_, i) => localDay(startOfDay(now, days - 1 - i))).map((day) =>
      dayStats(day, byDay.get(day) ?? {}),
    ),
  };
}

function classStats(connection: Connection, row: Row, firstRun: number): ClassStats {
  const taskClass = String(row.task_class) || null;
  const route = RouteName.parse(row.route);
  return {
    taskClass,
    route,
    runs: number(row, 'runs'),
    succeeded: number(row, 'succeeded'),
    failed: number(row, 'failed'),
    cancelled: number(row, 'cancelled'),
    verified: number(row, 'verified'),
    verifyFailed: number(row, 'verify_failed'),
    escalated: number(row, 'escalated'),
    inputTokens: number(row, 'input_tokens'),
    outputTokens: number(row, 'output_tokens'),
    medianMs: medianWallTime(connection, taskClass, route, firstRun),
    costUsd: usd(row, 'cost_nano_usd'),
    costAvoidedUsd: usd(row, 'cost_avoided_nano_usd'),
  };
}

/** Of the runs that succeeded or failed: how long a cancelled or interrupted run took says nothing about its class. */
function medianWallTime(
  { statement }: Connection,
  taskClass: string | null,
  route: string,
  firstRun: number,
): number | null {
  const times = statement(
    `SELECT wall_ms FROM run WHERE task_class IS ? AND route = ? AND n >= ? AND wall_ms IS NOT NULL
     ORDER BY n DESC LIMIT ${medianOf}`,
  )
    .all(taskClass, route, firstRun)
    .map((row) => number(row, 'wall_ms'))
    .sort((a, b) => a - b);
  const middle = times.length / 2;
  const [low, high] = [times[Math.ceil(middle) - 1], times[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function dayStats(day: string, row: Row): DayStats {
  return {
    day,
    local: number(row, 'local'),
    cloud: number(row, 'cloud'),
    succeeded: number(row, 'succeeded'),
    failed: number(row, 'failed'),
    costUsd: usd(row, 'cost_nano_usd'),
    costAvoidedUsd: usd(row, 'cost_avoided_nano_usd'),
  };
}
