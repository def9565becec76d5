/** `brainswap demo`: the main job on a rehearsal brain, in front of your eyes, in a folder of its own. */
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { type Brainswap, createBrainswap } from '../core/brainswap.ts';
import { dataFolder } from '../core/settings/index.ts';
import { startCloud, startRuntime } from '../rehearsal/index.ts';
import { runDemoTask } from './demo-task.ts';
import { whereTheTimeWent } from './demo-time.ts';
import { openPage } from './open.ts';
import { openDashboard, untilSignal } from './serve.ts';
import { version } from './version.ts';

const task = 'Create hello.txt containing: hi. Then stop.';
const cloudKeyVariable = 'BRAINSWAP_REHEARSAL_CLOUD_KEY';
const cloudKey = 'rehearsal-key';

export function demoCommand(): Command {
  return new Command('demo')
    .description('the real Codex on a rehearsal brain: no model, no login, no network needed')
    .option('--open', 'open the dashboard in the browser')
    .option('--stay', 'keep the dashboard up until Ctrl-C (as at a terminal)')
    .action(async (options: { open?: boolean; stay?: boolean }) => {
      const stay =
        options.stay === true || options.open === true || (process.stdout.isTTY === true && !process.env.CI);
      process.exitCode = await demo(options.open === true, stay);
    });
}

const say = (text: string) => process.stdout.write(`${text}\n`);

/** The exit code: 0 when Codex made the file. */
async function demo(open: boolean, stay: boolean): Promise<number> {
  const home = join(dataFolder(process.env), 'demo');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const workspace = mkdtempSync(join(home, 'workspace-'));
  const runtime = await startRuntime({ port: 0 });
  const cloud = await startCloud({ port: 0, apiKey: cloudKey });
  const env = {
    ...process.env,
    BRAINSWAP_HOME: home,
    BRAINSWAP_RUNTIME_URL: `${runtime.origin}/v1`,
    [cloudKeyVariable]: cloudKey,
  };
  const brainswap = createBrainswap({ env, version });
  try {
    prepareCloud(brainswap, `${cloud.origin}/v1`);
    say('A REHEARSAL: the brain follows a script; Codex, the files and Brainswap are real.\n');
    say(`Rehearsal runtime  ${runtime.origin}/v1`);
    say(`Folder             ${workspace}`);
    say(`Command            brainswap exec --json --local-only -s workspace-write '${task}'\n`);
    const { exitCode, totalMs } = await runDemoTask(task, workspace, env);
    const [run] = brainswap.store.list({}, null, 1);
    if (exitCode !== 0 || !run) {
      say(`\nThe run failed (exit code ${exitCode}). ${run?.failure?.message ?? ''}`);
      return 1;
    }
    say(`\nhello.txt          ${JSON.stringify(readFileSync(join(workspace, 'hello.txt'), 'utf8'))}`);
    say(`Left this machine  ${run.requestsOffMachine} of ${run.modelCalls} model requests\n`);
    say(whereTheTimeWent(run, brainswap.store.events(run.id, 0, 2_000), totalMs));
    await showDashboard(brainswap, open, stay);
    return 0;
  } finally {
    await brainswap.dispose();
    await Promise.all([runtime.close(), cloud.close()]);
  }
}

/** Escalation can be tried in the demo too, without a login and without money. */
function prepareCloud({ settings }: Brainswap, baseUrl: string): void {
  const current = settings.get();
  settings.update({
    ...current,
    cloud: { baseUrl, model: 'gpt-5.2-codex', apiKeyEnv: cloudKeyVariable },
    routes:
      Object.keys(current.routes).length > 0
        ? current.routes
        : { rename: { route: 'local', escalate: true, verify: null } },
  });
}

async function showDashboard(brainswap: Brainswap, open: boolean, stay: boolean): Promise<void> {
  const dashboard = await openDashboard(brainswap, 0);
  try {
    say(`Dashboard          ${dashboard.url}`);
    if (!stay) {
      say('It ends with this command, since this is not a terminal. Keep it: npm run demo -- --stay');
      return;
    }
    say('Start more runs there; they run on the rehearsal too. Ctrl-C ends it.');
    if (open) await openPage(dashboard.url);
    await untilSignal();
  } finally {
    await dashboard.close();
  }
}
