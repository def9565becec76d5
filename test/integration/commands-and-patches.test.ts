/** The work itself: failing commands, patches, long output, odd names, through the real Codex. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { basePrompt } from '../../src/core/codex/index.ts';
import { spawnRehearsal } from '../../src/rehearsal/index.ts';
import { localJson, modelCalls } from '../support/arguments.ts';
import { it } from '../support/it.ts';
import { completed } from '../support/lines.ts';
import { readRequest, textsOf } from '../support/request.ts';

describe('commands', () => {
  it('lets the model read a failure and recover', async ({ place, runtime }) => {
    const ended = await place.brainswap(localJson(runtime, 'Do [rehearsal:recover]'));

    expect(ended.exitCode).toBe(0);
    expect(completed(ended.stdout, 'command_execution').map(({ exit_code }) => exit_code)).toEqual([1, 0]);
    expect(readFileSync(join(place.workspace, 'notes/today.md'), 'utf8')).toBe('# Today\n\n- rehearse\n');
    const commands = place
      .shown(place.run().id)
      .flatMap(({ body }) => (body.type === 'command' && body.status !== 'in_progress' ? [body] : []));
    expect(commands.map(({ status, exitCode }) => [status, exitCode])).toEqual([
      ['failed', 1],
      ['completed', 0],
    ]);
    expect(commands[0]?.output).toContain('No such file or directory');
  });

  it('keeps the record of a 10 MB output small, and says how long it was', async ({ place, runtime }) => {
    const ended = await place.brainswap(localJson(runtime, 'Do [rehearsal:big-output]'));

    expect(ended.exitCode).toBe(0);
    const [item] = completed(ended.stdout, 'command_execution');
    // Codex itself cuts at one MiB.
    expect(String(item?.aggregated_output).length).toBeGreaterThan(1_000_000);
    const recorded = place
      .shown(place.run().id)
      .flatMap(({ body }) => (body.type === 'command' && body.status === 'completed' ? [body] : []));
    expect(recorded).toHaveLength(1);
    expect(recorded[0]?.outputBytes).toBe(Buffer.byteLength(String(item?.aggregated_output)));
    expect(recorded[0]?.output.length).toBeLessThan(70_000);
    expect(recorded[0]?.output).toMatch(/characters left out/);
    expect(statSync(join(place.brainswapHome, 'runs.db')).size).toBeLessThan(1_000_000);
  });

  it('keeps the sandbox that was asked for', async ({ place, runtime }) => {
    const args = ['exec', '--json', '--route', 'local', '--runtime', runtime.url, '--skip-git-repo-check'];

    await place.brainswap([...args, '-s', 'read-only', 'Create hello.txt containing: hi. Then stop.']);

    expect(readdirSync(place.workspace)).toEqual([]);
  });
});

describe('patches', () => {
  it('are applied and shown as file changes: add, update, delete', async ({ place, runtime }) => {
    const ended = await place.brainswap(localJson(runtime, 'Do [rehearsal:patch]'));

    const file = (name: string) => join(place.workspace, 'src', name);
    expect(completed(ended.stdout, 'file_change').map(({ changes, status }) => [changes, status])).toEqual([
      [
        [
          { path: file('greet.ts'), kind: 'add' },
          { path: file('old.ts'), kind: 'add' },
        ],
        'completed',
      ],
      [
        [
          { path: file('greet.ts'), kind: 'update' },
          { path: file('old.ts'), kind: 'delete' },
        ],
        'completed',
      ],
    ]);
    expect(readFileSync(file('greet.ts'), 'utf8')).toContain('name.trim()');
    expect(existsSync(file('old.ts'))).toBe(false);
  });

  it('work in the very form that the base prompt teaches', async ({ place }) => {
    const taught = /^apply_patch <<'EOF'\n[\s\S]*?\nEOF$/m.exec(basePrompt)?.[0] ?? '';
    const script = {
      scenarios: [
        {
          name: 'taught',
          about: 'Sends the example of the base prompt.',
          turns: [{ items: [{ run: taught }] }, { items: [{ say: 'Done.' }] }],
        },
      ],
    };
    place.file('taught.yaml', JSON.stringify(script), place.root);
    place.file('old.py', 'def f():\ncontext\nold line\n');
    place.file('gone.txt', 'here\n');
    const runtime = await spawnRehearsal('runtime', { script: join(place.root, 'taught.yaml') });
    try {
      const ended = await place.brainswap(localJson(runtime, 'Do [rehearsal:taught]'));

      const changes = completed(ended.stdout, 'file_change').map((item) => item.changes);
      expect(changes).toEqual([
        [
          { path: join(place.workspace, 'gone.txt'), kind: 'delete' },
          { path: join(place.workspace, 'new.txt'), kind: 'add' },
          { path: join(place.workspace, 'old.py'), kind: 'update' },
        ],
      ]);
      expect(readFileSync(join(place.workspace, 'new.txt'), 'utf8')).toBe('line\n');
      expect(readFileSync(join(place.workspace, 'old.py'), 'utf8')).toBe('def f():\ncontext\nnew line\n');
      expect(existsSync(join(place.workspace, 'gone.txt'))).toBe(false);
    } finally {
      await runtime.stop();
    }
  });

  it('that do not fit are refused, and the model tries again', async ({ place, runtime }) => {
    const ended = await place.brainswap(localJson(runtime, 'Do [rehearsal:patch-refused]'));

    expect(ended.exitCode).toBe(0);
    expect(readFileSync(join(place.workspace, 'list.txt'), 'utf8')).toBe('one\n2\n');
  });
});

describe('names and words', () => {
  it('keep spaces, quotes and unicode in paths and prompts', async ({ place, runtime }) => {
    const folder = 'Ünter ordner/日本語 "quoted" it\'s 🦊 $HOME';
    const prompt = `[rehearsal:unicode] naïve "double" 'single' \`tick\` $HOME \\n 日本語 🦊\nsecond line\ttab`;
    place.file(`${folder}/keep.txt`, 'kept\n');

    const ended = await place.brainswap(localJson(runtime, '-C', folder, prompt));

    const workspace = join(place.workspace, folder);
    expect(ended.exitCode).toBe(0);
    expect(readFileSync(join(workspace, 'Ünïcødé and spaces/日本語/it\'s a "file" 🦊.txt'), 'utf8')).toBe(
      'grüße 🦊\n',
    );
    expect(readFileSync(join(workspace, 'Ünïcødé and spaces/naïve café.md'), 'utf8')).toBe(
      '# Ça va 🦊\n日本語のテキスト\n',
    );
    expect(place.run()).toMatchObject({ cwd: workspace, prompt, status: 'succeeded' });
    const [first] = await modelCalls(runtime);
    expect(textsOf(readRequest(first?.body), 'user').at(-1)).toBe(prompt);
  });
});
