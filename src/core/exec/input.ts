/** Reads what a caller gives to an exec: the workspace, standard input, the prompt for the record. */
import { resolve } from 'node:path';
import type { ExecArguments } from '../codex/index.ts';

export interface ExecInput {
  args: ExecArguments;
  /** Folder Codex is started in, and the workspace it works in (`-C`, else the same). */
  startFolder: string;
  workspace: string;
  stdin: Uint8Array | 'ignore' | 'inherit';
  prompt: string;
}

/** What standard input is: a terminal, or bytes to their end. */
export type StandardInput = { kind: 'terminal' } | { kind: 'bytes'; bytes: Uint8Array };

/**
 * Puts the input together. Codex reads a piped stdin to its end even when there is a prompt, and appends it;
 * so the bytes are given to it as they are, and once more on a second attempt.
 */
export function execInput(args: ExecArguments, startFolder: string, stdin: StandardInput): ExecInput {
  const workspace = resolve(startFolder, args.codex.cd ?? '.');
  if (stdin.kind === 'terminal') {
    // With a prompt there is nothing to read, and review and fork need none; else Codex itself tells the person what to do.
    const needsPrompt = args.subcommand === null || args.subcommand === 'resume';
    const wanted = args.prompt === '-' || (args.prompt === null && needsPrompt);
    return {
      args,
      startFolder,
      workspace,
      stdin: wanted ? 'inherit' : 'ignore',
      prompt: wanted ? '' : (args.prompt ?? ''),
    };
  }
  const { bytes } = stdin;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const fromStdin = args.prompt === null || args.prompt === '-';
  const prompt = fromStdin
    ? text
    : text === ''
      ? (args.prompt ?? '')
      : `${args.prompt}\n\n<stdin>\n${text}${text.endsWith('\n') ? '' : '\n'}</stdin>`;
  return { args, startFolder, workspace, stdin: bytes.byteLength === 0 ? 'ignore' : bytes, prompt };
}
