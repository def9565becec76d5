/** One event of a timeline as lines for the terminal. */
import { type EventBody, plainCommand, printable, type RunEvent } from '../core/schema/index.ts';
import { count, duration } from './format.ts';

const outputLines = 6;

/** Ends with a newline; empty for events that say nothing to a person. */
export function describeEvent({ body }: RunEvent): string {
  // What a model or a command wrote must not steer the terminal.
  const text = printable(describeBody(body));
  return text === '' ? '' : `${text}\n`;
}

function describeBody(body: EventBody): string {
  switch (body.type) {
    case 'route_chosen':
      return `├ route    ${body.route}: ${body.reason}`;
    case 'message':
      return `├ message  ${indent(body.text)}`;
    case 'reasoning':
      return `├ thinking ${indent(firstLines(body.text, 2))}`;
    case 'command': {
      const exit = body.exitCode === null ? body.status.replace('_', ' ') : `exit ${body.exitCode}`;
      const output =
        body.output.trim() === '' ? '' : `\n│          ${indent(firstLines(body.output, outputLines))}`;
      return `├ $ ${plainCommand(body.command).replaceAll('\n', '⏎')}  (${exit}${body.durationMs === null ? '' : `, ${duration(body.durationMs)}`})${output}`;
    }
    case 'file_change':
      return `├ edit     ${body.changes.map((change) => `${change.kind} ${change.path}`).join(', ')} (${body.status})`;
    case 'plan':
      return `├ plan     ${body.steps.map((step) => `${step.done ? '✓' : '○'} ${step.text}`).join('  ')}`;
    case 'mcp_call':
      return `├ mcp      ${body.server}.${body.tool} (${body.status})${body.error ? `: ${body.error}` : ''}`;
    case 'web_search':
      return `├ search   ${body.query}`;
    case 'agent_call':
      return `├ agent    ${body.tool} (${body.status})`;
    case 'rejected_call':
      return `├ refused  ${body.name}: ${body.error}`;
    case 'compaction':
      return '├ context  compacted';
    case 'warning':
      return `├ warning  ${body.message}`;
    case 'error':
      return `├ ${body.fatal ? 'error   ' : 'retry   '} ${body.message}`;
    case 'turn_failed':
      return `├ failed   ${body.message}`;
    case 'stderr':
      return `├ stderr   ${indent(body.text)}`;
    case 'model_call':
      return describeCall(body);
    case 'verify':
      return `├ verify   ${body.command} (${body.result ? `exit ${body.result.exitCode ?? 'none'}, ${duration(body.result.durationMs)}` : 'running'})`;
    case 'escalated':
      return `├ cloud    ${body.reason} ${body.restored} paths put back, goes on as ${body.toRunId}`;
    case 'stopped':
      return `├ stopped  ${body.message}`;
    case 'note':
      return `├ note     ${body.message}`;
    case 'other':
      return `├ other    ${body.kind}`;
    default:
      return '';
  }
}

function describeCall(call: Extract<EventBody, { type: 'model_call' }>): string {
  const facts = [
    ...(call.requestBytes > 0 ? [`${count(call.requestBytes)} bytes sent`] : []),
    ...(call.firstTokenMs === null ? [] : [`first token ${duration(call.firstTokenMs)}`]),
    ...(call.tokensPerSecond === null ? [] : [`${Math.round(call.tokensPerSecond)} tok/s`]),
    ...(call.usage ? [`${count(call.usage.inputTokens)} in, ${count(call.usage.outputTokens)} out`] : []),
    ...(call.error === null ? [] : [`${call.status ?? 'no answer'}: ${firstLines(call.error, 1)}`]),
  ];
  return `├ model    call ${call.call} ${call.phase}: ${facts.join(', ')}`;
}

function firstLines(text: string, limit: number): string {
  const lines = text.trimEnd().split('\n');
  const shown = lines.slice(0, limit).join('\n');
  return lines.length > limit ? `${shown}\n… ${lines.length - limit} more lines` : shown;
}

const indent = (text: string) => text.trimEnd().replaceAll('\n', '\n│          ');
