/** What a window gives to start a run. Pure schema, safe to import in a browser. */
import { z } from 'zod';
import { TaskClass } from './routing-table.ts';
import { RouteRequest } from './run.ts';

export const StartRunInput = z.object({
  prompt: z.string().min(1).max(1_000_000),
  /** Absolute path of the workspace. */
  cwd: z.string().min(1),
  taskClass: TaskClass.nullable(),
  route: RouteRequest,
  sandbox: z.enum(['read-only', 'workspace-write']),
  verify: z.string().nullable(),
  localOnly: z.boolean(),
});
export type StartRunInput = z.infer<typeof StartRunInput>;
