/** Statements about the handshake that gives a page its port. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeElectron, fakeElectron } from './testing/fake-electron.ts';
import type { FakePort } from './testing/fake-port.ts';

const { electron } = vi.hoisted(() => ({ electron: {} as FakeElectron }));
vi.mock('electron', () => electron);
const { answerConnections } = await import('./rpc-port.ts');

beforeEach(() => void Object.assign(electron, fakeElectron()));

function connect(page: number, address = 'app://brainswap/#/') {
  const frame = { origin: new URL(address).protocol === 'app:' ? 'app://brainswap' : 'https://example.com' };
  const postMessage = vi.fn();
  const senderFrame = { ...frame, url: address, parent: null, postMessage };
  electron.ipcMain.emit('brainswap:connect', { sender: { id: page }, senderFrame });
  return postMessage;
}

describe('the handshake', () => {
  it('serves one end of a channel and posts the other to the frame that asked', async () => {
    const served: FakePort[] = [];
    answerConnections(electron.ipcMain, async (port) => void served.push(port as unknown as FakePort));
    const postMessage = connect(1);
    const [[channel, data, [sent]]] = postMessage.mock.calls as [[string, null, [FakePort]]];
    expect([channel, data]).toEqual(['brainswap:port', null]);
    expect(served).toHaveLength(1);
    expect(served[0]).not.toBe(sent);
    await vi.waitFor(() => expect(served[0]?.start).toHaveBeenCalledOnce());
  });

  it('holds messages back until the core is open', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const served: FakePort[] = [];
    answerConnections(electron.ipcMain, (port) => {
      served.push(port as unknown as FakePort);
      return promise;
    });
    expect(connect(1)).toHaveBeenCalledOnce();
    expect(served[0]?.start).not.toHaveBeenCalled();
    resolve();
    await promise;
    expect(served[0]?.start).toHaveBeenCalledOnce();
  });

  it('refuses a sender that is not ours', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const serve = vi.fn();
    answerConnections(electron.ipcMain, serve);
    expect(connect(1, 'https://example.com/')).not.toHaveBeenCalled();
    electron.ipcMain.emit('brainswap:connect', { sender: { id: 1 }, senderFrame: null });
    expect(serve).not.toHaveBeenCalled();
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });

  it('closes the former port of a page that was reloaded, and no other', () => {
    const served: FakePort[] = [];
    answerConnections(electron.ipcMain, async (port) => void served.push(port as unknown as FakePort));
    connect(1);
    connect(2);
    connect(1);
    expect(served.map((port) => port.close.mock.calls.length)).toEqual([1, 0, 0]);
  });

  it('forgets a port that the page has closed', () => {
    const served: FakePort[] = [];
    answerConnections(electron.ipcMain, async (port) => void served.push(port as unknown as FakePort));
    connect(1);
    served[0]?.emit('close');
    connect(1);
    expect(served[0]?.close).not.toHaveBeenCalled();
  });

  it('closes the port when the core cannot be opened', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const served: FakePort[] = [];
    answerConnections(electron.ipcMain, async (port) => {
      served.push(port as unknown as FakePort);
      throw new Error('the settings are not valid');
    });
    connect(1);
    await vi.waitFor(() => expect(served[0]?.close).toHaveBeenCalledOnce());
    expect(served[0]?.start).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});
