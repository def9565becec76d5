/** The process table of macOS (and any BSD), from `ps`. */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { ProcessEntry } from './process-entry.ts';

const columns = 'pid=,ppid=,pgid=,stat=,lstart=,comm=';
/** Fixed language and time zone: `lstart` is an identity and must read the same every time. */
const environment = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
const row = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\w{3}\s+\w{3}\s+\d+\s+[\d:]+\s+\d{4})\s+(.*)$/;

/**
 * Parses the output of `ps -axo pid=,ppid=,pgid=,stat=,lstart=,comm=` (ps(1), FreeBSD and macOS; `lstart` is
 * ctime(3)'s five words). Lines of another shape are left out.
 */
export function parsePsTable(output: string): ProcessEntry[] {
  return output.split('\n').flatMap((line) => {
    const [, pid, parentPid, groupPid, state, startedAt, command] = row.exec(line) ?? [];
    if (startedAt === undefined || state === undefined || command === undefined) return [];
    return {
      pid: Number(pid),
      parentPid: Number(parentPid),
      groupPid: Number(groupPid),
      sessionPid: null,
      startedAt: startedAt.replace(/\s+/g, ' '),
      zombie: state.startsWith('Z'),
      name: command.slice(command.lastIndexOf('/') + 1).trim(),
    };
  });
}

/** All processes that can be seen. */
export async function readPsTable(): Promise<ProcessEntry[]> {
  const { stdout } = await promisify(execFile)('/bin/ps', ['-axo', columns], {
    env: environment,
    maxBuffer: 32 * 1024 ** 2,
  });
  return parsePsTable(stdout);
}

/** One process, read synchronously so that little comes between this look and a signal; null when gone. */
export function readPsProcess(pid: number): ProcessEntry | null {
  try {
    const output = execFileSync('/bin/ps', ['-o', columns, '-p', String(pid)], {
      env: environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return parsePsTable(output)[0] ?? null;
  } catch {
    return null;
  }
}
