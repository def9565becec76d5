/** A growing text as lines with keys that stay, so that what was drawn before needs no new layout. Pure. */

export interface TextLine {
  readonly key: string;
  readonly text: string;
}

/** The key of the line that still grows. */
const growing = 'growing';

/**
 * Lines of `text`. A line keeps its key while the text grows at the end and is cut at the beginning, since the key is
 * made of what the line says; equal lines are told apart by their number from the end.
 */
export function linesOf(text: string): TextLine[] {
  const lines = text.split('\n');
  const last = lines.length - 1;
  const seen = new Map<string, number>();
  const keyed: TextLine[] = [];
  for (let i = last; i >= 0; i -= 1) {
    const line = lines[i] ?? '';
    if (i === last) {
      keyed.push({ key: growing, text: line });
      continue;
    }
    const times = seen.get(line) ?? 0;
    seen.set(line, times + 1);
    keyed.push({ key: `${times}:${line}`, text: line });
  }
  return keyed.reverse();
}
