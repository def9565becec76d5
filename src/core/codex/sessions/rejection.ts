/** Tells from the answer to a tool call whether Codex refused it, which its JSON lines never say. */

/** Words Codex begins a refusal with; seen in rollouts of 0.169.0. */
const refusals = [
  /^failed to parse function arguments\b/,
  /^unsupported (?:custom tool )?call\b/,
  /^approval policy is \w+; reject command\b/,
  /^apply_patch verification failed\b/,
  /^write_stdin failed\b/,
  /^(?:exec_command|shell) failed\b/,
  /^TTY execution is disabled\b/,
  /^\w+ is unavailable in \w+ mode\b/i,
  /^(?:tool call|command) rejected\b/i,
];

/** The tools that run commands; an answer of theirs that began work starts with one of these words. */
const commandTools: ReadonlySet<string> = new Set(['exec_command', 'write_stdin']);
const executed = /^(?:Chunk ID|Wall time|Exit code|Output|\{)/;

/** True when `output` says that the call was not carried out. */
export function isRejection(tool: string, output: string): boolean {
  if (/\baborted by user\b/.test(output) || output === 'aborted') return false;
  if (refusals.some((refusal) => refusal.test(output))) return true;
  // Refusals are one line; an answer in a shape of another Codex version must not be taken for one.
  if (commandTools.has(tool)) return !executed.test(output) && !output.includes('\n') && output !== '';
  return tool === 'update_plan' && !output.startsWith('Plan updated');
}
