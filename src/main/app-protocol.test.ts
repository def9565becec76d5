/** Statements about serving the app's files: only those, and only with strict headers. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { declareScheme, fileFor, respond, serveFiles } from './app-protocol.ts';

let folder = '';
const root = () => join(folder, 'renderer');
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainswap-protocol-'));
  mkdirSync(join(root(), 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.json'), '"secret"');
  writeFileSync(join(root(), 'index.html'), '<!doctype html>');
  writeFileSync(join(root(), 'assets', 'page one.js'), 'export {};');
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = (url: string, method = 'GET') => respond({ url, method }, root());

describe('the app scheme', () => {
  it('is declared standard and secure, without rights to leave its policy', () => {
    const registerSchemesAsPrivileged = vi.fn();
    declareScheme({ registerSchemesAsPrivileged });
    const [[declared]] = registerSchemesAsPrivileged.mock.calls as [
      [{ scheme: string; privileges: object }[]],
    ];
    expect(declared).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
    expect(declared[0]?.privileges).not.toHaveProperty('bypassCSP');
  });

  it('answers through the handler it registers', async () => {
    const handle = vi.fn<(scheme: string, handler: (request: Request) => Promise<Response>) => void>();
    serveFiles({ handle: handle as never }, root());
    const [[scheme, handler]] = handle.mock.calls as [[string, (request: object) => Promise<Response>]];
    expect(scheme).toBe('app');
    const response = await handler({ url: 'app://brainswap/', method: 'GET' });
    expect(await response.text()).toBe('<!doctype html>');
  });

  it('serves the page for the root, with its media type', async () => {
    const response = await get('app://brainswap/#/runs/abc');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('serves a file with an escaped name', async () => {
    const response = await get('app://brainswap/assets/page%20one.js');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await response.text()).toBe('export {};');
  });

  it('answers HEAD without a body', async () => {
    const response = await get('app://brainswap/', 'HEAD');
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it.each([
    ['app://brainswap/absent.js', 404],
    ['app://brainswap/assets', 404],
    ['app://brainswap/../secret.json', 404],
    ['app://brainswap/%2e%2e/secret.json', 404],
    ['app://brainswap/..%2fsecret.json', 403],
    ['app://brainswap/assets/..%2f..%2fsecret.json', 403],
    ['app://brainswap/..%5csecret.json', 403],
    ['app://brainswap/%00', 403],
    ['app://brainswap/%', 403],
    ['app://elsewhere/index.html', 403],
    ['https://brainswap/index.html', 403],
  ])('refuses %s', async (address, status) => {
    const response = await get(address);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('secret');
  });

  it('refuses to be written to', async () => {
    expect((await get('app://brainswap/', 'POST')).status).toBe(405);
  });

  it('never names a file outside its folder, whatever the address', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '\\', '//', '%00', 'a', '…', '%25'),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = fileFor(`app://brainswap/${pieces.join('/')}`, '/app/renderer');
        expect(path === null || path.startsWith('/app/renderer/')).toBe(true);
      }),
    );
  });

  it('sends the strict policy with every answer, refusals included', async () => {
    for (const address of ['app://brainswap/', 'app://brainswap/absent', 'app://elsewhere/']) {
      const { headers } = await get(address);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});
