/** What the tests of the stand-ins share: servers that end with the test, and a reader of event streams. */
import { createParser } from 'eventsource-parser';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { RehearsalServer } from './http/server.ts';

/** Lets a server end with the test. */
export async function during(starting: Promise<RehearsalServer>): Promise<RehearsalServer> {
  const server = await starting;
  onTestFinished(() => server.close());
  return server;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** Sends JSON to a path of a server. */
export async function post(
  { origin }: RehearsalServer,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${origin}${path}`, { method: 'POST', body: JSON.stringify(body), headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

const Event = z.looseObject({ type: z.string(), sequence_number: z.number() });

/** The events of a stream; those that are not JSON are left out, as Codex does. */
export function readEvents(text: string): z.infer<typeof Event>[] {
  const events: z.infer<typeof Event>[] = [];
  const parser = createParser({
    onEvent: ({ data }) => {
      try {
        events.push(Event.parse(JSON.parse(data)));
      } catch {
        // A script may send broken events.
      }
    },
  });
  parser.feed(text);
  return events;
}

/** A request as Codex sends it. */
export function ask(prompt: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    model: 'rehearsal-brain',
    stream: true,
    input: [{ type: 'message', role: 'user', content: prompt }],
    ...more,
  };
}
