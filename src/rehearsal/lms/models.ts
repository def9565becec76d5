/** `lms ls`, `ps` and `unload`. */
import { parseArgs } from 'node:util';
import type { RehearsalModel } from '../lmstudio/models.ts';
import { formatSize, type LmsOutput, wake } from './output.ts';
import { readState, stateCatalogue } from './state.ts';

/** One entry of `lms ls --json`. */
function described(model: RehearsalModel): Record<string, unknown> {
  return {
    type: model.type,
    modelKey: model.key,
    format: model.format,
    displayName: model.displayName,
    publisher: model.publisher,
    path: model.path,
    sizeBytes: model.sizeBytes,
    paramsString: model.paramsString,
    architecture: model.architecture,
    quantization: { name: model.quantization, bits: 4 },
    vision: false,
    trainedForToolUse: model.trainedForToolUse,
    maxContextLength: model.maxContextLength,
  };
}

/** One entry of `lms ps --json`. */
function loaded(model: RehearsalModel): Record<string, unknown> {
  return {
    ...described(model),
    identifier: model.identifier,
    ttlMs: model.ttlMs,
    lastUsedTime: model.lastUsedAt,
    contextLength: model.loadedContextLength,
    status: 'idle',
    queued: 0,
    parallel: 4,
  };
}

/** `lms ls`. */
export function listModels(folder: string, args: readonly string[], output: LmsOutput): number {
  const options = {
    json: { type: 'boolean' },
    llm: { type: 'boolean' },
    embedding: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  wake(folder, output.log);
  const wanted = ({ type }: RehearsalModel) =>
    values.llm || values.embedding ? (type === 'llm' ? values.llm : values.embedding) : true;
  const models = readState(folder).models.filter(wanted);
  if (values.json) {
    output.print(JSON.stringify(models.map(described)));
    return 0;
  }
  output.print(`\nYou have ${models.length} models. They are rehearsal models and take up no disk space.\n`);
  for (const model of models) {
    const mark = model.loadedContextLength === null ? '' : '    ✓ LOADED';
    output.print(`${model.key}    ${model.paramsString}    ${formatSize(model.sizeBytes)}${mark}`);
  }
  return 0;
}

/** `lms ps`. */
export function listLoaded(folder: string, args: readonly string[], output: LmsOutput): number {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } });
  wake(folder, output.log);
  const models = readState(folder).models.filter((model) => model.loadedContextLength !== null);
  if (values.json) output.print(JSON.stringify(models.map(loaded)));
  else if (models.length === 0) {
    output.log('Error: No models are currently loaded\n\nTo load a model, run:\n\n    lms load\n');
  } else {
    for (const model of models) {
      output.print(
        `${model.identifier}    IDLE    ${formatSize(model.sizeBytes)}    ${model.loadedContextLength}`,
      );
    }
  }
  return 0;
}

/** `lms unload`. As the real one, it exits 0 when there is no model of that name. */
export function unload(folder: string, args: readonly string[], { log }: LmsOutput): number {
  const options = { all: { type: 'boolean', short: 'a' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  wake(folder, log);
  const catalogue = stateCatalogue(folder);
  const names = catalogue
    .list()
    .flatMap((model) => (model.loadedContextLength === null ? [] : [model.identifier]));
  if (values.all) {
    for (const name of names) catalogue.unload(name);
    log(
      names.length === 0
        ? 'No models to unload.'
        : `Unloaded ${names.length} model${names.length > 1 ? 's' : ''}.`,
    );
    return 0;
  }
  const identifier = positionals[0] ?? (names.length === 1 ? names[0] : undefined);
  if (identifier === undefined) {
    log('You don\'t have any models loaded. Use "lms load" to load a model.');
    return 1;
  }
  if (catalogue.unload(identifier)) log(`Model "${identifier}" unloaded.`);
  else log(`Error: Model Not Found\n\nCannot find a model with the identifier "${identifier}".`);
  return 0;
}
