/** `brainswap route list|set|remove`: which task class runs where. */
import { Command, Option } from 'commander';
import { defaultRule, type RouteRule, TaskClass } from '../core/schema/index.ts';
import { openServices } from '../core/services.ts';
import type { SettingsService } from '../core/settings/index.ts';
import { table } from './format.ts';

export function routeCommand(): Command {
  const command = new Command('route').description('show and change which task class runs where');
  command
    .command('list', { isDefault: true })
    .description('the routing table')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      withSettings((settings) => list(settings, options.json === true)),
    );
  command
    .command('set <class> <route>')
    .description('send a task class to local or cloud')
    .addOption(
      new Option('--escalate <yes|no>', 'may a failed local run go on to cloud?').choices(['yes', 'no']),
    )
    .option('--verify <command>', "run after each run of the class; '' for none")
    .action((taskClass: string, route: string, options: { escalate?: string; verify?: string }) =>
      withSettings((settings) => set(settings, taskClass, route, options)),
    );
  command
    .command('remove <class>')
    .description('forget a class; it then goes to cloud')
    .action((taskClass: string) => withSettings((settings) => remove(settings, taskClass)));
  return command;
}

function withSettings(work: (settings: SettingsService) => void): void {
  const services = openServices(process.env);
  try {
    work(services.settings);
  } finally {
    services.close();
  }
}

function list(settings: SettingsService, json: boolean): void {
  const { routes } = settings.get();
  if (json) {
    process.stdout.write(`${JSON.stringify(routes)}\n`);
    return;
  }
  const rows = Object.entries(routes).map(([name, rule]) => [
    name,
    rule.route,
    rule.route === 'cloud' ? '' : rule.escalate ? 'may go on to cloud' : 'stays local',
    rule.verify ? `verify: ${rule.verify}` : '',
  ]);
  process.stdout.write(
    rows.length === 0
      ? 'No class has a route of its own yet: all go to cloud. Change one: brainswap route set rename local\n'
      : `${table(rows, process.stdout.columns ?? 200)}All other classes go to ${defaultRule.route}.\n`,
  );
}

function set(
  settings: SettingsService,
  name: string,
  route: string,
  options: { escalate?: string; verify?: string },
): void {
  const taskClass = TaskClass.safeParse(name);
  if (!taskClass.success)
    throw new Error(taskClass.error.issues[0]?.message ?? `${name} is not a task class.`);
  if (route !== 'local' && route !== 'cloud') throw new Error(`A route is local or cloud, not ${route}.`);
  const current = settings.get();
  const before = current.routes[name] ?? defaultRule;
  const rule: RouteRule = {
    route,
    escalate: options.escalate === undefined ? before.escalate : options.escalate === 'yes',
    verify: options.verify === undefined ? before.verify : options.verify || null,
  };
  settings.update({ ...current, routes: { ...current.routes, [name]: rule } });
  process.stdout.write(`${name} now runs on ${route}.\n`);
}

function remove(settings: SettingsService, name: string): void {
  const current = settings.get();
  if (!Object.hasOwn(current.routes, name)) throw new Error(`The class "${name}" has no route of its own.`);
  settings.update({
    ...current,
    routes: Object.fromEntries(Object.entries(current.routes).filter(([key]) => key !== name)),
  });
  process.stdout.write(
    `${name} now goes to ${defaultRule.route}, as all classes without a route of their own do.\n`,
  );
}
