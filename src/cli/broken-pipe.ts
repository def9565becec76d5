/** What becomes of a command whose reader goes away (`brainswap runs | head`): it ends quietly, there is nothing left to do. */

/** For the commands that only print; a run ends in its own way. */
export function endQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
