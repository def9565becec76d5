/** Public face of the rehearsal: stand-ins for a runtime, a cloud, the hub and LM Studio's command line. */
export type { CloudOptions } from './cloud.ts';
export { startCloud } from './cloud.ts';
export type { Behaviour, BehaviourChange } from './http/behaviour.ts';
export type { LogEntry } from './http/log.ts';
export type { RehearsalServer } from './http/server.ts';
export type { HubBehaviour, HubBehaviourChange } from './hub/behaviour.ts';
export type { RepoSpec } from './hub/repo.ts';
export type { HubOptions, HubServer } from './hub/server.ts';
export { startHub } from './hub/server.ts';
export { installLms } from './lms/install.ts';
export type { LmsCall, LmsState } from './lms/state.ts';
export {
  changeState as changeLmsState,
  readCalls as readLmsCalls,
  readState as readLmsState,
} from './lms/state.ts';
export { rehearsalModel } from './lmstudio/models.ts';
export { runRehearsal } from './main.ts';
export type { RuntimeOptions } from './runtime.ts';
export { defaultModel, startRuntime } from './runtime.ts';
export { ScriptError } from './script/load.ts';
export type { Rehearsal, RehearsalFlags } from './spawn.ts';
export { spawnRehearsal } from './spawn.ts';
