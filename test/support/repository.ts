/** Paths of this checkout, and the tools that its own node_modules bring. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** Node 24 and the real Codex CLI. */
export const toolFolder = join(repositoryRoot, 'node_modules/.bin');
export const brainswapProgram = join(repositoryRoot, 'bin/brainswap');
export const codexProgram = join(toolFolder, 'codex');
