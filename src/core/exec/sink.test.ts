/** Bytes on their way out: held, released, dropped, and no faster than they are taken. */
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { holdStdout, noOutput, type OutputSink, pump } from './sink.ts';

/** A sink that is full after every write until `drain` is called. */
function narrow() {
  const log: string[] = [];
  let room: (() => void) | null = null;
  const sink: OutputSink = {
    ...noOutput,
    stdout: (chunk) => {
      log.push(`out ${Buffer.from(chunk)}`);
      return false;
    },
    stderr: (chunk) => {
      log.push(`err ${Buffer.from(chunk)}`);
      return true;
    },
    drained: () =>
      new Promise((resolve) => {
        room = resolve;
      }),
  };
  const drain = async () => {
    room?.();
    room = null;
    await turn();
  };
  return { sink, log, drain };
}

describe('held output', () => {
  it('keeps stdout and lets stderr through', () => {
    const { sink, log } = narrow();
    const held = holdStdout(sink);
    expect(held.stdout(Buffer.from('a'))).toBe(true);
    held.stderr(Buffer.from('b'));
    expect(log).toEqual(['err b']);
  });

  it('is released in its order, and waits where there is no room', async () => {
    const { sink, log, drain } = narrow();
    const held = holdStdout(sink);
    for (const text of ['a', 'b', 'c']) held.stdout(Buffer.from(text));
    const released = held.release();
    await turn();
    expect(log).toEqual(['out a']);
    await drain();
    await drain();
    expect(log).toEqual(['out a', 'out b', 'out c']);
    await drain();
    await released;
    await held.release();
    expect(log).toHaveLength(3);
  });

  it('is its own copy: the memory of a chunk may be used again', async () => {
    const { sink, log } = narrow();
    const held = holdStdout({ ...sink, drained: async () => {} });
    const chunk = Buffer.from('a');
    held.stdout(chunk);
    chunk.fill('!');
    await held.release();
    expect(log).toEqual(['out a']);
  });

  it('is gone when it is dropped', async () => {
    const { sink, log } = narrow();
    const held = holdStdout(sink);
    held.stdout(Buffer.from('a'));
    held.drop();
    await held.release();
    expect(log).toEqual([]);
  });
});

describe('pumping a stream', () => {
  it('reads no further than there is room', async () => {
    const { sink, log, drain } = narrow();
    let produced = 0;
    const source = new Readable({
      highWaterMark: 1,
      read() {
        produced += 1;
        this.push(produced <= 20 ? Buffer.from([64 + produced]) : null);
      },
    });
    const pumped = pump(source, sink.stdout, sink.drained);
    await turn();
    await turn();
    expect(log).toEqual(['out A']);
    expect(produced).toBeLessThan(5);
    for (let chunk = 0; chunk < 25; chunk += 1) await drain();
    await pumped;
    expect(log.map((entry) => entry.slice(4)).join('')).toBe('ABCDEFGHIJKLMNOPQRST');
  });

  it('passes an error of the stream on', async () => {
    const source = new Readable({ read() {} });
    const pumped = pump(source, () => true, noOutput.drained);
    source.destroy(new Error('broken'));
    await expect(pumped).rejects.toThrow('broken');
  });
});
