/** Reads the body of a request, up to a limit. */
import type http from 'node:http';

/**
 * The whole body; null when it has more than `limit` bytes. Then the rest is thrown away as it comes: a client that is
 * still sending would otherwise see a cut connection instead of an answer.
 * @throws when the client goes away in the middle.
 */
export function readBody(request: http.IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const tooLarge = () => {
      chunks.length = 0;
      request.removeAllListeners('data');
      request.resume();
      resolve(null);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) tooLarge();
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => reject(new Error('The client went away in the middle of its request.')));
    if (Number(request.headers['content-length'] ?? 0) > limit) tooLarge();
  });
}
