/** A process that downloads one model: `node download-program.ts owner/name [connections]`; hub and cache come from the environment. */
import { downloadSnapshot, HubError } from '../../src/core/models/index.ts';

const [repo = '', connections = '4'] = process.argv.slice(2);
try {
  const snapshot = await downloadSnapshot({
    repo,
    env: process.env,
    token: null,
    connections: Number(connections),
    onProgress: ({ phase, bytesDone, notes }) => {
      process.stdout.write(`${JSON.stringify({ phase, bytesDone, notes })}\n`);
    },
  });
  process.stdout.write(
    `${JSON.stringify({ folder: snapshot.folder, bytesFetched: snapshot.bytesFetched })}\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof HubError ? error.code : ''} ${String(error)}\n`);
  process.exitCode = 1;
}
