/** A stand-in for MessageChannelMain whose ends really talk: what is posted to one arrives at the other, once started. */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { vi } from 'vitest';

/** One end of a channel. Like Electron's, it holds messages back until `start`. */
export class FakePort
  extends EventEmitter
  implements Pick<Electron.MessagePortMain, 'start' | 'close' | 'postMessage'>
{
  other: FakePort | null = null;
  private waiting: unknown[] | null = [];

  start = vi.fn<Electron.MessagePortMain['start']>(() => {
    const held = this.waiting ?? [];
    this.waiting = null;
    for (const data of held) this.emit('message', { data });
  });
  close = vi.fn<Electron.MessagePortMain['close']>();
  postMessage(data: unknown): void {
    // A structured clone, as in the real one: nothing but data gets through.
    this.other?.receive(structuredClone(data));
  }
  private receive(data: unknown): void {
    if (this.waiting === null) queueMicrotask(() => this.emit('message', { data }));
    else this.waiting.push(data);
  }
}

/** Both ends. */
export class FakeMessageChannel {
  readonly port1 = new FakePort();
  readonly port2 = new FakePort();
  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}
