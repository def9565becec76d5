/** The stand-in for LM Studio's command line. Its state lies in the folder that BRAINSWAP_REHEARSAL_LMS_STATE names. */
import { load } from './lms/load.ts';
import { listLoaded, listModels, unload } from './lms/models.ts';
import { type LmsOutput, processOutput } from './lms/output.ts';
import { runServerCommand } from './lms/server.ts';
import { readState, recordCall, stateVariable } from './lms/state.ts';

/** A commit hash, as the real `lms version` has one; this one spells its own name. */
const version = '5e4ea45a1';

function daemonStatus(folder: string, args: readonly string[], output: LmsOutput): number {
  const { daemon } = readState(folder);
  const running = daemon === 'running';
  if (args.includes('--json')) {
    output.print(
      JSON.stringify(running ? { status: daemon, pid: process.ppid, isDaemon: false } : { status: daemon }),
    );
  } else output.print(running ? 'LM Studio (rehearsal) is running' : 'LM Studio is not running');
  return 0;
}

/** A download is what nothing in Brainswap may start by accident: it fails, and it is on record. */
function refuseDownload(args: readonly string[], { log }: LmsOutput): number {
  log(`Error: "lms get ${args.join(' ')}" was called. A rehearsal never downloads, and neither may a run.`);
  return 1;
}

async function dispatch(folder: string, argv: readonly string[], output: LmsOutput): Promise<number> {
  const [name, ...args] = argv;
  switch (name) {
    case 'server':
      return runServerCommand(folder, args, output);
    case 'daemon':
      if (args[0] === 'status') return daemonStatus(folder, args, output);
      break;
    case 'ls':
      return listModels(folder, args, output);
    case 'ps':
      return listLoaded(folder, args, output);
    case 'load':
      return load(folder, args, output);
    case 'unload':
      return unload(folder, args, output);
    case 'version':
      output.print(
        args.includes('--json') ? JSON.stringify({ version }) : `CLI commit: ${version} (rehearsal)`,
      );
      return 0;
    case 'get':
      return refuseDownload(args, output);
  }
  output.log(
    `error: unknown command '${argv.join(' ')}'. This rehearsal knows: server, daemon status, ls, ps, load, unload, version.`,
  );
  return 1;
}

/** Runs one `lms` command; resolves to its exit code. Never throws. */
export async function runLms(
  argv: readonly string[],
  folder: string | undefined = process.env[stateVariable],
  output: LmsOutput = processOutput,
): Promise<number> {
  if (!folder) {
    output.log(`Error: set ${stateVariable} to a folder in which this rehearsal of lms may keep its state.`);
    return 1;
  }
  try {
    recordCall(folder, argv);
    return await dispatch(folder, argv, output);
  } catch (error) {
    output.log(`error: ${(error as Error).message}`);
    return 1;
  }
}
