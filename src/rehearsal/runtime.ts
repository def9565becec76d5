/** The stand-in for LM Studio's server: strict as the real one, with a script in place of a model. */
import { type Behaviour, type BehaviourChange, defaultBehaviour } from './http/behaviour.ts';
import { type Exchange, type RehearsalServer, sendJson, startServer } from './http/server.ts';
import {
  type ModelCatalogue,
  memoryCatalogue,
  openaiList,
  rehearsalModel,
  servedModels,
  v0Model,
  v1Model,
} from './lmstudio/models.ts';
import {
  invalidRequest,
  type Rejection,
  rejectBearer,
  rejectModel,
  rejectOverflow,
  rejectRequest,
} from './lmstudio/reject.ts';
import { answerModelCall, createAttemptCounter, type Engine } from './responses/answer.ts';
import { ResponsesRequest } from './responses/request.ts';
import { scriptFolder } from './script/folder.ts';
import { readScripts } from './script/load.ts';
import type { Scenario } from './script/schema.ts';

export interface RuntimeOptions {
  /** 0 (default) lets the system choose. */
  port?: number;
  /** Keys of the downloaded models; the first is loaded. Default `rehearsal-brain`. */
  models?: readonly string[];
  /** Tokens the first model is loaded with (default 32768); null loads none. */
  contextLength?: number | null;
  /** A script of one's own, whose scenarios win over the shipped ones. */
  script?: string;
  /** Where the models are kept, in place of `models` and `contextLength`. */
  catalogue?: ModelCatalogue;
  behaviour?: BehaviourChange;
}

/** Context (tokens) of a model that was loaded just in time: LM Studio's own default. */
const justInTimeContext = 4096;
export const defaultModel = 'rehearsal-brain';

function defaultCatalogue(options: RuntimeOptions): ModelCatalogue {
  const keys = options.models ?? [defaultModel, 'rehearsal-brain-mini', 'text-embedding-rehearsal'];
  const context = options.contextLength === undefined ? 32_768 : options.contextLength;
  return memoryCatalogue(keys.map((key, index) => rehearsalModel(key, index === 0 ? context : null)));
}

/** Starts the stand-in runtime. Throws ScriptError for a bad script; rejects when the port is taken. */
export async function startRuntime(options: RuntimeOptions = {}): Promise<RehearsalServer> {
  const scenarios: Scenario[] = readScripts(scriptFolder(), options.script);
  const catalogue = options.catalogue ?? defaultCatalogue(options);
  const behaviour: Behaviour = { ...defaultBehaviour, ...options.behaviour };
  const attempts = createAttemptCounter();
  return startServer({
    port: options.port ?? 0,
    behaviour,
    handle: (exchange, server) =>
      route(exchange, catalogue, {
        standIn: 'runtime',
        scenarios,
        behaviour: server.behaviour,
        attempts,
        die: () => void server.close(),
      }),
  });
}

function refuse(exchange: Exchange, { status, body }: Rejection): void {
  sendJson(exchange.response, status, body);
}

async function route(exchange: Exchange, catalogue: ModelCatalogue, engine: Engine): Promise<void> {
  const { method, path, response } = exchange;
  const { behaviour } = engine;
  const denied = path === '/lmstudio-greeting' ? null : rejectBearer(exchange.bearer, behaviour.token);
  if (denied) return refuse(exchange, denied);
  const models = catalogue
    .list()
    .map((model) =>
      model.loadedContextLength !== null && behaviour.contextLength !== null
        ? { ...model, loadedContextLength: behaviour.contextLength }
        : model,
    );
  switch (`${method} ${path}`) {
    case 'GET /lmstudio-greeting':
      // LM Studio's own sign of life; the process id is ours, so that the right process is ended.
      return sendJson(response, 200, { lmstudio: true, pid: process.pid });
    case 'GET /v1/models':
      return sendJson(response, 200, openaiList(servedModels(models, behaviour.justInTime)));
    case 'GET /api/v0/models':
      return sendJson(response, 200, { object: 'list', data: models.map(v0Model) });
    case 'GET /api/v1/models':
      return sendJson(response, 200, { models: models.map(v1Model) });
    case 'POST /v1/responses':
      return respond(exchange, catalogue, engine);
    default: {
      const known = /^\/api\/v0\/models\/(.+)$/.exec(path)?.[1];
      const model = models.find(({ identifier }) => identifier === decodeURIComponent(known ?? ''));
      if (method === 'GET' && model) return sendJson(response, 200, v0Model(model));
      const error = `Unexpected endpoint or method. (${method} ${path})`;
      return sendJson(response, behaviour.unknownPathStatus, { error });
    }
  }
}

async function respond(exchange: Exchange, catalogue: ModelCatalogue, engine: Engine): Promise<void> {
  const { behaviour } = engine;
  const parsed = ResponsesRequest.safeParse(exchange.body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const param = issue?.path.join('.') ?? '';
    return refuse(exchange, invalidRequest(400, issue?.message ?? 'Invalid', param, 'invalid_type'));
  }
  const request = parsed.data;
  if (behaviour.strict) {
    const rejected = rejectRequest(request);
    if (rejected) return refuse(exchange, rejected);
  }
  const downloaded = catalogue.list().filter(({ type }) => type === 'llm');
  const model = downloaded.find(
    ({ key, identifier }) => identifier === request.model || key === request.model,
  );
  if (!model || (model.loadedContextLength === null && !behaviour.justInTime)) {
    return refuse(
      exchange,
      rejectModel(
        request.model,
        downloaded.map(({ key }) => key),
      ),
    );
  }
  if (model.loadedContextLength === null) catalogue.load(model.key, justInTimeContext);
  const context = behaviour.contextLength ?? model.loadedContextLength ?? justInTimeContext;
  const overflow = behaviour.strict ? rejectOverflow(request, context) : null;
  if (overflow) return refuse(exchange, overflow);
  return answerModelCall(engine, request, exchange);
}
