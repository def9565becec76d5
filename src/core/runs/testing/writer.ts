/**
 * For tests: a process of its own that writes to a run store. `node writer.ts FILE RUNS [keep]`: inserts runs, each with ten writes of events, and
 * ends them; with `keep` it leaves the last one running, says `ready` and waits to be killed.
 */
import { newRunId, openRunStore } from '../index.ts';
import { say, testRun } from './test-run.ts';

const [file = '', count = '1', keep] = process.argv.slice(2);
const store = openRunStore({ file });
for (let i = 0; i < Number(count); i++) {
  const run = testRun({ id: newRunId(Date.now()), activity: `writer ${process.pid}` });
  store.insert(run);
  for (let j = 0; j < 10; j++) {
    store.write(run.id, { events: [say(`${j}`)], live: [{ call: 1, kind: 'text', text: `${j}` }] });
  }
  if (keep === undefined || i < Number(count) - 1) {
    store.write(run.id, { patch: { status: 'succeeded', endedAt: Date.now() } });
  }
}
process.stdout.write('ready\n');
if (keep === undefined) store.close();
else setInterval(() => {}, 1_000);
