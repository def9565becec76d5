/** `brainswap runs list|show|tail|cancel`: the runs of every process, from the store. */
import { Command } from 'commander';
import { RunStatus } from '../core/schema/index.ts';
import { openServices, type Services } from '../core/services.ts';
import { type ListOptions, list } from './runs-list.ts';
import { show } from './runs-show.ts';
import { cancel, tail } from './runs-tail.ts';

export function runsCommand(): Command {
  const command = new Command('runs').description('list, show, follow and cancel runs');
  command
    .command('list', { isDefault: true })
    .description('the latest runs')
    .option('--task <class>', 'only this task class')
    .option('--route <route>', 'only local or cloud')
    .option('--status <status>', `only ${RunStatus.options.join(', ')} or active`)
    .option('--text <text>', 'only runs whose prompt, folder, class or model has this text')
    .option('-n, --limit <number>', 'how many', '20')
    .option('--json', 'one run a line as JSON')
    .action((options: ListOptions) => withServices((services) => list(services, options)));
  command
    .command('show <id>')
    .description('one run with its timeline; the beginning of an id is enough')
    .option('--json', 'the run and its events, one a line, as JSON')
    .action((id: string, options: { json?: boolean }) =>
      withServices((services) => show(services, id, options.json === true)),
    );
  command
    .command('tail <id>')
    .description('follow a run until it ends')
    .option('--json', 'events as JSON, one a line')
    .action((id: string, options: { json?: boolean }) =>
      withServices((services) => tail(services, id, options.json === true)),
    );
  command
    .command('cancel <id>')
    .description('stop a run, wherever it lives')
    .option('--json', 'the answer as JSON')
    .action((id: string, options: { json?: boolean }) =>
      withServices((services) => cancel(services, id, options.json === true)),
    );
  return command;
}

async function withServices(work: (services: Services) => void | Promise<void>): Promise<void> {
  const services = openServices(process.env);
  try {
    await work(services);
  } finally {
    services.close();
  }
}
