/** Runs `brainswap exec` as a caller would, in a process of its own, and shows its events as they come. */
import { execa } from 'execa';
import { codexLineToEvent, createLineSplitter } from '../core/codex/index.ts';
import { describeEvent } from './describe-event.ts';

/** Wall time from before the spawn to after the exit, in milliseconds. */
export async function runDemoTask(
  task: string,
  workspace: string,
  env: NodeJS.ProcessEnv,
): Promise<{ exitCode: number; totalMs: number }> {
  const started = performance.now();
  const entry = process.argv[1] ?? '';
  const child = execa(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      entry,
      'exec',
      '--json',
      '--local-only',
      '-s',
      'workspace-write',
      '--skip-git-repo-check',
      '-C',
      workspace,
      task,
    ],
    {
      cwd: workspace,
      env,
      extendEnv: false,
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
      reject: false,
      buffer: { stdout: false },
    },
  );
  const lines = createLineSplitter();
  let last = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    for (const line of lines.push(chunk)) last = show(line, last);
  }
  const result = await child;
  if (result.exitCode !== 0) process.stderr.write(`${result.stderr ?? ''}\n`);
  return { exitCode: result.exitCode ?? 1, totalMs: performance.now() - started };
}

/** Codex repeats a finished plan at the end of its turn; the same words are shown once. */
function show(line: string, last: string): string {
  const event = codexLineToEvent(line, Date.now());
  if (!event) return last;
  // A started command shows nothing that its end does not.
  if (event.body.type === 'command' && event.body.status === 'in_progress') return last;
  const text = describeEvent({ ...event, id: 0, runId: '' });
  if (event.body.type !== 'plan') {
    process.stdout.write(text);
    return last;
  }
  if (text !== last) process.stdout.write(text);
  return text;
}
