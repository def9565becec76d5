/** Reads the rollout file in which Codex keeps a thread. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const RolloutLine = z.looseObject({
  type: z.string(),
  payload: z.looseObject({ type: z.string().optional() }),
});
export type RolloutLine = z.infer<typeof RolloutLine>;

/** The lines of a thread's only rollout file below a CODEX_HOME. */
export function rolloutLines(codexHome: string, threadId: string): RolloutLine[] {
  const files = globSync(join(codexHome, 'sessions/*/*/*', `rollout-*-${threadId}.jsonl`));
  const [file] = files;
  if (file === undefined || files.length > 1)
    throw new Error(`Thread ${threadId} has ${files.length} rollouts.`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => RolloutLine.parse(JSON.parse(line)));
}

/** Tokens of context that Codex reckons with, as it says at the start of a turn. */
export function modelContextWindow(lines: readonly RolloutLine[]): unknown {
  return lines.find(({ payload }) => payload.type === 'task_started')?.payload.model_context_window;
}
