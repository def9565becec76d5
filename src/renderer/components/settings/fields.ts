/** Every setting as a field: its words, its control, and how its text becomes a value. Plain data. */

export interface SettingField {
  /** Where it lies in the settings, e.g. `local.runtimeUrl`. */
  path: string;
  label: string;
  hint: string;
  /** `gibibytes` shows bytes in steps of 1,024³; `text` and `address` take empty for null. */
  kind: 'text' | 'address' | 'number' | 'gibibytes' | 'choice';
  unit?: string;
  placeholder?: string;
  /** Empty is not allowed. */
  required?: boolean;
  choices?: readonly { value: string; label: string }[];
}

export interface SettingSection {
  title: string;
  intro: string;
  fields: readonly SettingField[];
}

const seconds = { kind: 'number', unit: 'seconds', required: true } as const;

export const settingSections: readonly SettingSection[] = [
  {
    title: 'Local route',
    intro: 'Which model answers local runs, and how Codex is set up for it.',
    fields: [
      {
        path: 'local.mode',
        label: 'Prompt and tools',
        hint: 'Lean sends under 7 KB with every request; stock is codex --oss as you would type it, about 40 KB.',
        kind: 'choice',
        choices: [
          { value: 'lean', label: 'Lean' },
          { value: 'stock', label: 'Stock' },
        ],
      },
      {
        path: 'local.runtimeUrl',
        label: 'Runtime address',
        hint: 'Any server with /v1/responses. Empty: LM Studio on this machine.',
        kind: 'address',
        placeholder: 'http://127.0.0.1:1234/v1',
      },
      {
        path: 'local.model',
        label: 'Local model',
        hint: 'The key the runtime knows it by. Empty: the model that is loaded.',
        kind: 'text',
        placeholder: 'qwen3-coder-30b-a3b-instruct',
      },
      {
        path: 'local.contextLength',
        label: 'Context length',
        hint: 'What LM Studio loads the model with, and what is assumed where a runtime does not tell.',
        kind: 'number',
        unit: 'tokens',
        required: true,
      },
    ],
  },
  {
    title: 'Cloud route',
    intro: 'Leave this empty to use Codex as you have set it up.',
    fields: [
      {
        path: 'cloud.baseUrl',
        label: 'Provider address',
        hint: 'A provider of your own instead of the one in Codex’s configuration.',
        kind: 'address',
        placeholder: 'https://api.example.com/v1',
      },
      {
        path: 'cloud.model',
        label: 'Cloud model',
        hint: 'Empty: the model in Codex’s configuration.',
        kind: 'text',
        placeholder: 'gpt-5.2-codex',
      },
      {
        path: 'cloud.apiKeyEnv',
        label: 'Variable with the key',
        hint: 'The name of the environment variable that holds the provider’s key. The key itself is never kept here.',
        kind: 'text',
        placeholder: 'EXAMPLE_API_KEY',
      },
    ],
  },
  {
    title: 'Limits',
    intro: 'They end what Codex would never end. Each says so in the run it ended.',
    fields: [
      {
        path: 'watchdog.headerSilenceSeconds',
        label: 'Silence before an answer',
        hint: 'How long a runtime may take to begin to answer.',
        ...seconds,
      },
      {
        path: 'watchdog.streamSilenceSeconds',
        label: 'Silence in an answer',
        hint: 'How long an answer may stand still.',
        ...seconds,
      },
      {
        path: 'watchdog.maxModelCalls',
        label: 'Model calls in a run',
        hint: 'A run with more is stopped.',
        kind: 'number',
        unit: 'calls',
        required: true,
      },
      {
        path: 'watchdog.maxRepeatedCalls',
        label: 'Identical tool calls in a row',
        hint: 'A model that repeats itself this often is stuck.',
        kind: 'number',
        unit: 'calls',
        required: true,
      },
      {
        path: 'watchdog.wallTimeSeconds',
        label: 'Time for a whole run',
        hint: 'From start to end. The verify command gets as much again.',
        ...seconds,
      },
    ],
  },
  {
    title: 'Codex, costs and copies',
    intro: '',
    fields: [
      {
        path: 'codex.path',
        label: 'Path of the Codex CLI',
        hint: 'Empty: found on the PATH, in Homebrew, or in npm’s global folder.',
        kind: 'text',
        placeholder: '/opt/homebrew/bin/codex',
      },
      {
        path: 'referenceModel',
        label: 'Reference model',
        hint: 'The cloud model whose list price says what a local run did not cost.',
        kind: 'text',
        required: true,
      },
      {
        path: 'maxSnapshotBytes',
        label: 'Largest workspace to copy',
        hint: 'Larger ones are not put back, so their local runs are not tried again on cloud.',
        kind: 'gibibytes',
        unit: 'GiB',
        required: true,
      },
    ],
  },
];

export const settingFields: readonly SettingField[] = settingSections.flatMap((section) => section.fields);
