/** How to start another rehearsal program: from the sources, or from the bundled command line. */
import { fileURLToPath } from 'node:url';

/** Program and first arguments; what follows is `runtime`, `cloud` or `lms` with its own arguments. */
export function selfCommand(): [string, ...string[]] {
  if (import.meta.url.endsWith('.ts')) {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    return [process.execPath, '--disable-warning=ExperimentalWarning', main];
  }
  return [process.execPath, process.argv[1] ?? '', 'rehearsal'];
}
