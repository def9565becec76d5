/** Public face of routing: which route a run takes, and whether local can be had. */
export { type Decision, decideRoute, localOnlyReason } from './decide.ts';
export { findLocalTarget, type LocalTarget } from './local-target.ts';
