/** Opens an address or a folder with the system's own program. */
import { execa } from 'execa';

/** @throws when the system has no program for it; the message says what to open by hand. */
export async function openWithSystem(target: string): Promise<void> {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const result = await execa(command, [target], { stdio: 'ignore', reject: false, timeout: 10_000 });
  if (result.failed) throw new Error(`${command} could not open it. Open it yourself: ${target}`);
}
