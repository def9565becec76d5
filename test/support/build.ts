/** Builds the command line once before the integration tests, which run it as a user would: `bin/brainswap`. */
import { spawnSync } from 'node:child_process';
import { repositoryRoot } from './repository.ts';

/** Vitest's global setup. BRAINSWAP_TEST_BUILT=1 says that out/cli is fresh (npm test has just built it). */
export default function build(): void {
  if (process.env.BRAINSWAP_TEST_BUILT === '1') return;
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build:cli'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm run build:cli failed:\n${stdout}${stderr}`);
}
