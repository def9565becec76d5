/** Settings on disk through electron-store, on the very file that the command line uses through conf. */
import { basename, dirname } from 'node:path';
import ElectronStore from 'electron-store';
import type { Settings } from '../../core/schema/index.ts';
import type { SettingsStore } from '../../core/settings/index.ts';

/** Opens the store on an absolute path that ends in `.json`. It writes atomically. */
export function openSettingsStore(path: string): SettingsStore {
  const store = new ElectronStore<Settings>({
    cwd: dirname(path),
    name: basename(path, '.json'),
    fileExtension: 'json',
    // A file with a slip of the hand in it is the person's to mend, not ours to empty.
    clearInvalidConfig: false,
  });
  return {
    path: store.path,
    read: () => store.store,
    write: (settings) => {
      store.store = settings;
    },
  };
}
