/** Finds the scenario and the turn that answer a request. Pure: the same conversation gets the same answer. */
import type { Conversation } from '../responses/conversation.ts';
import { type Alternative, type Condition, compilePattern, type Scenario, type Turn } from './schema.ts';

export type StandIn = 'runtime' | 'cloud';

export interface Choice {
  scenario: string;
  alternative: Alternative;
  /** Texts for `{{name}}` in the script. */
  values: Record<string, string>;
}

/** The scenario for a prompt: by `[rehearsal:name]`, else the first whose pattern fits, else `default`. */
export function chooseScenario(
  scenarios: readonly Scenario[],
  prompt: string,
  standIn: StandIn,
): Scenario | undefined {
  const here = scenarios.filter(({ on }) => on === 'both' || on === standIn);
  const name = /\[rehearsal:([a-z0-9][a-z0-9-]*)\]/.exec(prompt)?.[1];
  if (name !== undefined) return here.find((scenario) => scenario.name === name);
  return (
    here.find(({ prompt: pattern }) => pattern !== undefined && compilePattern(pattern).test(prompt)) ??
    here.find((scenario) => scenario.name === 'default')
  );
}

function turnOf(scenario: Scenario, number: number): Turn | undefined {
  const turn = scenario.turns[number - 1];
  if (turn || scenario.after === 'stop') return turn;
  if (scenario.after === 'repeat_last') return scenario.turns.at(-1);
  return scenario.turns[(number - 1) % scenario.turns.length];
}

/** The groups found when the condition holds, else null. */
function evaluate(condition: Condition | undefined, at: Conversation, attempt: number): string[] | null {
  if (!condition) return [];
  if (condition.attempt !== undefined && condition.attempt !== attempt) return null;
  if (condition.attempt_at_least !== undefined && attempt < condition.attempt_at_least) return null;
  if (condition.wants_json !== undefined && condition.wants_json !== at.wantsJson) return null;
  if (condition.output_lacks !== undefined && compilePattern(condition.output_lacks).test(at.output))
    return null;
  if (condition.output === undefined) return [];
  const found = compilePattern(condition.output).exec(at.output);
  return found ? found.slice(1).map((group) => group ?? '') : null;
}

function closing(text: string): Alternative {
  const pace = { headers_ms: 0, first_token_ms: 0, tokens_per_second: null, tokens_per_delta: 4 };
  return { items: [{ say: text }], pace };
}

/** Chooses the answer. A script that has nothing to say gets a message that says so, never silence. */
export function choose(
  scenarios: readonly Scenario[],
  at: Conversation,
  standIn: StandIn,
  attempt: number,
): Choice {
  const scenario = chooseScenario(scenarios, at.prompt, standIn);
  const values = {
    prompt: at.prompt,
    turn: String(at.turn),
    rounds: String(at.turn - 1),
    attempt: String(attempt),
  };
  if (!scenario) {
    const text =
      'This is a rehearsal brain. It has no scenario of that name; see docs/rehearsal.md for those it knows.';
    return { scenario: 'none', alternative: closing(text), values };
  }
  const own = at.compaction
    ? (scenario.compaction ?? defaultCompaction(scenarios))
    : turnOf(scenario, at.turn);
  if (!own)
    return { scenario: scenario.name, alternative: closing('That is the end of this rehearsal.'), values };
  for (const alternative of own.either) {
    const groups = evaluate(alternative.if, at, attempt);
    if (groups === null) continue;
    const numbered = Object.fromEntries(groups.map((group, index) => [String(index + 1), group]));
    return { scenario: scenario.name, alternative, values: { ...values, ...numbered } };
  }
  const seen = at.output.slice(0, 500);
  const text = `The rehearsal scenario "${scenario.name}" did not expect this at turn ${at.turn}:\n\n${seen}`;
  return { scenario: scenario.name, alternative: closing(text), values };
}

function defaultCompaction(scenarios: readonly Scenario[]): Turn | undefined {
  return scenarios.find((scenario) => scenario.name === 'default')?.compaction;
}

/** Puts the values into a text: `{{prompt}}`, `{{1}}`. Unknown names stay as they are. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}
