/** Starting a program as Codex is started: bytes, arguments, environment, ends. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchCodex } from './launch.ts';
import { codexVersion } from './version.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainswap-launch-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const program = (executable: string, environment = {}) => ({ path: executable, executable, environment });
const launch = (
  script: string,
  more: { stdin?: Uint8Array | 'ignore'; args?: string[]; cwd?: string } = {},
) =>
  launchCodex({
    program: program(process.execPath, { FROM_PROGRAM: 'yes' }),
    args: ['-e', script, ...(more.args ?? [])],
    cwd: more.cwd ?? folder,
    env: { FROM_CALLER: 'yes' },
    stdin: more.stdin ?? 'ignore',
  });

describe('launching', () => {
  it('passes arguments as they are, whatever a shell would make of them', async () => {
    const args = ['$HOME', 'a b', "it's", '"', '*', ';ls', 'ü\n'];
    const codex = await launch('process.stdout.write(JSON.stringify(process.argv.slice(1)))', { args });
    expect(JSON.parse(String(await buffer(codex.stdout)))).toEqual(args);
    expect(await codex.ended).toEqual({ exitCode: 0, signal: null });
  });

  it('gives the environment it is given and no other', async () => {
    const codex = await launch('process.stdout.write(JSON.stringify(process.env))');
    expect(JSON.parse(String(await buffer(codex.stdout)))).toEqual({
      FROM_PROGRAM: 'yes',
      FROM_CALLER: 'yes',
    });
  });

  it('gives standard input byte for byte, or closed', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 0xc3]);
    const echo = await launch('process.stdin.pipe(process.stdout)', { stdin: bytes });
    expect(await buffer(echo.stdout)).toEqual(bytes);
    const closed = await launch('process.stdin.pipe(process.stdout)');
    expect(await buffer(closed.stdout)).toHaveLength(0);
  });

  it('survives a program that does not read its standard input', async () => {
    const codex = await launch('process.exit(3)', { stdin: Buffer.alloc(4 * 1024 * 1024) });
    await Promise.all([buffer(codex.stdout), buffer(codex.stderr)]);
    expect(await codex.ended).toEqual({ exitCode: 3, signal: null });
  });

  it('tells the signal that ended it', async () => {
    const codex = await launch("process.kill(process.pid, 'SIGKILL')");
    await Promise.all([buffer(codex.stdout), buffer(codex.stderr)]);
    expect(await codex.ended).toEqual({ exitCode: null, signal: 'SIGKILL' });
  });

  it('throws what the system says when there is nothing to start, or no folder to start in', async () => {
    const missing = { args: [], cwd: folder, env: {}, stdin: 'ignore' as const };
    await expect(launchCodex({ ...missing, program: program('/nowhere/codex') })).rejects.toThrow(
      expect.objectContaining({
        code: 'codex_unusable',
        message: expect.stringContaining('/nowhere/codex ENOENT'),
      }),
    );
    await expect(launch('', { cwd: '/nowhere/at/all' })).rejects.toThrow(/nowhere/);
  });
});

describe('asking for the version', () => {
  it('asks a program once, and again when it was replaced', async () => {
    const path = join(folder, 'versions');
    const install = (version: string) => {
      writeFileSync(path, `#!/bin/sh\necho x >> ${folder}/asked\necho codex-cli ${version}\n`);
      chmodSync(path, 0o755);
    };
    install('0.169.0');
    expect(await codexVersion(program(path))).toBe('0.169.0');
    expect(await codexVersion(program(path))).toBe('0.169.0');
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('x\n');
    install('0.170.0-alpha.1');
    expect(await codexVersion(program(path))).toBe('0.170.0-alpha.1');
  });

  it('says what came back when it is no version, and what to do', async () => {
    const silent = join(folder, 'silent');
    writeFileSync(silent, '#!/bin/sh\nexit 7\n');
    chmodSync(silent, 0o755);
    await expect(codexVersion(program(silent))).rejects.toThrow(
      expect.objectContaining({
        code: 'codex_unusable',
        message: expect.stringMatching(/exit code 7.*Reinstall Codex/),
      }),
    );
  });
});
