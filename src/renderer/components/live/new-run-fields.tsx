/** The fields of the New run dialog. */
import { Shuffle } from 'lucide-react';
import { useId } from 'react';
import { useStore } from 'zustand';
import type { RoutingEntry } from '../../../rpc/contract.ts';
import { shortPath } from '../../format/index.ts';
import { statusStore } from '../../stores/status.ts';
import { Checkbox, Choice, Field, FieldError, RouteIcon, Select, TextArea, TextInput } from '../ui/index.ts';
import { type FormErrors, type NewRunForm, routeHint } from './new-run-draft.ts';

const routes = [
  { value: 'auto', label: 'Auto', icon: <Shuffle size={14} aria-hidden /> },
  { value: 'local', label: 'Local', icon: <RouteIcon route="local" /> },
  { value: 'cloud', label: 'Cloud', icon: <RouteIcon route="cloud" /> },
] as const;

interface NewRunFieldsProps {
  form: NewRunForm;
  errors: FormErrors;
  folders: readonly string[];
  table: readonly RoutingEntry[] | null;
  onChange: (part: Partial<NewRunForm>) => void;
}

export function NewRunFields({ form, errors, folders, table, onChange }: NewRunFieldsProps) {
  const classes = useStore(statusStore, (state) => state.status?.taskClasses);
  const listId = useId();
  return (
    <>
      <Field label="Prompt" error={errors.prompt}>
        {(ids) => (
          <TextArea
            {...ids}
            autoFocus
            rows={3}
            value={form.prompt}
            placeholder="Rename UserDTO to User everywhere"
            onChange={(event) => onChange({ prompt: event.target.value })}
          />
        )}
      </Field>
      <Field label="Folder" error={errors.cwd} hint={<Folders {...{ folders, form, onChange }} />}>
        {(ids) => (
          <TextInput
            {...ids}
            className="font-mono text-sm"
            value={form.cwd}
            placeholder="/Users/you/code/app"
            onChange={(event) => onChange({ cwd: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Task class" error={errors.taskClass} hint="Optional: what kind of task it is.">
          {(ids) => (
            <>
              <TextInput
                {...ids}
                list={listId}
                value={form.taskClass}
                placeholder="rename"
                onChange={(event) => onChange({ taskClass: event.target.value })}
              />
              <datalist id={listId}>
                {classes?.map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Field label="Sandbox" hint="What Codex may touch.">
          {(ids) => (
            <Select
              {...ids}
              value={form.sandbox}
              onChange={(event) =>
                onChange({ sandbox: event.target.value === 'read-only' ? 'read-only' : 'workspace-write' })
              }
            >
              <option value="workspace-write">Write in the folder</option>
              <option value="read-only">Read only</option>
            </Select>
          )}
        </Field>
      </div>
      <div>
        <Choice
          label="Route"
          value={form.route}
          options={routes}
          onChange={(route) => onChange({ route })}
          hint={routeHint(form, table)}
        />
        {errors.route !== undefined && <FieldError>{errors.route}</FieldError>}
      </div>
      <Field
        label="Verify command"
        error={errors.verify}
        hint="Optional: run in the folder afterwards; the run counts as good only when it exits with 0."
      >
        {(ids) => (
          <TextInput
            {...ids}
            className="font-mono text-sm"
            value={form.verify}
            placeholder="npm test"
            onChange={(event) => onChange({ verify: event.target.value })}
          />
        )}
      </Field>
      <Checkbox
        label="Local only"
        hint="Never go to cloud, not even when the local run fails."
        checked={form.localOnly}
        onChange={(event) => onChange({ localOnly: event.target.checked })}
      />
    </>
  );
}

/** Folders of recent runs, one press away. */
function Folders({ folders, form, onChange }: Pick<NewRunFieldsProps, 'folders' | 'form' | 'onChange'>) {
  const others = folders.filter((folder) => folder !== form.cwd).slice(0, 4);
  if (others.length === 0) return null;
  return (
    <span className="flex flex-wrap items-center gap-1 pt-0.5">
      Recent:
      {others.map((folder) => (
        <button
          key={folder}
          type="button"
          title={folder}
          onClick={() => onChange({ cwd: folder })}
          className="max-w-48 truncate rounded-sm border border-line bg-sunken px-1.5 py-0.5 text-text hover:bg-hover"
        >
          {shortPath(folder)}
        </button>
      ))}
    </span>
  );
}
