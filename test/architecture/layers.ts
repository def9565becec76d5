/** The table of layers: who may import whom. biome.json says the same; a test holds the two together. */
import type { Import } from './imports.ts';

export type Layer = 'core' | 'rehearsal' | 'rpc' | 'main' | 'preload' | 'renderer' | 'cli';

interface Row {
  /** Layers, or single files of a layer, beside its own. */
  layers: readonly string[];
  /** Packages and prefixes of packages (`node:`) that must not be imported. */
  without: readonly string[];
}

const ofElectron = ['electron', 'electron-store'];
const ofPages = ['react', 'react-dom', 'zustand'];

export const table: Readonly<Record<Layer, Row>> = {
  core: { layers: [], without: [...ofElectron, ...ofPages, '@orpc', 'commander'] },
  rehearsal: { layers: ['core/schema'], without: [...ofElectron, ...ofPages, '@orpc', 'commander'] },
  rpc: { layers: ['core'], without: [...ofElectron, ...ofPages, 'commander'] },
  main: { layers: ['core', 'rpc'], without: [...ofPages, 'commander'] },
  preload: { layers: [], without: [...ofPages, 'electron-store', '@orpc', 'commander', 'node:'] },
  renderer: { layers: ['rpc/contract.ts'], without: [...ofElectron, '@orpc/server', 'commander', 'node:'] },
  cli: { layers: ['core', 'rpc', 'rehearsal'], without: [...ofElectron, ...ofPages] },
};

export const layers = Object.keys(table) as Layer[];

/** The layer a path belongs to; null outside src. */
export function layerOf(path: string): Layer | null {
  const name = /^src\/([^/]+)\//u.exec(path)?.[1];
  return layers.find((layer) => layer === name) ?? null;
}

/** What is wrong with an import by the table; null when nothing is. */
export function layerFault({ from, specifier, target }: Import): string | null {
  const layer = layerOf(from);
  if (layer === null) return null;
  const { layers: allowed, without } = table[layer];
  if (target === null) {
    const named = without.some((name) => covers(name, specifier));
    // Tests run in Node whatever they test.
    return named && !(specifier.startsWith('node:') && isTest(from)) ? `${from} imports ${specifier}` : null;
  }
  const other = layerOf(target);
  if (other === layer || (other === null && !target.startsWith('src/'))) return null;
  return allowed.some((name) => target === `src/${name}` || target.startsWith(`src/${name}/`))
    ? null
    : `${from} imports ${target}`;
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/u.test(path);
}

function covers(name: string, specifier: string): boolean {
  return name.endsWith(':')
    ? specifier.startsWith(name)
    : specifier === name || specifier.startsWith(`${name}/`);
}
