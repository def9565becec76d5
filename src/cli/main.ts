/** Reads the first words and loads what they need; `exec` is on the fast path: it must cost no more than Codex itself. */
import { splitAtExec } from '../core/codex/index.ts';

const argv = process.argv.slice(2);
const split = splitAtExec(argv);
if (split) {
  const { execCommand } = await import('./exec.ts');
  await execCommand(split.root, split.exec);
} else {
  const { program } = await import('./program.ts');
  const { endQuietlyWithoutReader } = await import('./broken-pipe.ts');
  endQuietlyWithoutReader();
  await program(argv);
}
