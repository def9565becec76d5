/** What one attempt needs to know before it starts, and what it leaves behind. */
import type { CodexProgram, ExecArguments } from '../codex/index.ts';
import type { Decision, LocalTarget } from '../routing/index.ts';
import type { RunFeed, RunStore } from '../runs/index.ts';
import type {
  ParentKind,
  RouteName,
  RunFailure,
  RunMode,
  RunOrigin,
  RunRuntime,
  Settings,
} from '../schema/index.ts';

/** The services an attempt works with. */
export interface ExecServices {
  store: RunStore;
  feed: RunFeed;
  settings: Settings;
  /** Brainswap's own folder: catalogues, snapshots, the CODEX_HOME of local runs. */
  dataFolder: string;
  env: NodeJS.ProcessEnv;
}

export interface AttemptPlan {
  runId: string;
  chainId: string;
  attempt: number;
  parent: { id: string; kind: ParentKind } | null;
  /** The thread that is resumed, where its id is known; null for a new or forked one. */
  resumes: string | null;
  origin: RunOrigin;
  program: CodexProgram;
  args: ExecArguments;
  decision: Decision;
  route: RouteName;
  mode: RunMode;
  reason: string;
  /** Set on the local route. */
  target: LocalTarget | null;
  /** On the cloud route, the provider of the settings, if one is set. */
  provider?: RunRuntime | null;
  /** Folder Codex is started in, and the workspace it works in (`-C`). */
  startFolder: string;
  workspace: string;
  /** For the record; at most 64 KiB. */
  prompt: string;
  stdin: Uint8Array | 'ignore' | 'inherit';
  verify: string | null;
}

export interface AttemptResult {
  runId: string;
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  outcome: 'succeeded' | 'failed' | 'cancelled';
  failure: RunFailure | null;
}
