/** Codex's session files: find them, follow them, and put what they tell into one timeline with the other sources. */
export type { MappingScope } from './call-book.ts';
export { RolloutError } from './error.ts';
export { type FindRolloutOptions, findRollout, threadStart } from './find-rollout.ts';
export {
  type FollowRolloutOptions,
  followRollout,
  type RolloutCounts,
  type RolloutFollower,
} from './follow-rollout.ts';
export { parseRolloutLine } from './parse-line.ts';
export type { ParsedLine, RolloutLine } from './rollout-line.ts';
export { createRolloutMapping, type RolloutMapping } from './rollout-mapping.ts';
export { type RolloutTail, type TailOptions, tailRollout } from './tail-rollout.ts';
export { createTimelineMerger, type TimelineMerger } from './timeline/timeline-merger.ts';
