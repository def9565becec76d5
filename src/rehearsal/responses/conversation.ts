/** Where a conversation stands, worked out from the request alone, so that any number may run at once. */
import { createHash } from 'node:crypto';
import { type InputItem, inputItems, type ResponsesRequest, textOf } from './request.ts';

export interface Conversation {
  /** The newest thing a person asked. */
  prompt: string;
  /** 1 for the first model call after the prompt; one more for each answered round of tool calls. */
  turn: number;
  /** The newest tool output, or an empty text. */
  output: string;
  /** The client asks for a summary of the conversation. */
  compaction: boolean;
  wantsJson: boolean;
  /** The same for every request of one conversation. */
  key: string;
}

/** How Codex 0.169 begins its request for a summary, and the message that later carries the summary. */
const compactionRequest = 'You are performing a CONTEXT CHECKPOINT COMPACTION';
const compactionSummary = 'Another language model started to solve this problem';

/** User messages that Codex writes by itself: surroundings, project notes, aborted turns. */
const written = [
  '<environment_context>',
  '<user_instructions>',
  '# AGENTS.md instructions',
  '<turn_aborted>',
  '<skill>',
];

function isTool(item: InputItem): boolean {
  return item.type?.endsWith('_call_output') ?? false;
}

function userText(item: InputItem): string | null {
  return item.role === 'user' ? textOf(item.content) : null;
}

/** Reads the state of the conversation out of a request. */
export function readConversation(request: ResponsesRequest): Conversation {
  const items = inputItems(request);
  const compaction = items.some((item) => userText(item)?.startsWith(compactionRequest) ?? false);
  let prompt = '';
  let before = 0;
  let rounds = 0;
  let output = '';
  let afterTool = false;
  for (const item of items) {
    const text = userText(item);
    if (text !== null) {
      if (text.startsWith(compactionSummary)) {
        // The tool calls are gone from the history; our own summary says how many rounds there were.
        before = Number(/\[rehearsal:turns=(\d+)\]/.exec(text)?.[1] ?? 0);
        rounds = 0;
      } else if (!text.startsWith(compactionRequest) && !written.some((start) => text.startsWith(start))) {
        prompt = text;
        before = 0;
        rounds = 0;
        output = '';
      }
    }
    const tool = isTool(item);
    if (tool) {
      output = textOf(item.output);
      if (!afterTool) rounds += 1;
    }
    afterTool = tool;
  }
  const key = request.prompt_cache_key ?? createHash('sha256').update(prompt).digest('hex').slice(0, 16);
  const wantsJson = request.text?.format?.type === 'json_schema';
  return { prompt, turn: before + rounds + 1, output, compaction, wantsJson, key };
}
