/** Names the cloud provider of the settings for a run's record, and tells whether it is a rehearsal. */
import { isLoopback } from '../runtimes/index.ts';
import type { RunRuntime, Settings } from '../schema/index.ts';

/** Milliseconds a stand-in on this machine gets to say that it is one. */
const answerTimeout = 1_000;

/** Null when Codex's own configuration chooses the provider. Only a provider on this machine can be a rehearsal, so only it is asked. */
export async function cloudProviderOf(
  cloud: Settings['cloud'],
  get: typeof fetch = fetch,
): Promise<RunRuntime | null> {
  if (cloud.baseUrl === null) return null;
  const url = new URL(cloud.baseUrl);
  url.username = '';
  url.password = '';
  url.search = '';
  const baseUrl = url.href.replace(/\/+$/, '');
  return {
    kind: 'cloud',
    baseUrl,
    rehearsal: isLoopback(baseUrl) && (await isRehearsal(baseUrl, get)),
    contextLength: null,
  };
}

/** Every answer of a stand-in carries the header, also the refusal of a request without a key. */
async function isRehearsal(baseUrl: string, get: typeof fetch): Promise<boolean> {
  try {
    const answer = await get(`${baseUrl}/models`, { signal: AbortSignal.timeout(answerTimeout) });
    return answer.headers.has('x-brainswap-rehearsal');
  } catch {
    return false;
  }
}
