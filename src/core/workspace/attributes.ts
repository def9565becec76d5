/** Owner, mode and time of a path. */
import type { BigIntStats } from 'node:fs';
import { chmod, lchown, lutimes } from 'node:fs/promises';
import { codeOf } from './error.ts';

export interface Attributes {
  mode: number;
  uid: number;
  gid: number;
  mtimeNs: string;
}

/**
 * Sets what differs from `now` (null: unknown, set all). True when something did.
 * Node takes times as a double, whose step at today's date is 0.24 µs, so times are put back to within that.
 */
export async function restoreAttributes(
  path: Buffer,
  wanted: Attributes,
  now: BigIntStats | null,
): Promise<boolean> {
  const owner = now !== null && Number(now.uid) === wanted.uid && Number(now.gid) === wanted.gid;
  const mode = now !== null && Number(now.mode & 0o7777n) === wanted.mode;
  const time = now !== null && isSameTime(now.mtimeNs, wanted.mtimeNs);
  if (!owner) await giveTo(path, wanted);
  // A change of owner takes setuid bits away.
  if (!owner || !mode) await chmod(path, wanted.mode);
  if (!time) await setTime(path, wanted.mtimeNs);
  return !owner || !mode || !time;
}

/** Within a microsecond, which is what Node can set. */
export function isSameTime(now: bigint, wanted: string): boolean {
  const difference = now - BigInt(wanted);
  return difference < 1_000n && difference > -1_000n;
}

/** Of the link itself, never of what it points to. The time of last access becomes the same. */
export async function setTime(path: Buffer, mtimeNs: string): Promise<void> {
  const seconds = Number(mtimeNs) / 1e9;
  // Node takes a negative number for the present; a Date before 1970 it understands.
  const time = seconds < 0 ? new Date(seconds * 1000) : seconds;
  await lutimes(path, time, time);
}

/** Only the administrator may give files away; without that right the owner stays. */
async function giveTo(path: Buffer, { uid, gid }: Attributes): Promise<void> {
  try {
    await lchown(path, uid, gid);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error;
  }
}
