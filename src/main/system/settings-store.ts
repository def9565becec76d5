/** Opens the settings file with electron-store, for core, which may not know Electron; the same file as conf's. */
import ElectronStore from 'electron-store';
import type { SettingsFile } from '../../core/settings/index.ts';

/** `settings.json` in `folder`. It is read anew on each access and written atomically. */
export function openWithElectronStore(folder: string): SettingsFile {
  return new ElectronStore<Record<string, unknown>>({
    cwd: folder,
    name: 'settings',
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
  });
}
