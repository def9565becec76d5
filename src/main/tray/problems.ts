/** What is wrong right now, each with its fix: the same list for the tray image and the menu. */
import type { SystemStatus } from '../../core/schema/index.ts';

export interface Problem {
  /** `blocking` means that no run can start at all. */
  severity: 'blocking' | 'warning';
  title: string;
  /** What happened and what to do. */
  detail: string;
  /** A command that mends it; null where there is none. */
  command: string | null;
}

/** The problems in a status, the worst first. */
export function problemsOf(status: SystemStatus): Problem[] {
  return [...codexProblems(status), ...runtimeProblems(status)];
}

function codexProblems({ codex }: SystemStatus): Problem[] {
  if (codex.state === 'missing') {
    return [
      {
        severity: 'blocking',
        title: 'No usable Codex CLI',
        detail: codex.message,
        command: codex.command,
      },
    ];
  }
  const problems: Problem[] = [];
  if (codex.login === 'none') {
    problems.push({
      severity: 'warning',
      title: 'Codex is not signed in',
      detail: 'Local runs work. Cloud runs need a sign-in, or a provider of your own in Settings.',
      command: 'codex login',
    });
  }
  if (codex.warning !== null) {
    problems.push({
      severity: 'warning',
      title: `Codex ${codex.version} is untested`,
      detail: codex.warning,
      command: null,
    });
  }
  return problems;
}

function runtimeProblems({ runtime }: SystemStatus): Problem[] {
  if (runtime.state === 'ready') return [];
  return [
    {
      severity: 'warning',
      title: runtime.state === 'down' ? 'The local runtime is off' : 'No model is loaded',
      detail: runtime.message,
      command: runtime.command,
    },
  ];
}
