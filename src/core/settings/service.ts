/** Settings in memory, validated, over any store of one JSON object. */
import { z } from 'zod';
import { Settings } from '../schema/index.ts';

/** Where the JSON object lives: `conf` in plain Node, electron-store in the app, on the same file. */
export interface SettingsStore {
  readonly path: string;
  read(): unknown;
  write(settings: Settings): void;
}

export interface SettingsService {
  readonly path: string;
  get(): Settings;
  /** Validates and saves; throws SettingsError that names the field. */
  update(next: unknown): Settings;
}

/** A settings file or value that cannot be used; the message says which field and what to do. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** Reads settings anew on every `get`, so that an edit by hand or by another process counts at once. */
export function createSettings(store: SettingsStore): SettingsService {
  const parse = (value: unknown, what: string): Settings => {
    const result = Settings.safeParse(value ?? {});
    if (result.success) return result.data;
    throw new SettingsError(`${what}: ${z.prettifyError(result.error)}`);
  };
  return {
    path: store.path,
    get: () => parse(store.read(), `Settings in ${store.path} are not valid. Mend or delete the file`),
    update: (next) => {
      const settings = parse(next, 'Settings were not saved');
      store.write(settings);
      return settings;
    },
  };
}
