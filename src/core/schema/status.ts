/** The state of the whole, as shown in the header and the menu bar. Pure schema, safe to import in a browser. */
import { z } from 'zod';
import { CodexState } from './codex-state.ts';
import { RunCounts } from './query.ts';
import { RuntimeState } from './runtime-state.ts';

export const SystemStatus = z.object({
  version: z.string(),
  codex: CodexState,
  runtime: RuntimeState,
  counts: RunCounts,
  /** Task classes known from the table and from past runs, for suggestions. */
  taskClasses: z.array(z.string()),
  /** Workspaces of recent runs, latest first, for suggestions. */
  recentFolders: z.array(z.string()),
  platform: z.string(),
  dataFolder: z.string(),
});
export type SystemStatus = z.infer<typeof SystemStatus>;
