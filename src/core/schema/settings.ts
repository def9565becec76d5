/** Every setting, its meaning and its default. Pure schema, safe to import in a browser. */
import { z } from 'zod';
import { RoutingTable } from './routing-table.ts';

const seconds = (n: number) => z.number().int().positive().max(86_400).default(n);

export const Settings = z.object({
  codex: z
    .object({
      /** Absolute path of the Codex CLI; null finds it on PATH, in Homebrew, in npm's global folder. */
      path: z.string().nullable().default(null),
    })
    .prefault({}),
  local: z
    .object({
      /** `lean` sends under 7 KB of prompt and tools; `stock` is `codex --oss` as a person would type it. */
      mode: z.enum(['lean', 'stock']).default('lean'),
      /** Base URL of any server with `/v1/responses`; null means LM Studio on this machine. */
      runtimeUrl: z.url().nullable().default(null),
      /** Model key; null takes the model that is loaded. */
      model: z.string().nullable().default(null),
      /** Tokens to load LM Studio's model with, and the fallback where a runtime does not tell. */
      contextLength: z.number().int().min(4_096).max(1_048_576).default(32_768),
    })
    .prefault({}),
  cloud: z
    .object({
      /** A provider of your own instead of the one in Codex's config; null leaves Codex as you set it up. */
      baseUrl: z.url().nullable().default(null),
      model: z.string().nullable().default(null),
      /** Name of the environment variable that holds the provider's key. */
      apiKeyEnv: z
        .string()
        .regex(/^[A-Za-z_][A-Za-z0-9_]*$/)
        .nullable()
        .default(null),
    })
    .prefault({}),
  /** Limits that end what Codex would never end. */
  watchdog: z
    .object({
      /** Seconds without response headers from the runtime. */
      headerSilenceSeconds: seconds(300),
      /** Seconds without a byte in a stream. */
      streamSilenceSeconds: seconds(300),
      /** Model calls in one run. */
      maxModelCalls: z.number().int().positive().max(10_000).default(200),
      /** Identical tool calls in a row. */
      maxRepeatedCalls: z.number().int().min(2).max(1_000).default(8),
      /** Seconds for a whole run. */
      wallTimeSeconds: seconds(7_200),
    })
    .prefault({}),
  routes: RoutingTable.default({}),
  /** The cloud model whose list price says what a local run saved. */
  referenceModel: z.string().default('gpt-5.2-codex'),
  /** Largest workspace, in bytes, that is copied so that an escalation can put it back. */
  maxSnapshotBytes: z
    .number()
    .int()
    .nonnegative()
    .default(2 * 1024 ** 3),
});
export type Settings = z.infer<typeof Settings>;
export const defaultSettings: Settings = Settings.parse({});
