/** Public face of the Codex CLI: find it, build its arguments, launch it, read what it says. */
export { basePrompt } from './base-prompt.ts';
export { compactionLimit, writeCatalogue } from './catalogue.ts';
export { clip } from './clip.ts';
export { CodexError, type CodexErrorCode } from './errors.ts';
export { codexLineToEvent } from './events.ts';
export {
  type CodexOptions,
  type ExecArguments,
  type ExecSubcommand,
  parseExecArguments,
} from './exec-arguments.ts';
export { codexHome, readLogin, readUserConfig, readUserPermissions, type UserConfig } from './home.ts';
export { type CodexProcess, launchCodex } from './launch.ts';
export { leanObstacle, ownProvider, refuseForLean } from './lean-obstacle.ts';
export { createLineSplitter, type LineSplitter } from './lines.ts';
export { type CodexProgram, installCommand, locateCodex } from './locate.ts';
export type { BrainswapOptions } from './own-options.ts';
export { refuseContradictions } from './refusals.ts';
export { cloudArguments } from './route-cloud.ts';
export { leanArguments, leanProvider, relayTokenVariable } from './route-lean.ts';
export { stockArguments, stockEnvironment } from './route-stock.ts';
export * from './sessions/index.ts';
export { splitAtExec } from './split-at-exec.ts';
export { codexVersion, testedVersion, versionWarning } from './version.ts';
export { withoutModel } from './without-model.ts';
