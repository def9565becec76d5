/** Sees through npm's wrapper script to the native Codex binary, which saves a Node start and a process per run. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface NativeCodex {
  executable: string;
  environment: Record<string, string>;
}

/** Rust target of Codex's packages by Node's platform and architecture (bin/codex.js of @openai/codex 0.169.0). */
const targets: Record<string, { package: string; target: string }> = {
  'linux x64': { package: '@openai/codex-linux-x64', target: 'x86_64-unknown-linux-musl' },
  'linux arm64': { package: '@openai/codex-linux-arm64', target: 'aarch64-unknown-linux-musl' },
  'darwin x64': { package: '@openai/codex-darwin-x64', target: 'x86_64-apple-darwin' },
  'darwin arm64': { package: '@openai/codex-darwin-arm64', target: 'aarch64-apple-darwin' },
};

/**
 * The native binary behind `…/@openai/codex/bin/codex.js`, or null where the path is something else
 * (a Homebrew binary, a script of the user's own), which is then run as it is.
 */
export function nativeOf(
  realPath: string,
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): NativeCodex | null {
  if (!/[/\\]@openai[/\\]codex[/\\]bin[/\\]codex\.js$/.test(realPath)) return null;
  const known = targets[`${platform} ${arch}`];
  if (!known) return null;
  const packageRoot = dirname(dirname(realPath));
  const executable = join(vendorFolder(realPath, packageRoot, known.package), known.target, 'bin', 'codex');
  if (!existsSync(executable)) return null;
  return {
    executable,
    environment: { CODEX_MANAGED_PACKAGE_ROOT: packageRoot, CODEX_MANAGED_BY_NPM: '1' },
  };
}

function vendorFolder(wrapper: string, packageRoot: string, platformPackage: string): string {
  try {
    return join(dirname(createRequire(wrapper).resolve(`${platformPackage}/package.json`)), 'vendor');
  } catch {
    return join(packageRoot, 'vendor');
  }
}
