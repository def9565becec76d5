/** Peak memory of a process and all it starts, by looking again and again. Linux. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between two looks. */
const interval = 5;

/** The highest sum, in bytes, of the proportional set sizes (shared pages counted once) of the tree under `pid` until `ended`. */
export async function peakMemory(pid: number, ended: Promise<unknown>): Promise<number> {
  let over = false;
  const end = ended.then(() => {
    over = true;
  });
  let peak = 0;
  while (!over) {
    peak = Math.max(
      peak,
      treeOf(pid).reduce((sum, one) => sum + proportionalSize(one), 0),
    );
    await Promise.race([sleep(interval), end]);
  }
  return peak;
}

function treeOf(pid: number): number[] {
  const children = tasksOf(pid).flatMap((task) => numbers(read(`/proc/${pid}/task/${task}/children`)));
  return [pid, ...children.flatMap(treeOf)];
}

function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function proportionalSize(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024;
}

const numbers = (text: string): number[] => text.split(' ').filter(Boolean).map(Number);

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
