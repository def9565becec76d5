/** Settings as texts in fields and back, with words for what cannot be used. Pure. */
import { Settings } from '../../../rpc/contract.ts';
import { type SettingField, settingFields } from './fields.ts';

/** The text of each field, by its path. */
export type SettingsDraft = Readonly<Record<string, string>>;
/** What is wrong, by path. */
export type DraftErrors = Readonly<Record<string, string>>;

const gibibyte = 1024 ** 3;

export function toDraft(settings: Settings): SettingsDraft {
  return Object.fromEntries(
    settingFields.map((field) => [field.path, toText(field, valueAt(settings, field.path))]),
  );
}

/** The fields that differ. */
export function changedPaths(draft: SettingsDraft, saved: SettingsDraft): string[] {
  return settingFields.map((field) => field.path).filter((path) => draft[path] !== saved[path]);
}

/**
 * Puts the changed fields of a draft into the newest settings, so that what others changed meanwhile (routes on the
 * Routing page, the file by hand) stays. Either whole valid settings, or words by field.
 */
export function applyDraft(
  newest: Settings,
  draft: SettingsDraft,
  changed: readonly string[],
): { ok: true; settings: Settings } | { ok: false; errors: DraftErrors } {
  const next: Record<string, unknown> = structuredClone(newest);
  const errors: Record<string, string> = {};
  for (const field of settingFields) {
    if (!changed.includes(field.path)) continue;
    const read = fromText(field, draft[field.path] ?? '');
    if (read.ok) setAt(next, field.path, read.value);
    else errors[field.path] = read.message;
  }
  const parsed = Settings.safeParse(next);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const path = issue.path.join('.');
      const field = settingFields.find((each) => each.path === path);
      errors[path] ??= field ? issueWords(field, issue) : issue.message;
    }
  }
  return parsed.success && Object.keys(errors).length === 0
    ? { ok: true, settings: parsed.data }
    : { ok: false, errors };
}

function toText(field: SettingField, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (field.kind === 'gibibytes') return String(Math.round((Number(value) / gibibyte) * 1_000) / 1_000);
  return String(value);
}

type Reading = { ok: true; value: unknown } | { ok: false; message: string };

function fromText(field: SettingField, text: string): Reading {
  const trimmed = text.trim();
  if (trimmed === '') {
    return field.required
      ? { ok: false, message: `${field.label} cannot be empty.` }
      : { ok: true, value: null };
  }
  if (field.kind === 'number' || field.kind === 'gibibytes') {
    const number = Number(trimmed.replaceAll(',', ''));
    if (!Number.isFinite(number)) return { ok: false, message: `${field.label} must be a number.` };
    return { ok: true, value: field.kind === 'number' ? number : Math.round(number * gibibyte) };
  }
  return { ok: true, value: trimmed };
}

interface Issue {
  code: string;
  message: string;
  format?: unknown;
  minimum?: unknown;
  maximum?: unknown;
}

/** A refusal in the words of the field. */
function issueWords(field: SettingField, issue: Issue): string {
  const unit = field.unit === undefined || field.kind === 'gibibytes' ? '' : ` ${field.unit}`;
  const least = Number(issue.minimum) || 1;
  const figure = (n: unknown) =>
    typeof n === 'number' || typeof n === 'bigint' ? n.toLocaleString('en-US') : '';
  switch (issue.code) {
    case 'too_big':
      return `${field.label} can be at most ${figure(issue.maximum)}${unit}.`;
    case 'too_small':
      return `${field.label} must be at least ${figure(least)}${least === 1 ? unit.replace(/s$/, '') : unit}.`;
    case 'invalid_type':
      return `${field.label} must be a whole number.`;
    case 'invalid_format':
      return issue.format === 'url'
        ? `${field.label} must be a whole address, such as ${field.placeholder}.`
        : `${field.label} has letters, digits and "_" only, such as ${field.placeholder}.`;
    default:
      return `${field.label}: ${issue.message}`;
  }
}

function valueAt(settings: Settings, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), settings);
}

function setAt(target: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop();
  let place = target;
  for (const key of keys) {
    const inner = place[key];
    if (!isObject(inner)) return;
    place = inner;
  }
  if (last !== undefined) place[last] = value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
