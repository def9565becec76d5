/** Opens an address or a folder with the system's own program. */
import { execa } from 'execa';

/** @throws when the system has no program for it; the message says what to open by hand. */
export async function openWithSystem(target: string): Promise<void> {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const result = await execa(command, [target], { stdio: 'ignore', reject: false, timeout: 10_000 });
  if (result.failed) throw new Error(`${command} could not open it. Open it yourself: ${target}`);
}

/** Opens a page; where that fails (a machine without a screen), the server goes on and says so. */
export async function openPage(address: string): Promise<void> {
  try {
    await openWithSystem(address);
  } catch (error) {
    process.stderr.write(`brainswap: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
