/** How the cloud provider of the settings is named in a run's record. */
import { describe, expect, it } from 'vitest';
import { cloudProviderOf } from './cloud-provider.ts';

const cloud = (baseUrl: string | null) => ({ baseUrl, model: null, apiKeyEnv: null });
const never: typeof fetch = () => Promise.reject(new Error('must not be asked'));
const answering =
  (headers: Record<string, string>): typeof fetch =>
  async () =>
    new Response('{}', { status: 401, headers });

describe('cloudProviderOf', () => {
  it('is nothing when Codex chooses', async () => {
    expect(await cloudProviderOf(cloud(null), never)).toBeNull();
  });

  it('knows a rehearsal by the header of any answer', async () => {
    const provider = await cloudProviderOf(
      cloud('http://127.0.0.1:9/v1'),
      answering({ 'x-brainswap-rehearsal': '1' }),
    );
    expect(provider).toEqual({
      kind: 'cloud',
      baseUrl: 'http://127.0.0.1:9/v1',
      rehearsal: true,
      contextLength: null,
    });
  });

  it('takes a provider without the header, or without an answer, for a real one', async () => {
    expect(await cloudProviderOf(cloud('http://127.0.0.1:9/v1'), answering({}))).toMatchObject({
      rehearsal: false,
    });
    expect(await cloudProviderOf(cloud('http://127.0.0.1:9/v1'), never)).toMatchObject({ rehearsal: false });
  });

  it('asks nothing of a provider beyond this machine, and keeps no credentials', async () => {
    const provider = await cloudProviderOf(cloud('https://me:secret@models.example/v1?key=x'), never);
    expect(provider).toMatchObject({ baseUrl: 'https://models.example/v1', rehearsal: false });
  });
});
