/** Bytes of any amount without a disk: made from a seed, the same each time, and different at each place of a file. */
import { createHash } from 'node:crypto';

/** One block of noise per seed; the number of the block is stamped on its first eight bytes, so that no two are equal. */
const blockBytes = 1024 * 1024;
const blocks = new Map<number, Buffer>();
const keptBlocks = 64;

function noise(seed: number): Buffer {
  const found = blocks.get(seed);
  if (found) return found;
  const words = new Uint32Array(blockBytes / 4);
  let state = (seed ^ 0x9e37_79b9) >>> 0 || 1;
  for (let index = 0; index < words.length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  const block = Buffer.from(words.buffer);
  if (blocks.size >= keptBlocks) blocks.clear();
  blocks.set(seed, block);
  return block;
}

/** A whole file: a text, or so many bytes of noise. */
export type Content = { text: string } | { seed: number; bytes: number };

export function sizeOf(content: Content): number {
  return 'text' in content ? Buffer.byteLength(content.text) : content.bytes;
}

/** The bytes from `start` up to (not including) `end`, in pieces of at most a mebibyte. */
export function* readContent(content: Content, start: number, end: number): Generator<Buffer> {
  if ('text' in content) {
    yield Buffer.from(content.text).subarray(start, end);
    return;
  }
  const block = noise(content.seed);
  for (let at = start; at < end; ) {
    const number = Math.floor(at / blockBytes);
    const from = at - number * blockBytes;
    const to = Math.min(blockBytes, end - number * blockBytes);
    if (from < 8) {
      const stamp = Buffer.alloc(8);
      stamp.writeBigUInt64LE(BigInt(number));
      yield stamp.subarray(from, Math.min(8, to));
      if (to > 8) yield block.subarray(8, to);
    } else yield block.subarray(from, to);
    at = number * blockBytes + to;
  }
}

/** sha256 of the bytes: the name of an LFS file. */
export function sha256Of(content: Content): string {
  const hash = createHash('sha256');
  for (const piece of readContent(content, 0, sizeOf(content))) hash.update(piece);
  return hash.digest('hex');
}

/** git's name of a blob: sha1 of `blob <size>\0` and the bytes. */
export function gitHashOf(content: Content): string {
  const hash = createHash('sha1').update(`blob ${sizeOf(content)}\0`);
  for (const piece of readContent(content, 0, sizeOf(content))) hash.update(piece);
  return hash.digest('hex');
}
