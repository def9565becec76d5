/** Git in a place, without any configuration of the person who runs the tests. */
import { execFileSync } from 'node:child_process';
import type { Place } from './place.ts';

export function git(place: Place, ...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', ...args], {
    cwd: place.workspace,
    env: { ...place.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
    encoding: 'utf8',
  });
}
