/** Reads one line of a rollout file; never throws. */
import { z } from 'zod';
import {
  type ParsedLine,
  type RolloutKind,
  type RolloutLine,
  rolloutSchemas,
  silentLines,
} from './rollout-line.ts';

const Envelope = z.looseObject({
  timestamp: z.string(),
  ordinal: z.number().int().nonnegative().optional(),
  type: z.string(),
  payload: z.looseObject({
    type: z.unknown().optional(),
    item: z.looseObject({ type: z.string() }).optional().catch(undefined),
  }),
});

/** @param lineNumber stands in for the ordinal that older Codex versions do not write. */
export function parseRolloutLine(text: string, lineNumber: number): ParsedLine {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { outcome: 'malformed', reason: 'not JSON' };
  }
  const envelope = Envelope.safeParse(json);
  if (!envelope.success) return { outcome: 'malformed', reason: 'no timestamp, type or payload' };
  const { type, payload, timestamp, ordinal = lineNumber } = envelope.data;
  const at = Date.parse(timestamp);
  if (Number.isNaN(at)) return { outcome: 'malformed', reason: 'timestamp is not a time' };
  const kind = typeof payload.type === 'string' ? `${type}/${payload.type}` : type;
  const itemKind = kind === 'event_msg/item_completed' ? `${kind}/${payload.item?.type ?? 'none'}` : kind;
  if (silentLines.has(itemKind)) return { outcome: 'silent' };
  if (!isKnown(kind)) return { outcome: 'unknown', kind };
  const parsed = rolloutSchemas[kind].safeParse(payload);
  if (parsed.success) {
    return { outcome: 'line', line: { kind, ordinal, at, payload: parsed.data } as RolloutLine };
  }
  const atItemType = parsed.error.issues.every((issue) => issue.path.join('.') === 'item.type');
  return itemKind !== kind && atItemType
    ? { outcome: 'unknown', kind: itemKind }
    : { outcome: 'malformed', reason: `${itemKind}: ${z.prettifyError(parsed.error)}` };
}

function isKnown(kind: string): kind is RolloutKind {
  return Object.hasOwn(rolloutSchemas, kind);
}
