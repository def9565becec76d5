/** The process table of Linux, read from /proc. */
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import type { ProcessEntry } from './process-entry.ts';

/**
 * Parses one /proc/PID/stat line; null when it is not one. Source: proc_pid_stat(5). The name stands in
 * parentheses and may itself hold spaces and parentheses, so the fields are counted from the last `)`.
 */
export function parseLinuxStat(line: string): ProcessEntry | null {
  const open = line.indexOf('(');
  const close = line.lastIndexOf(')');
  if (open < 1 || close < open) return null;
  const pid = Number(line.slice(0, open));
  // Field 3 (state) is fields[0]; field 22 (starttime, in clock ticks since boot) is fields[19].
  const fields = line.slice(close + 2).split(' ');
  const startedAt = fields[19];
  if (!Number.isInteger(pid) || startedAt === undefined || !/^\d+$/.test(startedAt)) return null;
  return {
    pid,
    startedAt,
    parentPid: Number(fields[1]),
    groupPid: Number(fields[2]),
    sessionPid: Number(fields[3]),
    zombie: fields[0] === 'Z' || fields[0] === 'X',
    name: line.slice(open + 1, close),
  };
}

/** All processes that can be seen. One that ends while the table is read is left out. */
export async function readLinuxTable(): Promise<ProcessEntry[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    names.map((name) => readFile(`/proc/${name}/stat`, 'latin1').catch(() => '')),
  );
  return lines.flatMap((line) => parseLinuxStat(line) ?? []);
}

/** One process, read synchronously so that nothing comes between this look and a signal; null when gone. */
export function readLinuxProcess(pid: number): ProcessEntry | null {
  try {
    return parseLinuxStat(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return null;
  }
}

/** Does a NUL-separated block of environment hold exactly `assignment` (`NAME=value`)? */
export function environmentHolds(block: Buffer, assignment: string): boolean {
  return block.toString('latin1').split('\0').includes(Buffer.from(assignment).toString('latin1'));
}

/** True when the process was started with `assignment` in its environment; false also when we may not look. */
export async function linuxEnvironmentHolds(pid: number, assignment: string): Promise<boolean> {
  try {
    return environmentHolds(await readFile(`/proc/${pid}/environ`), assignment);
  } catch {
    return false;
  }
}
