/** Paths as bytes: file names on Linux may be any bytes, which a JavaScript string cannot hold. */
import { sep } from 'node:path';

const slash = Buffer.from(sep);

/** A relative path, as a string with one character per byte (latin1): a key for maps, exact for any name. */
export type PathKey = string;

export function keyOfBytes(path: Buffer): PathKey {
  return path.toString('latin1');
}

/** The absolute path of a key under `root`; '' is the root itself. */
export function absolutePath(root: Buffer, key: PathKey): Buffer {
  return key === '' ? root : Buffer.concat([root, slash, Buffer.from(key, 'latin1')]);
}

export function childKey(parent: PathKey, name: Buffer): PathKey {
  return parent === '' ? keyOfBytes(name) : `${parent}${sep}${keyOfBytes(name)}`;
}

/** The key of the folder that holds `key`; null for the root. */
export function parentKey(key: PathKey): PathKey | null {
  return key === '' ? null : key.slice(0, Math.max(0, key.lastIndexOf(sep)));
}

/** The path for people; bytes that are not UTF-8 become the replacement character. */
export function displayPath(key: PathKey): string {
  return Buffer.from(key, 'latin1').toString('utf8');
}

/** True when the key stays below the root: relative, without `.`, `..`, empty parts or NUL. */
export function isSafeKey(key: PathKey): boolean {
  return (
    key === '' ||
    key.split(sep).every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0'))
  );
}
