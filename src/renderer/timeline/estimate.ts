/** A first guess at a row's height in pixels, before it was ever drawn; near enough for the scroll bar not to jump. */
import type { EventBody } from '../../rpc/contract.ts';

const line = 20;
const plain = 32;

export function estimateHeight(body: EventBody): number {
  switch (body.type) {
    case 'message':
      return plain + Math.min(60, Math.ceil(body.text.length / 90)) * line;
    case 'plan':
      return plain + body.steps.length * line;
    case 'file_change':
      return plain + Math.min(12, body.changes.length * 6) * line;
    case 'command':
      return body.status === 'failed' ? plain + 8 * line : plain;
    default:
      return plain;
  }
}
