/** Asks the Codex CLI for its version, once per binary. */
import { statSync } from 'node:fs';
import { CodexError } from './errors.ts';
import type { CodexProgram } from './locate.ts';

/** The release that the integration tests run against. */
export const testedVersion = '0.169.0';

const known = new Map<string, string>();

/** A binary that was replaced in place (an upgrade while the app is open) is asked again. */
function identityOf({ executable }: CodexProgram): string {
  try {
    const { mtimeMs, size } = statSync(executable);
    return `${executable} ${mtimeMs} ${size}`;
  } catch {
    return executable;
  }
}

/**
 * `codex --version`, e.g. `0.169.0`.
 * @throws CodexError `codex_unusable` when it does not answer within 10 seconds.
 */
export async function codexVersion(program: CodexProgram): Promise<string> {
  const identity = identityOf(program);
  const cached = known.get(identity);
  if (cached) return cached;
  // Loaded here, since no run asks for the version.
  const { execa } = await import('execa');
  const result = await execa(program.executable, ['--version'], {
    stdin: 'ignore',
    timeout: 10_000,
    reject: false,
    env: program.environment,
  });
  const version = /(\d+\.\d+\.\d+\S*)/.exec(result.stdout ?? '')?.[1];
  if (!version) {
    throw new CodexError(
      'codex_unusable',
      `${program.path} --version did not answer with a version (exit code ${result.exitCode ?? 'none'}). Reinstall Codex, or set codex.path to a working one.`,
      { cause: result.stderr },
    );
  }
  known.set(identity, version);
  return version;
}

/** Words for a version outside the tested range, or null. */
export function versionWarning(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (major === 0 && minor === 169) return null;
  return `Codex ${version} was not tested with this Brainswap, which was tested with ${testedVersion}.`;
}
