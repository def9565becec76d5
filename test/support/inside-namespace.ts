/** What the privacy test runs inside its network namespace: rehearsal runtime, brainswap exec, and a look at the kernel's counters. */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { spawnRehearsal } from '../../src/rehearsal/index.ts';
import { helloTask, localJson, modelCalls } from './arguments.ts';
import { runProgram } from './program.ts';
import { brainswapProgram } from './repository.ts';

/** Attempts to reach something beyond loopback fail for want of a route, and the kernel counts them; so it does datagrams (DNS). */
export interface Attempts {
  withoutRoute: number;
  datagrams: number;
}

function attempts(): Attempts {
  const ipv4 = readFileSync('/proc/net/snmp', 'utf8').split('\n');
  const field = (protocol: string, name: string): number => {
    const [names = '', values = ''] = ipv4.filter((line) => line.startsWith(`${protocol}: `));
    return Number(values.split(' ')[names.split(' ').indexOf(name)]);
  };
  const ipv6 = /^Ip6OutNoRoutes\s+(\d+)/m.exec(readFileSync('/proc/net/snmp6', 'utf8'))?.[1] ?? '0';
  return { withoutRoute: field('Ip', 'OutNoRoutes') + Number(ipv6), datagrams: field('Udp', 'OutDatagrams') };
}

/** Tries to reach an address of the documentation (RFC 5737); resolves to the error. */
function tryOutside(): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(80, '192.0.2.1');
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.once('connect', () => resolve('connected'));
  });
}

const runtime = await spawnRehearsal('runtime');
try {
  const before = attempts();
  const ended = await runProgram(brainswapProgram, localJson(runtime, '--local-only', helloTask), {
    cwd: process.cwd(),
    env: process.env,
  });
  const after = attempts();
  const calls = (await modelCalls(runtime)).length;
  const outside = await tryOutside();
  process.stdout.write(JSON.stringify({ ended, calls, before, after, outside, control: attempts() }));
} finally {
  await runtime.stop();
}
