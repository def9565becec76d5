/** Prompts whose answers the rehearsal knows by heart. */
export const helloTask = 'Create hello.txt containing: hi. Then stop.';
/** A command of five minutes with children; made to be stopped. */
export const longTask = 'Wait for a while. [rehearsal:long-run]';
/** About fifteen seconds of text. */
export const storyTask = 'Tell a story. [rehearsal:story]';
export const quickTask = 'Say that you are done. [rehearsal:quick]';
/** Local writes 41, cloud writes 42. */
export const answerTask = 'Write the answer into answer.txt.';
export const answerCheck = 'grep -qx 42 answer.txt';

/** What a run in a folder without git needs. */
export const work = ['-s', 'workspace-write', '--skip-git-repo-check'];
