/** Completed items of a rollout as bodies of events. */
import type { EventBody, ItemStatus } from '../../schema/index.ts';
import { clip } from '../clip.ts';
import { fileChanges } from './diff.ts';
import type { RolloutItem } from './rollout-line.ts';
import { joinCommand } from './shell-words.ts';

/** The same limits as for Codex's JSON lines, in UTF-16 units. */
export const outputLimit = 64 * 1024;
export const jsonLimit = 16 * 1024;

type ToolItem = Exclude<RolloutItem, { type: 'AgentMessage' | 'Reasoning' }>;

/** The body of an item that a tool made. @param callAt when its function call was written, in milliseconds. */
export function toolBody(item: ToolItem, at: number, callAt: number | null): EventBody {
  switch (item.type) {
    case 'CommandExecution':
      return {
        type: 'command',
        command: joinCommand(item.command),
        status: itemStatus(item.status),
        exitCode: item.exit_code ?? null,
        output: clip(item.aggregated_output ?? '', outputLimit),
        outputBytes: Buffer.byteLength(item.aggregated_output ?? ''),
        durationMs: commandDuration(item.duration, at, callAt),
      };
    case 'FileChange':
      return { type: 'file_change', status: itemStatus(item.status), changes: fileChanges(item.changes) };
    case 'McpToolCall':
      return {
        type: 'mcp_call',
        server: item.server,
        tool: item.tool,
        status: itemStatus(item.status),
        arguments: clip(JSON.stringify(item.arguments ?? null), jsonLimit),
        result: clip(JSON.stringify(item.result ?? null), jsonLimit),
        error: item.error?.message ?? null,
      };
    case 'WebSearch':
      return { type: 'web_search', query: item.query };
    case 'CollabAgentToolCall':
      return {
        type: 'agent_call',
        tool: item.tool,
        status: itemStatus(item.status),
        prompt: clip(item.prompt ?? '', jsonLimit),
      };
  }
}

/**
 * Codex 0.169.0 starts its clock 150 ms after the process (its wait for an early exit), so `sleep 0.3` reads
 * 0.15 s. The time since the call was written makes good for it, where it lies within that wait.
 */
function commandDuration(
  duration: { secs: number; nanos: number } | null | undefined,
  at: number,
  callAt: number | null,
): number | null {
  if (!duration) return null;
  const reported = duration.secs * 1000 + duration.nanos / 1e6;
  const sinceCall = callAt === null ? reported : at - callAt;
  return Math.round(Math.max(reported, Math.min(sinceCall, reported + 150)));
}

/** Codex's word for a status; one we do not know counts as failed, since nothing says that it went well. */
function itemStatus(status: string): ItemStatus {
  const word = status.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  return word === 'completed' || word === 'in_progress' || word === 'declined' ? word : 'failed';
}
