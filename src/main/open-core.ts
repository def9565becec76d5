/** Opens the core the way the app needs it: with the person's own environment, and settings through electron-store. */
import { app } from 'electron';
import { type Brainswap, createBrainswap } from '../core/brainswap.ts';
import { createFileSettingsStore, dataFolder } from '../core/settings/index.ts';
import { prepareEnvironment } from './system/child-environment.ts';
import { openWithElectronStore } from './system/settings-store.ts';
import { needsShellEnvironment, readShellEnvironment } from './system/shell-environment.ts';

/**
 * Opens it. The process's own environment is changed first, since all that Codex starts inherits it; where the data lies
 * is decided after that, so that the app and the command line always agree.
 */
export async function openCore(): Promise<Brainswap> {
  const { env } = process;
  const shell = env.SHELL ?? '/bin/zsh';
  prepareEnvironment(
    env,
    needsShellEnvironment(process.platform, env) ? await readShellEnvironment(shell) : {},
  );
  const settingsStore = createFileSettingsStore({ folder: dataFolder(env), openFile: openWithElectronStore });
  return createBrainswap({ env, version: app.getVersion(), settingsStore });
}
