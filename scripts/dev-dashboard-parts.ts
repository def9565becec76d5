/** States of runtime and Codex to look at in the dashboard, whatever this machine really has. */
import type { SystemStatus } from '../src/core/schema/index.ts';

export const partsNames = ['ready', 'rehearsal', 'idle', 'down', 'missing'] as const;
export type PartsName = (typeof partsNames)[number];

const baseUrl = 'http://127.0.0.1:1234/v1';
const model = 'qwen3-coder-30b-a3b-instruct';
const models = [model, 'gpt-oss-20b'];

/** The two parts in the named state. */
export function partsOf(name: PartsName): Pick<SystemStatus, 'codex' | 'runtime'> {
  return { codex: codexOf(name), runtime: runtimeOf(name) };
}

function codexOf(name: PartsName): SystemStatus['codex'] {
  if (name === 'missing') {
    return {
      state: 'missing',
      message:
        'No codex on the PATH, in Homebrew or in npm’s global folder. Install it, or set its path in Settings.',
      command: 'npm install --global @openai/codex',
    };
  }
  return {
    state: 'found',
    path: '/opt/homebrew/bin/codex',
    version: '0.169.0',
    login: name === 'idle' ? 'none' : 'chatgpt',
    warning: null,
  };
}

function runtimeOf(name: PartsName): SystemStatus['runtime'] {
  switch (name) {
    case 'ready':
    case 'rehearsal':
    case 'missing':
      return {
        state: 'ready',
        kind: 'lmstudio',
        baseUrl,
        model,
        models,
        contextLength: 32_768,
        rehearsal: name === 'rehearsal',
      };
    case 'idle':
      return {
        state: 'idle',
        kind: 'lmstudio',
        baseUrl,
        models,
        rehearsal: false,
        message: 'LM Studio runs, but no model is loaded. Load one, or let the next local run load it.',
        command: `lms load ${model} --context-length 32768`,
      };
    case 'down':
      return {
        state: 'down',
        kind: 'lmstudio',
        baseUrl,
        message: `LM Studio does not answer at ${baseUrl}. Start its server; local runs go to cloud until then.`,
        command: 'lms server start',
      };
  }
}
