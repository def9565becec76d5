/** Standard input, standard output and signals, as a caller makes them end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readStandardInput } from './standard-input.ts';
import { terminalSink } from './terminal-sink.ts';

const never = new AbortController().signal;

describe('reading standard input', () => {
  it('reads bytes to their end', async () => {
    const stdin = new PassThrough();
    stdin.write(Buffer.from([0, 255]));
    stdin.end(Buffer.from([10]));
    expect(await readStandardInput(never, stdin)).toEqual({
      kind: 'bytes',
      bytes: Buffer.from([0, 255, 10]),
    });
  });

  it('does not read a terminal', async () => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    expect(await readStandardInput(never, stdin)).toEqual({ kind: 'terminal' });
  });

  it('takes a closed descriptor for nothing', async () => {
    const stdin = new PassThrough();
    const read = readStandardInput(never, stdin);
    stdin.destroy(Object.assign(new Error('bad file descriptor'), { code: 'EBADF' }));
    expect(await read).toEqual({ kind: 'bytes', bytes: Buffer.alloc(0) });
  });

  it('passes other errors on', async () => {
    const stdin = new PassThrough();
    const read = readStandardInput(never, stdin);
    stdin.destroy(Object.assign(new Error('io'), { code: 'EIO' }));
    await expect(read).rejects.toThrow('io');
  });

  it('never makes a prompt of the half that was there at a Ctrl-C', async () => {
    const stdin = new PassThrough();
    const controller = new AbortController();
    const read = readStandardInput(controller.signal, stdin);
    stdin.write('delete everything ');
    await turn();
    controller.abort('SIGINT');
    await expect(read).rejects.toThrow('Interrupted');
    await expect(readStandardInput(AbortSignal.abort('SIGINT'), new PassThrough())).rejects.toThrow(
      'Interrupted',
    );
  });
});

describe('the process as a sink', () => {
  /** A stream that takes a chunk only when told. */
  function slow() {
    const taken: string[] = [];
    let next: (() => void) | null = null;
    const stream = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, done) {
        taken.push(String(chunk));
        next = done;
      },
    });
    return { stream, taken, take: () => next?.() };
  }

  it('says when it is full, and waits for room without leaving listeners behind', async () => {
    const out = slow();
    const sink = terminalSink(() => {}, { stdout: out.stream, stderr: new PassThrough() });
    for (let round = 0; round < 20; round += 1) {
      expect(sink.stdout(Buffer.from('abc'))).toBe(false);
      const drained = sink.drained();
      out.take();
      await drained;
    }
    expect(out.taken).toHaveLength(20);
    expect(out.stream.listenerCount('drain') + out.stream.listenerCount('close')).toBe(0);
    await sink.drained();
  });

  it('tells once that its reader has gone, does not wait for it, and swallows the rest', async () => {
    let gone = 0;
    const stdout = new Writable({
      autoDestroy: false,
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const sink = terminalSink(() => (gone += 1), { stdout, stderr: new PassThrough() });
    sink.stdout(Buffer.from('abc'));
    await sink.drained();
    await turn();
    expect(sink.stdout(Buffer.from('abc'))).toBe(true);
    await turn();
    expect(gone).toBe(1);
  });

  it('knows a terminal from a pipe', () => {
    const stdout = Object.assign(new PassThrough(), { isTTY: true });
    expect(terminalSink(() => {}, { stdout, stderr: new PassThrough() })).toMatchObject({
      stdoutIsTerminal: true,
      stderrIsTerminal: false,
    });
  });
});

describe('signals', () => {
  /** A process that waits for a signal, then says its reason and finishes. */
  const start = async (began: boolean) => {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--input-type=module',
        '-e',
        `const { passSignals } = await import(${JSON.stringify(resolve('src/cli/signals.ts'))});
         const signals = passSignals();
         const alive = setInterval(() => {}, 1000);
         signals.signal.addEventListener('abort', () => {
           process.stdout.write(signals.signal.reason, () => {
             clearInterval(alive);
             process.exitCode = 1;
             signals.finish({ began: ${began} });
           });
         });
         process.stderr.write('up');`,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    await once(child.stderr, 'data');
    return child;
  };

  it.each([
    ['SIGTERM', true, null, 'SIGTERM'],
    ['SIGHUP', true, null, 'SIGHUP'],
    ['SIGINT', true, 1, null],
    ['SIGINT', false, null, 'SIGINT'],
    ['SIGTERM', false, null, 'SIGTERM'],
  ] as const)(
    '%s with a run that began %s ends the process with %j or %j',
    async (name, began, code, signal) => {
      const child = await start(began);
      const said = text(child.stdout);
      child.kill(name);
      expect(await once(child, 'exit')).toEqual([code, signal]);
      expect(await said).toBe(name);
    },
  );
});
