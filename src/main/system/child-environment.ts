/** The environment that Codex and everything it starts inherit from the app. */

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Names that Electron puts there, or reads, and no child should see: a child that is an Electron app itself (an
 * editor's command line, an MCP server) would start as plain Node under ELECTRON_RUN_AS_NODE.
 */
const ofElectron = /^(?:ELECTRON_|CHROME_CRASHPAD_|ORIGINAL_XDG_CURRENT_DESKTOP$|NODE_CHANNEL_)/u;

/** What a login shell sets for itself, which would be wrong in ours. */
const ofTheShell = new Set(['_', 'OLDPWD', 'PWD', 'SHLVL', 'TERM', 'TERM_PROGRAM', 'TERM_PROGRAM_VERSION']);

/** The names to delete from the app's own environment. */
export function namesToRemove(environment: Environment): string[] {
  return Object.keys(environment).filter((name) => ofElectron.test(name));
}

/** What to take over from the login shell: its PATH, and whatever the app has not got. */
export function namesToAdopt(own: Environment, shell: Environment): Record<string, string> {
  const adopted: Record<string, string> = {};
  for (const [name, value] of Object.entries(shell)) {
    if (value === undefined || ofTheShell.has(name) || ofElectron.test(name)) continue;
    if (name === 'PATH' || own[name] === undefined) adopted[name] = value;
  }
  return adopted;
}

/** Changes `environment` in place, once, before anything is started. */
export function prepareEnvironment(environment: NodeJS.ProcessEnv, shell: Environment): void {
  for (const name of namesToRemove(environment)) delete environment[name];
  Object.assign(environment, namesToAdopt(environment, shell));
}
