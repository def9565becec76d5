/** Statements about the whole of the main process: its own first file, the real core, real RPC; only Electron is not. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Contract } from '../rpc/contract.ts';
import { type FakeElectron, FakeTray, fakeElectron } from './testing/fake-electron.ts';
import type { FakePort } from './testing/fake-port.ts';

type Fake = FakeElectron & { default?: FakeElectron };
const { electron } = vi.hoisted(() => ({ electron: {} as Fake }));
vi.mock('electron', () => electron);

let home = '';
beforeEach(() => {
  const fake = fakeElectron();
  Object.assign(electron, fake, { default: fake });
  home = realpathSync(mkdtempSync(join(tmpdir(), 'brainswap-main-')));
  for (const name of ['BRAINSWAP_HOME', 'HOME', 'CODEX_HOME']) vi.stubEnv(name, home);
  // No Codex and no runtime to be found: the app must come up all the same.
  vi.stubEnv('PATH', join(home, 'bin'));
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

/** What the preload and the page do: ask, and speak RPC on the port that comes back. */
function connect(): ContractRouterClient<Contract> {
  const postMessage = vi.fn();
  const senderFrame = { origin: 'app://brainswap', url: 'app://brainswap/#/', parent: null, postMessage };
  electron.ipcMain.emit('brainswap:connect', { sender: { id: 1 }, senderFrame });
  const [[, , [port]]] = postMessage.mock.calls as [[string, null, [FakePort]]];
  const client = createORPCClient<ContractRouterClient<Contract>>(new RPCLink({ port }));
  port.start();
  return client;
}

/** Asks the app to quit and waits until it would. */
async function quit(): Promise<void> {
  electron.app.emit('before-quit', { preventDefault: () => undefined });
  await vi.waitFor(() => expect(electron.app.quit).toHaveBeenCalled());
}

describe('the main process', () => {
  it('answers a page over its port with what the core knows', async () => {
    await import('./index.ts');
    await vi.waitFor(() => expect(FakeTray.made).toHaveLength(1));
    const client = connect();
    expect(await client.runs.list({})).toEqual({ runs: [], nextCursor: null });
    const settings = await client.settings.update({
      ...(await client.settings.get()),
      referenceModel: 'other',
    });
    expect(settings.referenceModel).toBe('other');
    await quit();
  });

  it('shows in the menu bar that there is no Codex', async () => {
    await import('./index.ts');
    await vi.waitFor(() => expect(FakeTray.made[0]?.image.path).toContain('problemTemplate.png'));
    expect(FakeTray.made[0]?.tooltip).toContain('Codex');
    await quit();
  });

  it('keeps its own files apart, and finds what ships beside it in a checkout', async () => {
    await import('./index.ts');
    await vi.waitFor(() => expect(FakeTray.made).toHaveLength(1));
    expect(electron.app.setPath).toHaveBeenCalledExactlyOnceWith('userData', join(home, 'app'));
    expect(FakeTray.made[0]?.image.path).toBe(resolve('resources/tray/startingTemplate.png'));
    await vi.waitFor(() => expect(electron.app.listenerCount('before-quit')).toBe(1));
    await quit();
  });

  it('comes up with settings that are not valid, and tells the page which', async () => {
    writeFileSync(join(home, 'settings.json'), '{"referenceModel": 1}');
    await import('./index.ts');
    const client = connect();
    await expect(client.settings.get()).rejects.toThrow('referenceModel');
    await vi.waitFor(() => expect(electron.app.listenerCount('before-quit')).toBe(1));
    await quit();
  });
});
