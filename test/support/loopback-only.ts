/** Runs a program of ours in a network namespace that has nothing but loopback. Linux, where the kernel and our rights allow it. */
import { spawnSync } from 'node:child_process';
import type { Place } from './place.ts';
import { type Ended, runProgram } from './program.ts';

/** Loopback of a new namespace is down; these are the ways to raise it, of which perl is on every Debian. */
const raiseLoopback = [
  'ip link set lo up',
  'ifconfig lo up',
  `perl -MSocket -e 'socket(S, AF_INET, SOCK_DGRAM, 0); ioctl(S, 0x8914, pack("a16s", "lo", 0x41)) or exit 1'`,
].join(' 2>/dev/null || ');

/** Ways to a namespace of one's own: as root, or as a user where user namespaces are allowed. */
const ways = [['-n'], ['-r', '-n']];

/** The arguments of unshare that work here; else why none does. */
function findWay(): { way: string[] } | { reason: string } {
  if (process.platform !== 'linux') return { reason: 'network namespaces are a thing of Linux' };
  const said: string[] = [];
  for (const way of ways) {
    const { status, stderr, error } = spawnSync('unshare', [...way, 'sh', '-c', raiseLoopback], {
      encoding: 'utf8',
    });
    if (status === 0) return { way };
    said.push((error?.message ?? stderr.trim()) || `exit code ${status}`);
  }
  return { reason: `unshare -n is not allowed here: ${said.join('; ')}` };
}

const found = findWay();
/** Why nothing can be run without a network here; null where it can. */
export const noNamespace: string | null = 'reason' in found ? found.reason : null;

/** Runs a program with only loopback; all that it needs must be started inside. */
export function runWithLoopbackOnly(place: Place, program: string, args: readonly string[]): Promise<Ended> {
  if ('reason' in found) throw new Error(found.reason);
  const script = `(${raiseLoopback}) && exec "$0" "$@"`;
  return runProgram('unshare', [...found.way, 'sh', '-c', script, program, ...args], {
    cwd: place.workspace,
    env: place.env,
  });
}
