/** What the hashing worker runs. It is handed over as text, so that no bundler has to know: it may use nothing from outside itself. */

export type HashOrder =
  /** `prefix` is hashed before the file: git's `blob <size>\0`. */
  | { kind: 'open'; id: number; path: string; algorithm: 'sha256' | 'sha1'; prefix: string; size: number }
  /** The first `upTo` bytes of the file are there. */
  | { kind: 'advance'; id: number; upTo: number }
  | { kind: 'close'; id: number };

export type HashReport = { id: number; digest: string } | { id: number; error: string };

/** Follows files as they grow from their beginning, and reports their hashes when they are whole. */
export function hashLoop(): void {
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  const { createHash } = process.getBuiltinModule('node:crypto');
  const { openSync, readSync, closeSync } = process.getBuiltinModule('node:fs');
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  const files = new Map<
    number,
    { fd: number; hash: ReturnType<typeof createHash>; at: number; upTo: number; size: number }
  >();
  let running = false;

  const end = (id: number, report: HashReport | null) => {
    const file = files.get(id);
    if (!file) return;
    files.delete(id);
    closeSync(file.fd);
    if (report) parentPort?.postMessage(report);
  };

  const step = () => {
    running = false;
    for (const [id, file] of files) {
      if (file.at >= file.upTo) continue;
      try {
        const count = readSync(file.fd, buffer, 0, Math.min(buffer.length, file.upTo - file.at), file.at);
        if (count === 0) throw new Error('The file is shorter than what was written to it.');
        file.hash.update(buffer.subarray(0, count));
        file.at += count;
        if (file.at === file.size) end(id, { id, digest: file.hash.digest('hex') });
        else if (file.at < file.upTo) run();
      } catch (error) {
        end(id, { id, error: String(error) });
      }
    }
  };
  const run = () => {
    if (running) return;
    running = true;
    setImmediate(step);
  };

  parentPort?.on('message', (order: HashOrder) => {
    const { id } = order;
    if (order.kind === 'close') return end(id, null);
    if (order.kind === 'advance') {
      const file = files.get(id);
      if (file) file.upTo = Math.max(file.upTo, order.upTo);
      return run();
    }
    try {
      const fd = openSync(order.path, 'r');
      const hash = createHash(order.algorithm).update(order.prefix);
      files.set(id, { fd, hash, at: 0, upTo: 0, size: order.size });
      if (order.size === 0) end(id, { id, digest: hash.digest('hex') });
    } catch (error) {
      parentPort.postMessage({ id, error: String(error) } satisfies HashReport);
    }
  });
}
