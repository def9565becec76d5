/** The whole, opened on a folder of its own. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Brainswap, createBrainswap } from './brainswap.ts';
import { testRun } from './runs/testing/test-run.ts';
import { SystemStatus } from './schema/index.ts';
import { openServices } from './services.ts';

let home: string;
let env: NodeJS.ProcessEnv;
let open: Brainswap[];
const brainswap = (): Brainswap => {
  const one = createBrainswap({ env, version: '1.2.3' });
  open.push(one);
  return one;
};
/** A program that answers `--version` like this. */
function codex(answer: string): string {
  const path = join(home, `codex-${answer.replaceAll(/\W/g, '-')}`);
  writeFileSync(path, `#!/bin/sh\necho '${answer}'\n`);
  chmodSync(path, 0o755);
  return path;
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'brainswap-whole-'));
  env = {
    BRAINSWAP_HOME: join(home, 'own'),
    HOME: home,
    PATH: '',
    BRAINSWAP_RUNTIME_URL: 'http://127.0.0.1:9/v1',
  };
  open = [];
});
afterEach(async () => {
  for (const one of open) await one.dispose();
  rmSync(home, { recursive: true });
});

describe('the status of the whole', () => {
  const withCodex = (path: string) => {
    const one = brainswap();
    one.settings.update({ ...one.settings.get(), codex: { path } });
    return one;
  };

  it('tells of everything, as the schema has it', async () => {
    const one = withCodex(codex('codex-cli 0.169.0'));
    one.routing.set('rename', { route: 'local', escalate: true, verify: null });
    one.store.insert(testRun({ status: 'succeeded', taskClass: 'scaffold', cwd: '/work', endedAt: 2 }));
    const status = SystemStatus.parse(await one.status());
    expect(status).toMatchObject({
      version: '1.2.3',
      codex: { state: 'found', version: '0.169.0', login: 'none', warning: null },
      runtime: { state: 'down', kind: 'endpoint' },
      taskClasses: ['rename', 'scaffold'],
      recentFolders: ['/work'],
      dataFolder: env.BRAINSWAP_HOME,
    });
  });

  it('warns of a Codex that was not tested', async () => {
    expect((await withCodex(codex('codex-cli 0.170.1')).status()).codex).toMatchObject({
      state: 'found',
      warning: expect.stringContaining('0.170.1 was not tested'),
    });
  });

  it('says what to do where Codex is missing or answers nothing', async () => {
    const missing = { state: 'missing', command: 'npm install -g @openai/codex' };
    expect((await withCodex('/nowhere/codex').status()).codex).toMatchObject(missing);
    expect((await withCodex(codex('hello')).status()).codex).toMatchObject({
      ...missing,
      message: expect.stringContaining('did not answer with a version'),
    });
  });

  it('is not broken by an address in the environment that is none', async () => {
    env.BRAINSWAP_RUNTIME_URL = 'localhost:1234';
    expect((await brainswap().status()).runtime).toMatchObject({
      state: 'down',
      baseUrl: null,
      message: expect.stringContaining('BRAINSWAP_RUNTIME_URL'),
    });
  });
});

describe('the routing table', () => {
  it('is changed class by class and kept in the settings', () => {
    const one = brainswap();
    const rule = { route: 'local', escalate: false, verify: 'npm test' } as const;
    expect(one.routing.set('rename', rule)).toEqual({ rename: rule });
    one.routing.set('scaffold', { ...rule, route: 'cloud' });
    expect(one.routing.remove('rename')).toEqual({ scaffold: { ...rule, route: 'cloud' } });
    expect(brainswap().routing.table()).toEqual({ scaffold: { ...rule, route: 'cloud' } });
  });

  it('takes no class that no run could name', () => {
    expect(() =>
      brainswap().routing.set('Not A Class', { route: 'local', escalate: true, verify: null }),
    ).toThrow();
  });
});

describe('opening the services', () => {
  it('marks runs as interrupted whose owner is gone, and leaves those of the living', () => {
    const first = openServices(env);
    // A pid above the largest that Linux and macOS give out.
    first.store.insert(testRun({ id: 'dead', status: 'running', ownerPid: 99_999_999 }));
    first.store.insert(testRun({ id: 'alive', status: 'running', ownerPid: process.pid }));
    first.close();
    const second = openServices(env);
    expect(second.store.get('dead')?.status).toBe('interrupted');
    expect(second.store.get('alive')?.status).toBe('running');
    second.close();
  });
});
