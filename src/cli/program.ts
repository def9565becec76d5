/** All commands but `exec`, each in its own file, loaded when it is called. */
import { Command } from 'commander';
import { demoCommand } from './demo.ts';
import { wordsOf } from './errors.ts';
import { ourOptions } from './exec-help.ts';
import { routeCommand } from './route.ts';
import { runsCommand } from './runs.ts';
import { serveCommand } from './serve.ts';
import { version } from './version.ts';

/** Parses and runs; a failure is one line on stderr and exit code 1. */
export async function program(argv: readonly string[]): Promise<void> {
  const root = new Command('brainswap')
    .description("Keep Codex's harness, swap the brain.")
    .version(version)
    .showHelpAfterError('(brainswap --help lists the commands)')
    .addHelpText(
      'after',
      `\nbrainswap exec takes all that codex exec takes, and:\n${ourOptions.split('\n').slice(2).join('\n')}`,
    );
  root.command('exec', { hidden: false }).description('run Codex on a task: a drop-in for codex exec');
  root.addCommand(runsCommand());
  root.addCommand(routeCommand());
  root.addCommand(serveCommand());
  root.addCommand(demoCommand());
  root
    .command('rehearsal')
    .description('stand-ins to try Brainswap without a model: runtime, cloud, lms')
    .allowUnknownOption()
    .allowExcessArguments()
    .helpOption(false)
    .action(async (_options: unknown, command: Command) => {
      const { runRehearsal } = await import('../rehearsal/main.ts');
      process.exitCode = await runRehearsal(command.args);
    });
  try {
    await root.parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.stderr.write(`brainswap: ${wordsOf(error)}\n`);
    process.exitCode = 1;
  }
}
