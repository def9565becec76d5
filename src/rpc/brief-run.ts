/** A run for lists: a page of fifty must not carry fifty prompts of 64 KiB. */
import type { Run } from '../core/schema/index.ts';

/** As much of a prompt as the text filter looks at. */
const characters = 2_000;

/** The same run with its long texts cut: the beginning of the prompt, the end of the verification's output. */
export function briefRun(run: Run): Run {
  return {
    ...run,
    prompt: run.prompt.slice(0, characters),
    verify: run.verify && { ...run.verify, output: run.verify.output.slice(-characters) },
  };
}
