/** The two streams of `lms`: JSON and the load spinner on stdout, all else on stderr. */
import { changeState, readState } from './state.ts';

export interface LmsOutput {
  /** A line on stdout. */
  print(line: string): void;
  /** Characters on stdout, without a line end. */
  draw(text: string): void;
  /** A line on stderr. */
  log(line: string): void;
}

export const processOutput: LmsOutput = {
  print: (line) => process.stdout.write(`${line}\n`),
  draw: (text) => process.stdout.write(text),
  log: (line) => process.stderr.write(`${line}\n`),
};

/** Does what most commands of `lms` do first: starts LM Studio when it is not running. */
export function wake(folder: string, log: (line: string) => void): void {
  if (readState(folder).daemon === 'running') return;
  log('Waking up LM Studio service...');
  changeState(folder, { daemon: 'running' });
}

/** A size as LM Studio writes it: decimal units, two digits. */
export function formatSize(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(2)} MB`;
}
