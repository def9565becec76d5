/** Reads what `codex exec --json` writes, and takes out what differs from run to run. */
import { z } from 'zod';

const Line = z.looseObject({
  type: z.string(),
  thread_id: z.string().optional(),
  item: z.looseObject({ type: z.string(), id: z.string() }).optional(),
});
export type Line = z.infer<typeof Line>;

/** The lines, each of which must be a JSON object with a type. */
export function jsonLines(stdout: string): Line[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Line.parse(JSON.parse(line)));
}

/** The finished items of a type. */
export function completed(stdout: string, type: string): Record<string, unknown>[] {
  return jsonLines(stdout).flatMap((line) =>
    line.type === 'item.completed' && line.item?.type === type ? [line.item] : [],
  );
}

export function threadOf(stdout: string): string {
  const thread = jsonLines(stdout).find(({ type }) => type === 'thread.started')?.thread_id;
  if (thread === undefined) throw new Error(`No thread was started: ${stdout}`);
  return thread;
}

/**
 * Token counts too: the stand-in counts the bytes of the prompt, and there Codex tells how long each command took
 * ("Wall time: 0.1 seconds").
 */
export function withoutTokens(text: string): string {
  return text
    .replaceAll(/("(?:cached_)?input_tokens":)\d+/g, '$1<tokens>')
    .replaceAll(/(tokens used\n)[\d,]+/g, '$1<tokens>');
}

/** `text` with every UUID, time and loopback port (Codex names the relay, not the runtime, in its errors) replaced. */
export function withoutIdsAndTimes(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>')
    .replaceAll(/(http:\/\/127\.0\.0\.1):\d+/g, '$1:<port>')
    .replaceAll(/\bin \d+(\.\d+)?m?s\b/g, 'in <duration>');
}
