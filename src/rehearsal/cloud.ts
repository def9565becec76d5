/** The stand-in for a cloud: takes what OpenAI takes, wants a key, follows the same scripts. */
import { type Behaviour, type BehaviourChange, defaultBehaviour } from './http/behaviour.ts';
import { type Exchange, type RehearsalServer, sendJson, startServer } from './http/server.ts';
import { answerModelCall, createAttemptCounter, type Engine } from './responses/answer.ts';
import { ResponsesRequest } from './responses/request.ts';
import { promptTokens } from './responses/usage.ts';
import { scriptFolder } from './script/folder.ts';
import { readScripts } from './script/load.ts';

export interface CloudOptions {
  /** 0 (default) lets the system choose. */
  port?: number;
  models?: readonly string[];
  /** The key that requests must carry. Default: BRAINSWAP_REHEARSAL_CLOUD_KEY, else `rehearsal-key`. */
  apiKey?: string;
  /** A script of one's own, whose scenarios win over the shipped ones. */
  script?: string;
  /** Context window in tokens (default 400,000). */
  contextLength?: number;
  behaviour?: BehaviourChange;
}

/** Models of the cloud: some that Codex 0.169 has in its own catalogue, and older ones that it has not. */
const defaultModels = [
  'gpt-6.1-sol',
  'gpt-6-sol',
  'gpt-6-luna',
  'gpt-5.6-sol',
  'gpt-5.5',
  'codex-auto-review',
  'gpt-5.2-codex',
  'gpt-5.2',
];

/** Tools that OpenAI takes on `/v1/responses`. */
const takenTools =
  /^(function|custom|namespace|mcp|web_search\w*|file_search|code_interpreter|image_generation|computer\w*|local_shell|shell|apply_patch|tool_search)$/;

/** Starts the stand-in cloud. Throws ScriptError for a bad script; rejects when the port is taken. */
export async function startCloud(options: CloudOptions = {}): Promise<RehearsalServer> {
  const scenarios = readScripts(scriptFolder(), options.script);
  const models = options.models ?? defaultModels;
  const token = options.apiKey ?? process.env.BRAINSWAP_REHEARSAL_CLOUD_KEY ?? 'rehearsal-key';
  const contextLength = options.contextLength ?? 400_000;
  const behaviour: Behaviour = { ...defaultBehaviour, token, contextLength, ...options.behaviour };
  const attempts = createAttemptCounter();
  return startServer({
    port: options.port ?? 0,
    behaviour,
    handle: (exchange, server) =>
      route(exchange, models, {
        standIn: 'cloud',
        scenarios,
        behaviour: server.behaviour,
        attempts,
        die: () => void server.close(),
      }),
  });
}

/** OpenAI's error body. */
function fail(exchange: Exchange, status: number, message: string, param: string | null, code: string): void {
  const type = status === 401 || status < 500 ? 'invalid_request_error' : 'server_error';
  sendJson(exchange.response, status, { error: { message, type, param, code } });
}

async function route(exchange: Exchange, models: readonly string[], engine: Engine): Promise<void> {
  const { method, path, bearer, response } = exchange;
  const { token } = engine.behaviour;
  if (token !== null && bearer !== token) {
    const message =
      bearer === null
        ? "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth."
        : 'Incorrect API key provided. This is a rehearsal cloud; its key is the one it was started with.';
    return fail(exchange, 401, message, null, 'invalid_api_key');
  }
  const list = models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'brainswap-rehearsal' }));
  if (method === 'GET' && path === '/v1/models')
    return sendJson(response, 200, { object: 'list', data: list });
  if (method === 'POST' && path === '/v1/responses') return respond(exchange, models, engine);
  return fail(exchange, 404, `Invalid URL (${method} ${path})`, null, 'unknown_url');
}

async function respond(exchange: Exchange, models: readonly string[], engine: Engine): Promise<void> {
  const parsed = ResponsesRequest.safeParse(exchange.body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return fail(exchange, 400, issue?.message ?? 'Invalid', issue?.path.join('.') ?? null, 'invalid_type');
  }
  const request = parsed.data;
  if (!models.includes(request.model)) {
    const message = `The model '${request.model}' does not exist or you do not have access to it.`;
    return fail(exchange, 404, message, 'model', 'model_not_found');
  }
  const index = (request.tools ?? []).findIndex(({ type }) => !takenTools.test(type));
  if (index >= 0) {
    const message = `Invalid value: '${request.tools?.[index]?.type}'.`;
    return fail(exchange, 400, message, `tools[${index}].type`, 'invalid_value');
  }
  const window = engine.behaviour.contextLength;
  if (window !== null && promptTokens(request) >= window) {
    const message =
      'Your input exceeds the context window of this model. Please adjust your input and try again.';
    return fail(exchange, 400, message, 'input', 'context_length_exceeded');
  }
  return answerModelCall(engine, request, exchange);
}
