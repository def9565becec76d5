/** Statements about the built preload: a sandboxed window can load it, and it lets nothing but one port through. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import vm from 'node:vm';
import { resolveConfig } from 'electron-vite';
import { build, mergeConfig, parseAst } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const sameOrigin = 'app://brainswap';
let folder = '';
let code = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'brainswap-preload-'));
  // The very configuration that `npm run build` uses, with another folder to write to.
  const { config } = await resolveConfig({ root, logLevel: 'silent' }, 'build', 'production');
  await build(mergeConfig({ ...config?.preload }, { build: { outDir: folder, emptyOutDir: true } }));
  code = readFileSync(join(folder, 'index.cjs'), 'utf8');
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true }));

interface SyntaxNode {
  type: string;
  [key: string]: unknown;
}
/** Every node of a syntax tree. */
function* walk(node: unknown): Generator<SyntaxNode> {
  if (Array.isArray(node)) for (const child of node) yield* walk(child);
  else if (typeof node === 'object' && node !== null) {
    if ('type' in node && typeof node.type === 'string') yield node as SyntaxNode;
    for (const child of Object.values(node)) yield* walk(child);
  }
}
const isCallOfRequire = (node: SyntaxNode): boolean =>
  node.type === 'CallExpression' && (node.callee as SyntaxNode & { name?: string }).name === 'require';

/** Runs the preload in a page of its own; `page` and `ipc` are what it can reach. */
function run() {
  const page: Record<string, (event: object) => void> = {};
  const ipc: Record<string, (event: object) => void> = {};
  const window = {
    addEventListener: (type: string, listener: (event: object) => void) => {
      page[type] = listener;
    },
    postMessage: vi.fn(),
  };
  const ipcRenderer = {
    on: (channel: string, listener: (event: object) => void) => {
      ipc[channel] = listener;
    },
    send: vi.fn(),
  };
  const required: string[] = [];
  const require = (name: string) => {
    required.push(name);
    return { ipcRenderer };
  };
  vm.runInNewContext(code, { window, location: { origin: sameOrigin }, require, exports: {}, module: {} });
  return { page, ipc, window, ipcRenderer, required };
}

describe('the built preload', () => {
  it('is one file', () => {
    expect(readdirSync(folder)).toEqual(['index.cjs']);
  });

  it('is CommonJS: it parses as a script, which knows no import and no export', () => {
    expect(() => new vm.Script(code)).not.toThrow();
    const types = new Set([...walk(parseAst(code))].map((node) => node.type));
    expect([...types].filter((type) => /^(?:Import|Export)/u.test(type))).toEqual([]);
  });

  it('requires electron and nothing else', () => {
    const required = [...walk(parseAst(code))].filter(isCallOfRequire).map((node) => node.arguments);
    expect(required).toMatchObject([[{ type: 'Literal', value: 'electron' }]]);
    expect(run().required).toEqual(['electron']);
  });

  it('asks for a port when the page says that it is ready', () => {
    const { page, window, ipcRenderer } = run();
    page.message?.({ data: 'brainswap:ready', origin: sameOrigin, source: window });
    expect(ipcRenderer.send).toHaveBeenCalledExactlyOnceWith('brainswap:connect');
  });

  it('does not listen to frames, other origins and other words', () => {
    const { page, window, ipcRenderer } = run();
    page.message?.({ data: 'brainswap:ready', origin: sameOrigin, source: {} });
    page.message?.({ data: 'brainswap:ready', origin: 'https://example.com', source: window });
    page.message?.({ data: 'brainswap:quit', origin: sameOrigin, source: window });
    expect(ipcRenderer.send).not.toHaveBeenCalled();
  });

  it('hands the port on to the page of its own origin only', () => {
    const { ipc, window } = run();
    const ports = [{}];
    ipc['brainswap:port']?.({ ports });
    expect(window.postMessage).toHaveBeenCalledExactlyOnceWith('brainswap:port', sameOrigin, ports);
  });

  it('touches nothing else: one listener on the page, one on the main process', () => {
    const { page, ipc } = run();
    expect([Object.keys(page), Object.keys(ipc)]).toEqual([['message'], ['brainswap:port']]);
  });
});

describe('the lock on the door', () => {
  it('would notice an ES module', () => {
    expect(() => new vm.Script("import { ipcRenderer } from 'electron';")).toThrow(SyntaxError);
  });

  it('leaves the real electron package unloaded', () => {
    const require = createRequire(import.meta.url);
    expect(Object.keys(require.cache).some((path) => path.endsWith('/node_modules/electron/index.js'))).toBe(
      false,
    );
  });
});
