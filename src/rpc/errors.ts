/** Errors of the core as errors of the contract: a code, and words a person can act on. */
import { ORPCError } from '@orpc/server';
import { z } from 'zod';

/** An input that the contract refuses, as oRPC reports it. */
const RefusedInput = z.object({ issues: z.array(z.looseObject({ message: z.string() })) });

/**
 * What to throw to a caller. Domain errors of the core (classes of their own) were written for people, so their
 * message goes out as it is; anything else is a fault of ours and is marked as such. Loopback, one user: nothing to hide.
 */
export function toRpcError(error: unknown, inputName: string): ORPCError<string, unknown> {
  if (error instanceof ORPCError) {
    if (error.code !== 'BAD_REQUEST') return error;
    const refused = RefusedInput.safeParse(error.data);
    if (!refused.success) return error;
    const issues = refused.data.issues.map((issue) => describeIssue(issue, inputName));
    return new ORPCError('BAD_REQUEST', { message: issues.join('\n'), data: error.data, cause: error });
  }
  if (!(error instanceof Error)) return new ORPCError('INTERNAL_SERVER_ERROR', { message: String(error) });
  if (isDomainError(error)) return new ORPCError('BAD_REQUEST', { message: error.message, cause: error });
  return new ORPCError('INTERNAL_SERVER_ERROR', {
    message: `Brainswap failed: ${error.message}. This is a fault of Brainswap; please report it.`,
    cause: error,
  });
}

/** `watchdog.maxModelCalls: Too big: expected number to be <=10000`. */
function describeIssue(issue: { message: string; path?: unknown }, inputName: string): string {
  const path = Array.isArray(issue.path) ? issue.path.map(String).join('.') : '';
  return `${path || inputName}: ${issue.message}`;
}

const builtIn = new Set<unknown>([
  Error,
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  EvalError,
  URIError,
]);

function isDomainError(error: Error): boolean {
  return !builtIn.has(error.constructor);
}
