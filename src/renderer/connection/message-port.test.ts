/** A window of the app gets its port by asking, from itself and from nobody else. */
import { describe, expect, it, vi } from 'vitest';
import { isAppWindow, messagePortTransport } from './message-port.ts';

/** A page whose preload script answers as `answer` says. */
function fakePage(answer: (page: EventTarget) => void) {
  const page = Object.assign(new EventTarget(), {
    location: { origin: 'app://brainswap' },
    postMessage: vi.fn((message: unknown) => {
      if (message === 'brainswap:ready') answer(page);
    }),
  });
  return page as unknown as Window & { postMessage: ReturnType<typeof vi.fn> };
}

const portMessage = (data: string, source: unknown, port: MessagePort) =>
  new MessageEvent('message', { data, source: source as MessagePort, ports: [port] });

describe('messagePortTransport', () => {
  it('asks its own window, and takes the port that comes back', async () => {
    const { port1, port2 } = new MessageChannel();
    const page = fakePage((target) =>
      target.dispatchEvent(anySource(portMessage('brainswap:port', null, port1), target)),
    );
    const link = await messagePortTransport(page).open();
    expect(page.postMessage).toHaveBeenCalledWith('brainswap:ready', 'app://brainswap');
    port2.close();
    await expect(link.closed).resolves.toBeUndefined();
  });

  it('ignores a port that another window sends', async () => {
    const stranger = new MessageChannel();
    const own = new MessageChannel();
    const page = fakePage((target) => {
      target.dispatchEvent(anySource(portMessage('brainswap:port', null, stranger.port1), new EventTarget()));
      target.dispatchEvent(anySource(portMessage('brainswap:port', null, own.port1), target));
    });
    const link = await messagePortTransport(page).open();
    own.port2.close();
    await expect(link.closed).resolves.toBeUndefined();
    stranger.port1.close();
  });
});

/** Node's MessageEvent takes ports alone as source; a browser's takes windows too. */
function anySource(event: MessageEvent, source: EventTarget): MessageEvent {
  Object.defineProperty(event, 'source', { value: source });
  return event;
}

it('tells a window of the app from a browser', () => {
  expect(isAppWindow({ protocol: 'app:' }, 'Mozilla/5.0')).toBe(true);
  expect(isAppWindow({ protocol: 'http:' }, 'Mozilla/5.0 Chrome/140 Electron/45.4.1 Safari/537')).toBe(true);
  expect(isAppWindow({ protocol: 'http:' }, 'Mozilla/5.0 Chrome/140 Safari/537')).toBe(false);
});
