/** Run ids: short, lower case, sortable by start time. */
import { randomInt } from 'node:crypto';

/** Crockford's base 32: digits before letters, so that the order of bytes is the order of time; no i, l, o, u. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const timeBits = 42;
const randomBits = 18;

/** The latest id of this process, so that those of one millisecond count up instead of meeting by chance. */
let latest = { time: -1, tail: 0 };

/**
 * A new run id of 12 characters for a run that starts at `now` (milliseconds since the epoch): 42 bits of time, good
 * until the year 2109, then 18 bits that begin at random, so that two processes do not meet.
 */
export function newRunId(now: number): string {
  const time = Math.max(0, Math.trunc(now));
  const tail = time === latest.time ? (latest.tail + 1) % 2 ** randomBits : randomInt(2 ** (randomBits - 1));
  latest = { time, tail };
  let rest = (BigInt.asUintN(timeBits, BigInt(time)) << BigInt(randomBits)) | BigInt(tail);
  let id = '';
  for (let i = 0; i < (timeBits + randomBits) / 5; i++) {
    id = alphabet.charAt(Number(rest & 31n)) + id;
    rest >>= 5n;
  }
  return id;
}
