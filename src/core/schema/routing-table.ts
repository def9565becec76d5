/** The routing table: which route each task class takes. Pure schema, safe to import in a browser. */
import { z } from 'zod';
import { RouteName } from './run.ts';

/** Lower case letters, digits, `-`, `_`, `.`, `/`; at most 64 characters. */
export const TaskClass = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._/-]{0,63}$/,
    'A task class is up to 64 lower case letters, digits, ".", "_", "/" or "-", e.g. "rename".',
  );

export const RouteRule = z.object({
  route: RouteName,
  /** May a failed or unverified local run be put back and tried again on cloud? */
  escalate: z.boolean().default(true),
  /** A command run in the workspace after each run of the class, when the caller gave none. */
  verify: z.string().nullable().default(null),
});
export type RouteRule = z.infer<typeof RouteRule>;

export const RoutingTable = z.record(TaskClass, RouteRule);
export type RoutingTable = z.infer<typeof RoutingTable>;

/** What an unknown class, or no class, gets. */
export const defaultRule: RouteRule = { route: 'cloud', escalate: true, verify: null };

/** The rule of a class, with the default for those that have none. */
export function ruleFor(table: RoutingTable, taskClass: string | null): RouteRule {
  return (taskClass !== null && Object.hasOwn(table, taskClass) && table[taskClass]) || defaultRule;
}
