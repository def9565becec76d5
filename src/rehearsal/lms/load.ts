/** `lms load`: fuzzy match, spinner on stdout, and the traps of the real one (prompts, auto-fit, memory guard). */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { RehearsalModel } from '../lmstudio/models.ts';
import { formatSize, type LmsOutput, wake } from './output.ts';
import { readState, stateCatalogue } from './state.ts';

const options = {
  gpu: { type: 'string' },
  'context-length': { type: 'string', short: 'c' },
  parallel: { type: 'string' },
  ttl: { type: 'string' },
  identifier: { type: 'string' },
  exact: { type: 'boolean' },
  'estimate-only': { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
} as const;

/** Tokens of context when none are asked for. */
const defaultContext = 4096;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** The characters of `term` occur in `text` in this order. */
function fuzzy(term: string, text: string): boolean {
  let from = 0;
  for (const character of term.toLowerCase()) {
    from = text.toLowerCase().indexOf(character, from) + 1;
    if (from === 0) return false;
  }
  return true;
}

/** Models that match, the exact key first. */
export function matchModels(models: readonly RehearsalModel[], term: string): RehearsalModel[] {
  const matching = models.filter(({ key, path }) => fuzzy(term, key) || fuzzy(term, path));
  const rank = (model: RehearsalModel) => (model.key === term || model.path === term ? 0 : 1);
  return matching.sort((left, right) => rank(left) - rank(right));
}

function wholeNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`option '--${name}' argument '${text}' is invalid.`);
  return Number(text);
}

function checkGpu(text: string | undefined): void {
  const valid =
    text === undefined || text === 'off' || text === 'max' || (Number(text) >= 0 && Number(text) <= 1);
  if (!valid) throw new Error(`option '--gpu' argument '${text}' is invalid. Number out of range.`);
}

/** The spinner with the progress, as the real one writes it even when stdout is not a terminal. */
async function spin(key: string, loadMs: number, { draw }: LmsOutput): Promise<void> {
  const steps = 12;
  for (let step = 0; step <= steps; step += 1) {
    const percent = Math.floor((100 * step) / steps);
    draw(`\x1B[?25l\rLoading ${key} ${percent}% ${frames[step % frames.length]}`);
    if (loadMs > 0) await sleep(loadMs / steps);
  }
  draw('\r\x1B[K\x1B[?25h');
}

/** Where a person would choose, a program without answers gives up. */
async function choose(models: readonly RehearsalModel[], { log }: LmsOutput): Promise<null> {
  log('\n! Multiple models match the provided path. Please select one.');
  for (const { key } of models) log(`  ${key}`);
  process.stdin.resume();
  await once(process.stdin, 'end');
  log('Error: Prompt was cancelled.');
  return null;
}

async function findModel(
  folder: string,
  args: LoadArguments,
  output: LmsOutput,
): Promise<RehearsalModel | null> {
  const { models } = readState(folder);
  const term = args.term ?? '';
  if (args.exact) {
    const model = models.find(({ path }) => path === term);
    if (!model) output.log(`Error: Model not found\n\nNo model found with path being exactly "${term}".`);
    return model ?? null;
  }
  const matching = matchModels(models, term);
  const [first] = matching;
  if (!first) {
    output.log(`Error: Model not found\n\nNo model found that matches path "${term}".`);
    return null;
  }
  if (matching.length === 1) return first;
  if (!args.yes) return choose(matching, output);
  output.log(`Warning: ${matching.length} models match the provided path. Loading the first one.`);
  return first;
}

interface LoadArguments {
  term: string | undefined;
  exact: boolean;
  yes: boolean;
}

/** Runs `lms load`; resolves to its exit code. */
export async function load(folder: string, args: readonly string[], output: LmsOutput): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const contextLength = wholeNumber(values['context-length'], 'context-length');
  const ttl = wholeNumber(values.ttl, 'ttl');
  checkGpu(values.gpu);
  wake(folder, output.log);
  const wanted = { term: positionals[0], exact: values.exact ?? false, yes: values.yes ?? false };
  const model = await findModel(folder, wanted, output);
  if (!model) return 1;

  if (values['estimate-only']) {
    const cache = (contextLength ?? defaultContext) * 98_304;
    output.log(`Model: ${model.path}`);
    if (contextLength !== undefined) output.log(`Context Length: ${contextLength.toLocaleString('en-US')}`);
    output.log(`Estimated GPU Memory:   ${formatSize(model.sizeBytes + cache)}`);
    output.log(`Estimated Total Memory: ${formatSize(model.sizeBytes + cache)}`);
    output.log('\nEstimate: This model may be loaded based on your resource guardrails settings.');
    return 0;
  }
  const { loadMs, autoFitContext, loadFailure } = readState(folder);
  await spin(model.key, loadMs, output);
  if (loadFailure !== null) {
    output.log(`Error: Failed to load model. ${loadFailure}`);
    return 1;
  }
  const identifier = values.identifier ?? model.key;
  const more = { identifier, ttlMs: ttl === undefined ? null : ttl * 1000 };
  stateCatalogue(folder).load(model.key, autoFitContext ?? contextLength ?? defaultContext, more);
  output.log(`Model loaded successfully in ${(loadMs / 1000).toFixed(2)}s. (${formatSize(model.sizeBytes)})`);
  output.log(`To use the model in the API/SDK, use the identifier "${identifier}".`);
  return 0;
}
