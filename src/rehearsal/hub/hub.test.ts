/** The stand-in hub: as strict as the real one. */
import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { spawnRehearsal } from '../spawn.ts';
import type { HubBehaviourChange } from './behaviour.ts';
import { type HubServer, startHub } from './server.ts';

const repo = 'rehearsal/tiny-brain-MLX-4bit';
const weights = 'model-00001-of-2.safetensors';
const repos = [
  {
    id: repo,
    files: [
      { path: 'config.json', text: '{}\n' },
      { path: weights, bytes: 2_500_000 },
    ],
  },
  { id: 'rehearsal/gated', access: 'gated' as const, granted: false, files: [{ path: 'a.json', text: '1' }] },
  { id: 'rehearsal/private', access: 'private' as const, files: [{ path: 'a.json', text: '1' }] },
];

async function start(behaviour: HubBehaviourChange = {}): Promise<HubServer> {
  const hub = await startHub({ repos, behaviour });
  onTestFinished(() => hub.close());
  return hub;
}

const get = (hub: HubServer, path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${hub.origin}${path}`, { headers, method, redirect: 'manual' });

async function signed(hub: HubServer): Promise<string> {
  const answer = await get(hub, `/${repo}/resolve/main/${weights}`);
  return answer.headers.get('location') ?? '';
}

describe('the listing', () => {
  it('names the commit, and pages by the Link header', async () => {
    const hub = await start({ pageSize: 1 });
    const revision = await (await get(hub, `/api/models/${repo}/revision/main`)).json();
    expect(revision).toMatchObject({ id: repo, sha: expect.stringMatching(/^[0-9a-f]{40}$/) });
    const first = await get(hub, `/api/models/${repo}/tree/main?recursive=true`);
    expect(await first.json()).toMatchObject([{ type: 'file', path: 'config.json', size: 3 }]);
    const next = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await fetch(next);
    expect(await second.json()).toMatchObject([{ path: weights, lfs: { size: 2_500_000 } }]);
    expect(second.headers.get('link')).toBeNull();
  });

  it.each([
    ['/api/models/rehearsal/none/revision/main', null, 401, 'RepoNotFound'],
    ['/api/models/rehearsal/none/revision/main', 'rehearsal-token', 404, 'RepoNotFound'],
    ['/api/models/rehearsal/private/tree/main', null, 401, 'RepoNotFound'],
    ['/api/models/rehearsal/private/tree/main', 'rehearsal-token', 200, null],
    ['/api/models/rehearsal/gated/tree/main', null, 200, null],
    ['/rehearsal/gated/resolve/main/a.json', null, 401, 'GatedRepo'],
    ['/rehearsal/gated/resolve/main/a.json', 'rehearsal-token', 403, 'GatedRepo'],
    [`/api/models/${repo}/revision/v9`, null, 404, 'RevisionNotFound'],
    [`/${repo}/resolve/main/none.json`, null, 404, 'EntryNotFound'],
    [`/api/models/${repo}/revision/main`, 'hf_wrong', 401, null],
  ])('answers %s with token %s by %i %s', async (path, token, status, code) => {
    const hub = await start();
    const answer = await get(hub, path, token === null ? {} : { authorization: `Bearer ${token}` });
    expect([answer.status, answer.headers.get('x-error-code')]).toEqual([status, code]);
    expect(await answer.text()).not.toContain('hf_wrong');
  });
});

describe('a file', () => {
  it('of LFS is linked on another host by a signed address; the bytes are those of its name', async () => {
    const hub = await start();
    const head = await get(hub, `/${repo}/resolve/main/${weights}`, {}, 'HEAD');
    expect(head.status).toBe(302);
    expect(new URL(head.headers.get('location') ?? '').origin).toBe(hub.cdnOrigin);
    const bytes = Buffer.from(await (await fetch(await signed(hub))).arrayBuffer());
    const name = createHash('sha256').update(bytes).digest('hex');
    expect(head.headers.get('x-linked-etag')).toBe(`"${name}"`);
    expect(head.headers.get('x-linked-size')).toBe(String(bytes.length));
    const part = await fetch(await signed(hub), { headers: { range: 'bytes=1048570-1048590' } });
    expect(part.headers.get('content-range')).toBe('bytes 1048570-1048590/2500000');
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(1_048_570, 1_048_591));
  });

  it('of git goes round by a relative redirect, and loses its length when gzip is taken', async () => {
    const hub = await start();
    const first = await get(hub, `/${repo}/resolve/main/config.json`, { 'accept-encoding': 'identity' });
    expect([first.status, first.headers.get('location')?.startsWith('/')]).toEqual([307, true]);
    const path = first.headers.get('location') ?? '';
    const plain = await get(hub, path, { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-length')).toBe('3');
    const zipped = await get(hub, path, { 'accept-encoding': 'gzip' });
    expect([zipped.headers.get('content-encoding'), zipped.headers.get('content-length')]).toEqual([
      'gzip',
      null,
    ]);
  });

  it('refuses a signed address that has expired, was changed, or comes with a token', async () => {
    const hub = await start();
    const url = await signed(hub);
    expect((await fetch(url, { headers: { authorization: 'Bearer rehearsal-token' } })).status).toBe(400);
    expect((await fetch(url.replace('Expires=', 'Expires=9'))).status).toBe(403);
    hub.behaviour.signedForMs = 0;
    expect((await fetch(await signed(hub))).status).toBe(403);
  });

  it('answers a range behind the end with 416, and 200 when told to ignore ranges', async () => {
    const hub = await start({ ignoreRange: 1 });
    const ask = async (range: string) => (await fetch(await signed(hub), { headers: { range } })).status;
    expect([await ask('bytes=5-9'), await ask('bytes=5-9'), await ask('bytes=2500000-')]).toEqual([
      200, 206, 416,
    ]);
  });
});

describe('the faults', () => {
  it.each(['RateLimit', 'Retry-After'] as const)('say 429 with %s', async (header) => {
    const hub = await start({ tooMany: { times: 1, seconds: 7, header } });
    const answer = await get(hub, `/api/models/${repo}/revision/main`);
    expect([answer.status, answer.headers.get(header)]).toEqual([
      429,
      header === 'RateLimit' ? '"resolvers";r=0;t=7' : '7',
    ]);
    expect((await get(hub, `/api/models/${repo}/revision/main`)).status).toBe(200);
  });

  it('cut an answer, and spoil one byte', async () => {
    const hub = await start({ cut: { times: 1, afterBytes: 1000 } });
    await expect((await fetch(await signed(hub))).arrayBuffer()).rejects.toThrow();
    const right = Buffer.from(await (await fetch(await signed(hub))).arrayBuffer());
    hub.behaviour.corrupt.times = 1;
    const wrong = Buffer.from(await (await fetch(await signed(hub))).arrayBuffer());
    expect(wrong.filter((byte, index) => byte !== right[index])).toHaveLength(1);
  });

  it('count the bytes, and the hosts that saw a token', async () => {
    const hub = await start();
    await get(hub, `/api/models/${repo}/revision/main`, { authorization: 'Bearer rehearsal-token' });
    await (await fetch(await signed(hub))).arrayBuffer();
    expect(hub.totals.byFile).toEqual({ [weights]: 2_500_000 });
    expect(hub.totals.authorized).toEqual({ [new URL(hub.origin).host]: 1 });
  });
});

it('runs as a process of its own', async () => {
  const hub = await spawnRehearsal('hub');
  onTestFinished(() => hub.stop());
  const answer = await fetch(`${hub.url}/api/models/${repo}/revision/v1`);
  expect(answer.status).toBe(200);
  await hub.behave({ refuse: true });
  await expect(fetch(hub.url)).rejects.toThrow();
});
