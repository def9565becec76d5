/** Reads which models a server has, from the endpoints that servers really have. */
import { z } from 'zod';
import { type Get, get as getOverHttp } from '../http/index.ts';

export interface ServedModel {
  id: string;
  /** True and false where the server tells; null where `/v1/models` is all there is. */
  loaded: boolean | null;
  /** Tokens it is loaded with, where the server tells. */
  contextLength: number | null;
}

export interface ServedModels {
  models: ServedModel[];
  rehearsal: boolean;
}

const tokens = z.number().int().positive().nullish().catch(null);
const OpenAiModels = z.object({
  data: z.array(
    z.looseObject({
      id: z.string(),
      owned_by: z.string().nullish(),
      /** vLLM's. */
      max_model_len: tokens,
    }),
  ),
});
/** LM Studio's `/api/v0/models`. */
const LmStudioModels = z.object({
  data: z.array(
    z.looseObject({
      id: z.string(),
      type: z.string().optional(),
      /** Without it this is another server's list under any path. */
      state: z.string(),
      loaded_context_length: tokens,
    }),
  ),
});

/** The server wants a key, or another one. */
export class KeyWanted extends Error {
  override name = 'KeyWanted';
}

/** Milliseconds a server on this machine gets to answer a question about itself. */
const answerTimeout = 2_500;

/**
 * The models of the server at `baseUrl` (without credentials). Asks `/v1/models`, and LM Studio's `/api/v0/models`, which alone tells what is loaded.
 * @throws whatever `get` throws when nothing listens, KeyWanted, or an Error with the status when the answer is not a list of models.
 */
export async function readModels(
  baseUrl: string,
  token: string | null,
  get: Get = getOverHttp,
  signal?: AbortSignal,
): Promise<ServedModels> {
  const ask = (url: string) =>
    get(url, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.any([AbortSignal.timeout(answerTimeout), ...(signal ? [signal] : [])]),
    });
  const base = baseUrl.replace(/\/+$/, '');
  const [listed, detailed] = await Promise.all([
    ask(`${base}/models`),
    ask(`${new URL(base).origin}/api/v0/models`).catch(() => null),
  ]);
  if (listed.status === 401 || listed.status === 403) {
    throw new KeyWanted(`GET ${base}/models answered ${listed.status}`);
  }
  if (!listed.ok) throw new Error(`GET ${base}/models answered ${listed.status}`);
  const parsed = OpenAiModels.safeParse(await listed.json().catch(() => null));
  if (!parsed.success) throw new Error(`GET ${base}/models did not answer with a list of models`);
  const rehearsal =
    listed.headers.get('x-brainswap-rehearsal') !== null ||
    parsed.data.data.some((model) => model.owned_by === 'brainswap-rehearsal');
  const details = detailed?.ok
    ? LmStudioModels.safeParse(await detailed.json().catch(() => null)).data
    : undefined;
  if (!details) {
    const models = parsed.data.data.map(({ id, max_model_len }) => ({
      id,
      loaded: null,
      contextLength: max_model_len ?? null,
    }));
    return { models, rehearsal };
  }
  const models = details.data
    .filter(({ type }) => type === undefined || type === 'llm' || type === 'vlm')
    .map(({ id, state, loaded_context_length }) => ({
      id,
      loaded: state === 'loaded',
      contextLength: state === 'loaded' ? (loaded_context_length ?? null) : null,
    }));
  return { models, rehearsal };
}
