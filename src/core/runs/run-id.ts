/** Run ids: short, lower case, sortable by start time. */
import { randomInt } from 'node:crypto';

/** Crockford's base 32: digits before letters, so that the order of bytes is the order of time; no i, l, o, u. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const timeBits = 42;
const randomBits = 18;

/**
 * A new run id of 12 characters for a run that starts at `now` (milliseconds since the epoch): 42 bits of time,
 * good until the year 2109, then 18 random bits, so that two runs of one millisecond meet once in 262,144 times.
 */
export function newRunId(now: number): string {
  const time = BigInt(Math.max(0, Math.trunc(now))) & ((1n << BigInt(timeBits)) - 1n);
  let rest = (time << BigInt(randomBits)) | BigInt(randomInt(2 ** randomBits));
  let id = '';
  for (let i = 0; i < (timeBits + randomBits) / 5; i++) {
    id = alphabet.charAt(Number(rest & 31n)) + id;
    rest >>= 5n;
  }
  return id;
}
