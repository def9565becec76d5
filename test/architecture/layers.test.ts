/** The table of layers holds in the imports, and biome.json enforces the same table. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pathsInCheckout, readAll, root } from './checkout.ts';
import { importsOf } from './imports.ts';
import { type Layer, layerFault, layers, table } from './layers.ts';

const code = readAll(pathsInCheckout().filter((path) => /^src\/.*\.tsx?$/u.test(path)));

/** One file of each layer, and one package of each kind, that a layer might wrongly import. */
const probes = {
  core: '../../core/runs/index.ts',
  rehearsal: '../../rehearsal/cloud.ts',
  rpc: '../../rpc/router.ts',
  main: '../../main/app.ts',
  preload: '../../preload/index.ts',
  renderer: '../../renderer/router.tsx',
  cli: '../../cli/program.ts',
} satisfies Record<Layer, string>;
const packages = ['electron', 'electron-store', 'react', 'react-dom/client', 'zustand/vanilla', 'commander'];
packages.push('@orpc/server', 'node:fs');

/** The probes that the table refuses to a layer. */
function refusedTo(layer: Layer): string[] {
  return probesOf(layer).filter(
    (specifier) => faultsIn(layer, `import { x } from '${specifier}';`).length > 0,
  );
}
function probesOf(layer: Layer): string[] {
  return [...layers.filter((other) => other !== layer).map((other) => probes[other]), ...packages];
}
function faultsIn(layer: Layer, text: string): string[] {
  return importsOf({ path: `src/${layer}/deep/sample.ts`, text }).flatMap((one) => layerFault(one) ?? []);
}

describe('the layers', () => {
  it('import only what the table allows', () => {
    expect(code.flatMap(importsOf).flatMap((one) => layerFault(one) ?? [])).toEqual([]);
  });

  it.each(layers)('%s is caught when it imports any other', (layer) => {
    const allowed = new Set<string>([layer, ...table[layer].layers]);
    const refused = layers.filter((other) => !allowed.has(other)).map((other) => probes[other]);
    expect(refusedTo(layer)).toEqual(expect.arrayContaining(refused));
    expect(refusedTo(layer).length).toBeGreaterThan(3);
  });

  it('give the page the contract of rpc, and nothing more of it', () => {
    expect(faultsIn('renderer', "import { contract } from '../../rpc/contract.ts';")).toEqual([]);
    expect(faultsIn('renderer', "import type { Router } from '../../rpc/router.ts';")).toHaveLength(1);
  });

  it('give the rehearsal the schemas of core, and nothing more of it', () => {
    expect(faultsIn('rehearsal', "import { Usage } from '../../core/schema/index.ts';")).toEqual([]);
    expect(faultsIn('rehearsal', "import type { RunStore } from '../../core/runs/index.ts';")).toHaveLength(
      1,
    );
  });
});

const Diagnostic = z.object({
  severity: z.string(),
  location: z.object({ path: z.string(), start: z.object({ line: z.number() }) }),
});
const Report = z.object({ diagnostics: z.array(Diagnostic) });
type Diagnostic = z.infer<typeof Diagnostic>;

describe('biome.json', () => {
  const Config = z.object({
    overrides: z.array(
      z.object({
        includes: z.array(z.string()),
        linter: z.object({
          rules: z
            .object({ style: z.object({ noRestrictedImports: z.object({ level: z.string() }) }) })
            .partial(),
        }),
      }),
    ),
  });
  const config = Config.parse(JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')));

  /** Asks the linter itself, once, about a file of each layer that imports everything there is. */
  function lintSamples(): Diagnostic[] {
    const folder = mkdtempSync(join(tmpdir(), 'brainswap-layers-'));
    const { vcs: _git, ...rules } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(rules));
    for (const layer of layers) {
      mkdirSync(join(folder, 'src', layer, 'deep'), { recursive: true });
      const text = probesOf(layer).map((specifier) => `import '${specifier}';\n`);
      writeFileSync(join(folder, 'src', layer, 'deep/sample.ts'), text.join(''));
    }
    const { stdout, stderr } = spawnSync(
      join(root, 'node_modules/.bin/biome'),
      ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none', 'src'],
      { cwd: folder, encoding: 'utf8' },
    );
    rmSync(folder, { recursive: true });
    if (stdout === '') throw new Error(`Biome said nothing: ${stderr}`);
    return Report.parse(JSON.parse(stdout)).diagnostics;
  }
  const found = lintSamples();

  it.each(layers)('refuses to %s what the table refuses, at error level', (layer) => {
    const override = config.overrides.find(({ includes }) => includes.includes(`src/${layer}/**`));
    expect(override?.linter.rules.style?.noRestrictedImports.level).toBe('error');
    const lines = found
      .filter(({ location, severity }) => severity === 'error' && location.path.includes(`src/${layer}/`))
      .map(({ location }) => location.start.line - 1);
    expect(probesOf(layer).filter((_specifier, line) => lines.includes(line))).toEqual(refusedTo(layer));
  });
});
