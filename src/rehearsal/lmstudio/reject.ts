/**
 * What LM Studio refuses on `/v1/responses`, in its words. Shapes from its bug tracker: 1810 and 1383 (tool types),
 * 2254 (empty parameters), 1576 (text without format), 2298 (several system messages); the context check from
 * reports of 0.4. Pure.
 */
import { inputItems, type ResponsesRequest } from '../responses/request.ts';
import { promptTokens } from '../responses/usage.ts';

export interface Rejection {
  status: number;
  body: unknown;
}

/** LM Studio's error body. */
export function invalidRequest(
  status: number,
  message: string,
  param: string | null,
  code: string | null,
): Rejection {
  return { status, body: { error: { message, type: 'invalid_request_error', param, code } } };
}

function rejectTools(request: ResponsesRequest): Rejection | null {
  for (const [index, tool] of (request.tools ?? []).entries()) {
    if (tool.type === 'mcp') continue;
    if (tool.type !== 'function')
      return invalidRequest(400, 'Invalid', `tools.${index}.type`, 'invalid_string');
    const { parameters, strict } = tool;
    if (strict === null) {
      return invalidRequest(400, 'Expected boolean, received null', `tools.${index}.strict`, 'invalid_type');
    }
    const isObject = typeof parameters === 'object' && parameters !== null;
    if (isObject && !('type' in parameters && parameters.type === 'object' && 'properties' in parameters)) {
      return invalidRequest(400, 'Invalid input', `tools.${index}`, 'custom');
    }
  }
  return null;
}

/** Every system or developer message becomes a system message of its own, and Qwen's template wants one, in front. */
function rejectSystemMessages(request: ResponsesRequest): Rejection | null {
  const items = inputItems(request);
  const first = request.instructions ? 0 : 1;
  const misplaced = items.some(
    ({ role }, index) => (role === 'system' || role === 'developer') && index >= first,
  );
  if (!misplaced) return null;
  const message =
    'Error rendering prompt with jinja template: "System message must be at the beginning.". This is usually an ' +
    "issue with the model's prompt template.";
  return { status: 500, body: { error: { message, type: 'internal_error', param: null, code: 'unknown' } } };
}

/** The first thing LM Studio would refuse in a request, or null. */
export function rejectRequest(request: ResponsesRequest): Rejection | null {
  const tools = rejectTools(request);
  if (tools) return tools;
  if (request.text && !request.text.format) {
    return invalidRequest(400, 'Required', 'text.format', 'missing_required_parameter');
  }
  return rejectSystemMessages(request);
}

/** Refuses a prompt that does not fit into the loaded context (tokens). */
export function rejectOverflow(request: ResponsesRequest, contextLength: number): Rejection | null {
  const tokens = promptTokens(request);
  if (tokens < contextLength) return null;
  const error =
    'The number of tokens to keep from the initial prompt is greater than the context length ' +
    `(n_keep: ${tokens}>= n_ctx: ${contextLength}). Try to load the model with a larger context length, or provide ` +
    'a shorter input.';
  return { status: 400, body: { error } };
}

/** Refuses a request without the token, when the server asks for one. */
export function rejectBearer(bearer: string | null, token: string | null): Rejection | null {
  if (token === null || bearer === token) return null;
  const message =
    bearer === null
      ? 'An LM Studio API token is required to make requests to this server, but none was provided using the ' +
        "Authorization header using the 'Bearer' scheme."
      : 'The LM Studio API token is not valid.';
  return invalidRequest(401, message, null, 'invalid_api_key');
}

/** Refuses a model that is not downloaded. */
export function rejectModel(model: string, downloaded: readonly string[]): Rejection {
  const message = `Invalid model identifier "${model}". Please specify a valid downloaded model (e.g., ${downloaded.join(', ')}).`;
  return invalidRequest(400, message, 'model', 'model_not_found');
}
