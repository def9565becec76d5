/** Finds processes by a text in their environment: the one mark that a child in a session of its own cannot lose. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface FoundProcess {
  pid: number;
  command: string;
}

/** Processes, this one excepted, whose environment holds `text`. Zombies have no environment and do not count. */
export function processesWith(text: string): FoundProcess[] {
  return (process.platform === 'linux' ? linuxProcesses(text) : otherProcesses(text)).filter(
    ({ pid }) => pid !== process.pid,
  );
}

function linuxProcesses(text: string): FoundProcess[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    if (!readProc(pid, 'environ').includes(text)) return [];
    return [{ pid: Number(pid), command: commandLine(Number(pid)).join(' ') }];
  });
}

/** `ps -E` shows the environment of one's own processes on macOS. */
function otherProcesses(text: string): FoundProcess[] {
  const table = execFileSync('ps', ['-axEww', '-o', 'pid=,command='], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return table
    .split('\n')
    .filter((line) => line.includes(text))
    .map((line) => {
      const [, pid = '0', command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
      return { pid: Number(pid), command };
    });
}

/** The arguments of a process; empty when it is gone. Linux only. */
export function commandLine(pid: number): string[] {
  return readProc(String(pid), 'cmdline').split('\0').slice(0, -1);
}

function readProc(pid: string, name: 'environ' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
