/** Splits a byte stream into lines, without losing a half line or choking on a very long one. */

export interface LineSplitter {
  /** Takes bytes, returns the lines they completed. */
  push(chunk: Uint8Array): string[];
  /** The last line, when the stream ended without a newline. */
  end(): string[];
}

/** Longer lines are cut here; Codex itself caps a command's output near 1 MiB per line. */
export const maxLineBytes = 32 * 1024 * 1024;

/** Lines end with LF or CRLF; multi-byte characters may be split anywhere; bytes over `limit` of a line are dropped. */
export function createLineSplitter(limit: number = maxLineBytes): LineSplitter {
  let parts: Buffer[] = [];
  let size = 0;
  const take = (bytes: Buffer) => {
    if (size >= limit) return;
    const part = size + bytes.length > limit ? bytes.subarray(0, limit - size) : bytes;
    parts.push(part);
    size += part.length;
  };
  const finish = (): string => {
    const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    parts = [];
    size = 0;
    const text = bytes.toString('utf8');
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  };
  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const lines: string[] = [];
      let from = 0;
      for (let newline = bytes.indexOf(10); newline !== -1; newline = bytes.indexOf(10, from)) {
        take(bytes.subarray(from, newline));
        lines.push(finish());
        from = newline + 1;
      }
      // A copy, since the caller may reuse the chunk's memory.
      if (from < bytes.length) take(Buffer.from(bytes.subarray(from)));
      return lines;
    },
    end: () => (size > 0 ? [finish()] : []),
  };
}
