/** From what a person typed into the New run dialog to a request, or to the words for what is missing. */
import {
  type RouteRequest,
  type RoutingEntry,
  type StartRunInput as StartRun,
  StartRunInput,
} from '../../../rpc/contract.ts';

export interface NewRunForm {
  prompt: string;
  cwd: string;
  taskClass: string;
  route: RouteRequest;
  sandbox: StartRun['sandbox'];
  verify: string;
  localOnly: boolean;
}

export type FormErrors = Partial<Record<keyof NewRunForm, string>>;

/** Either the request, or what keeps it from being one, by field. */
export function readForm(
  form: NewRunForm,
): { ok: true; input: StartRun } | { ok: false; errors: FormErrors } {
  const cwd = form.cwd.trim();
  const errors: FormErrors = {};
  if (form.prompt.trim() === '') errors.prompt = 'Say what Codex should do.';
  if (cwd === '') errors.cwd = 'Choose the folder Codex should work in.';
  else if (!isAbsolute(cwd)) errors.cwd = 'Give the whole path of the folder, from the root.';
  if (form.localOnly && form.route === 'cloud')
    errors.route = 'A run cannot be both on cloud and local only.';
  const parsed = StartRunInput.safeParse({
    ...form,
    cwd,
    taskClass: form.taskClass.trim() || null,
    verify: form.verify.trim() || null,
  });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const field = issue.path[0];
      if (isField(form, field)) errors[field] ??= issue.message;
    }
    return { ok: false, errors };
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, input: parsed.data };
}

/** What a choice of route will come to, in words. */
export function routeHint(
  form: Pick<NewRunForm, 'route' | 'taskClass' | 'localOnly'>,
  table: readonly RoutingEntry[] | null,
): string {
  if (form.localOnly)
    return 'Local only: if the runtime is down, the run fails and nothing leaves this machine.';
  if (form.route === 'local') return 'On the local runtime, whatever the routing table says.';
  if (form.route === 'cloud') return 'With your own Codex configuration.';
  const name = form.taskClass.trim();
  if (name === '') return 'Without a class, Auto means cloud.';
  const entry = table?.find((each) => each.taskClass === name);
  if (entry) return `Auto: ${name} is set to ${entry.route}.`;
  return table === null ? '' : `Auto: ${name} is not in the routing table, so it goes to cloud.`;
}

function isField(form: NewRunForm, name: unknown): name is keyof NewRunForm {
  return typeof name === 'string' && Object.hasOwn(form, name);
}

/** Absolute on a Mac or Linux, or with a drive letter. */
function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
}
