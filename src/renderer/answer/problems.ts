/** What keeps runs from working, in words, each with the one thing to do next. */
import type { SystemStatus } from '../../rpc/contract.ts';

export interface Problem {
  id: 'codex-missing' | 'runtime-down' | 'runtime-idle';
  title: string;
  /** Why, and what it means. */
  message: string;
  /** A command that mends it, to be copied. */
  command: string | null;
}

const kindNames: Record<string, string> = {
  lmstudio: 'LM Studio',
  mlx: 'mlx_lm.server',
  ollama: 'Ollama',
  llamacpp: 'llama.cpp',
  endpoint: 'Your runtime',
  cloud: 'Your cloud provider',
};

/** The name of a kind of runtime as a person knows it. */
export function runtimeName(kind: string): string {
  return kindNames[kind] ?? kind;
}

/** Problems of the whole, the gravest first. */
export function problemsOf(status: SystemStatus): Problem[] {
  const problems: Problem[] = [];
  if (status.codex.state === 'missing') {
    problems.push({
      id: 'codex-missing',
      title: 'Codex was not found',
      message: status.codex.message,
      command: status.codex.command,
    });
  }
  const { runtime } = status;
  if (runtime.state === 'down') {
    problems.push({
      id: 'runtime-down',
      title: `${runtimeName(runtime.kind)} is not running`,
      message: runtime.message,
      command: runtime.command,
    });
  }
  if (runtime.state === 'idle') {
    problems.push({
      id: 'runtime-idle',
      title: `${runtimeName(runtime.kind)} has no model loaded`,
      message: runtime.message,
      command: runtime.command,
    });
  }
  return problems;
}
