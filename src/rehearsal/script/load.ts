/** Reads rehearsal scripts; an error names the file, the line and the field. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Scenario, ScriptFile } from './schema.ts';

/** A script that cannot be used. The message has one line for each fault: file, line, field, what is wrong. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  readonly file: string;
  constructor(file: string, faults: readonly string[], options?: ErrorOptions) {
    super(`${faults.join('\n')}\nSee docs/rehearsal.md for the format of scripts.`, options);
    this.file = file;
  }
}

type Issue = z.core.$ZodIssue;

/** A union's own message ("Invalid input") says nothing: take the branch that got furthest. */
function deepest(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors.map((branch) => branch.flatMap(deepest));
  branches.sort((left, right) => depth(right) - depth(left));
  const best = branches[0];
  if (!best || best.length === 0) return [issue];
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** How far a branch came; a branch that does not even know the keys came nowhere. */
function depth(issues: readonly Issue[]): number {
  if (issues.some((issue) => issue.code === 'unrecognized_keys' && issue.path.length === 0)) return -1;
  return Math.max(-1, ...issues.map((issue) => issue.path.length));
}

/** Parses the text of a script. Throws ScriptError. */
export function parseScript(text: string, file: string): Scenario[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const faults = document.errors.map(
      (error) => `${file}:${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`,
    );
    throw new ScriptError(file, faults);
  }
  let data: unknown;
  try {
    data = document.toJS();
  } catch (error) {
    // An alias without its anchor, or too many of them, only shows here.
    throw new ScriptError(file, [`${file}:1: ${(error as Error).message}`], { cause: error });
  }
  const parsed = ScriptFile.safeParse(data);
  if (parsed.success) return parsed.data.scenarios;

  /** The line of a field, or of the nearest thing around it that is there. */
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const faults = parsed.error.issues.flatMap(deepest).map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    const field = path.map(String).join('.') || 'the file';
    return `${file}:${lineOf(path)}: ${field}: ${issue.message}`;
  });
  throw new ScriptError(file, faults, { cause: parsed.error });
}

/** Reads one script file. Throws ScriptError, also when the file cannot be read. */
export function readScript(file: string): Scenario[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ScriptError(file, [`${file}: cannot be read: ${(error as Error).message}`], { cause: error });
  }
  return parseScript(text, basename(file));
}

/**
 * All scenarios of a folder, in the order of the file names; those of `extraFile` come first and win.
 * Throws ScriptError when two scenarios of the same file set have one name and play on the same stand-in.
 */
export function readScripts(folder: string, extraFile?: string): Scenario[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const shipped = files.flatMap((name) => readScript(join(folder, name)));
  const seen = new Set<string>();
  for (const { name, on } of shipped) {
    for (const server of on === 'both' ? ['runtime', 'cloud'] : [on]) {
      const key = `${name} on ${server}`;
      if (seen.has(key)) throw new ScriptError(folder, [`${folder}: the scenario ${key} is there twice`]);
      seen.add(key);
    }
  }
  return extraFile === undefined ? shipped : [...readScript(extraFile), ...shipped];
}
