/** Public face of exec: run one task, from route to verification. */
export { keptPromptLength } from './attempt-record.ts';
export { type ExecRequest, type ExecResult, runTask } from './chain.ts';
export { type ExecInput, execInput, type StandardInput } from './input.ts';
export { noteLeftovers, sweepLeftovers } from './leftovers.ts';
export type { ExecServices } from './plan.ts';
export { noOutput, type OutputSink } from './sink.ts';
