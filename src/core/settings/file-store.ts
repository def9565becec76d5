/** Settings in `settings.json`: read anew each time, written atomically by conf. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SettingsError, type SettingsStore } from './service.ts';

const require = createRequire(import.meta.url);

/** The part of conf that is used here; electron-store, which extends conf, has it too. */
export interface SettingsFile {
  store: Record<string, unknown>;
}

/**
 * The settings file of a data folder; it is not made before the first `write`. `openFile` opens it for writing, atomically,
 * under the name `settings.json`. Both functions throw SettingsError for a file that
 * cannot be read or is not a JSON object: what a person wrote there is theirs to mend, never ours to reset.
 */
export function createFileSettingsStore({
  folder,
  openFile = openWithConf,
}: {
  folder: string;
  openFile?: (folder: string) => SettingsFile;
}): SettingsStore {
  const path = join(folder, 'settings.json');
  const named = <T>(verb: string, work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new SettingsError(
        `Could not ${verb} the settings in ${path}. Mend the file, or delete it to start from the defaults. (${why})`,
        { cause },
      );
    }
  };
  return {
    path,
    read: () => named('read', () => readObject(path)),
    write: (settings) =>
      named('save', () => {
        // conf takes a JSON value that is not an object for an empty one, and would replace it.
        readObject(path);
        openFile(folder).store = { ...settings };
      }),
  };
}

/** Only who saves settings pays for loading conf: it brings a schema compiler, 35 ms of every `brainswap exec`. */
function openWithConf(folder: string): SettingsFile {
  const { default: Conf } = require('conf') as typeof import('conf');
  return new Conf<Record<string, unknown>>({
    cwd: folder,
    configName: 'settings',
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
  });
}

/** The object in a file; an empty one where there is no file. */
function readObject(path: string): object {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SyntaxError('it does not hold a JSON object');
  }
  return value;
}
