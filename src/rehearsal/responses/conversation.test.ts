/** The state of a conversation, read out of requests as Codex 0.169 sends them. */
import { describe, expect, it } from 'vitest';
import { readConversation } from './conversation.ts';
import type { InputItem } from './request.ts';

const user = (text: string): InputItem => ({
  type: 'message',
  role: 'user',
  content: [{ type: 'input_text', text }],
});
const developer: InputItem = {
  type: 'message',
  role: 'developer',
  content: [{ type: 'input_text', text: 'Be brief.' }],
};
const surroundings = user('<environment_context>\n  <cwd>/w</cwd>\n</environment_context>');
const call: InputItem = { type: 'function_call', name: 'exec_command', arguments: '{}', call_id: 'c' };
const output = (text: string): InputItem => ({ type: 'function_call_output', call_id: 'c', output: text });
const said: InputItem = {
  type: 'message',
  role: 'assistant',
  content: [{ type: 'output_text', text: 'ok' }],
};

const read = (...input: InputItem[]) => readConversation({ model: 'm', input });

describe('a conversation', () => {
  it('begins at turn 1 with what the person asked, not with what Codex wrote', () => {
    const notes = user('# AGENTS.md instructions for /w\nUse tabs.');
    expect(read(developer, notes, surroundings, user('Do it'))).toMatchObject({
      prompt: 'Do it',
      turn: 1,
      output: '',
    });
  });

  it('goes on by one turn for each answered round, however many calls it had', () => {
    const state = read(user('Do it'), call, call, output('a'), output('b'), call, output('c'));
    expect(state).toMatchObject({ turn: 3, output: 'c' });
  });

  it('stays at its turn when a try was cut after a message', () => {
    expect(read(user('Do it'), call, output('a'), said).turn).toBe(2);
  });

  it('begins anew with the next prompt of a resumed thread', () => {
    expect(read(user('One'), call, output('a'), said, user('Two'))).toMatchObject({
      prompt: 'Two',
      turn: 1,
      output: '',
    });
  });

  it('is known as a request to compact, and keeps its prompt', () => {
    const ask = user('You are performing a CONTEXT CHECKPOINT COMPACTION. Create a handoff summary');
    expect(read(user('Do it'), call, output('a'), ask)).toMatchObject({
      compaction: true,
      prompt: 'Do it',
      turn: 2,
    });
  });

  it('goes on counting after a compaction, by the mark in our own summary', () => {
    const summary = user('Another language model started to solve this problem… [rehearsal:turns=4]');
    expect(read(user('Do it'), summary).turn).toBe(5);
    expect(read(user('Do it'), summary, call, output('a')).turn).toBe(6);
  });

  it('has the key of its thread, else one made of its prompt', () => {
    expect(readConversation({ model: 'm', input: 'x', prompt_cache_key: 'thread' }).key).toBe('thread');
    expect(read(user('a')).key).toBe(read(user('a'), call, output('b')).key);
    expect(read(user('a')).key).not.toBe(read(user('b')).key);
  });
});
