/** Starts a run from the dashboard. */
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { type ErrorWords, errorWords } from '../../connection/index.ts';
import { onMac, printKeys } from '../../keyboard/index.ts';
import { closeDialog, type NewRunDraft } from '../../stores/dialogs.ts';
import { loadRoutingTable, routingTableStore } from '../../stores/routing-table.ts';
import { startRun } from '../../stores/run-actions.ts';
import { statusStore } from '../../stores/status.ts';
import { Button, Dialog, DialogBody, DialogFooter, DialogRefusal } from '../ui/index.ts';
import { type FormErrors, type NewRunForm, readForm } from './new-run-draft.ts';
import { NewRunFields } from './new-run-fields.tsx';

export function NewRunDialog({ draft }: { draft: NewRunDraft }) {
  const folders = useStore(statusStore, (state) => state.status?.recentFolders ?? noFolders);
  const table = useStore(routingTableStore, (state) => state.entries);
  const [form, setForm] = useState<NewRunForm>(() => ({
    prompt: draft.prompt ?? '',
    cwd: draft.cwd ?? folders[0] ?? '',
    taskClass: draft.taskClass ?? '',
    route: draft.route ?? 'auto',
    sandbox: 'workspace-write',
    verify: '',
    localOnly: false,
  }));
  const [errors, setErrors] = useState<FormErrors>({});
  const [refusal, setRefusal] = useState<ErrorWords | null>(null);
  const [starting, setStarting] = useState(false);
  const navigate = useNavigate();
  const formId = useId();

  useEffect(() => {
    // Only a hint depends on it; without an answer the dialog works all the same.
    loadRoutingTable().catch(() => {});
  }, []);

  const submit = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    const read = readForm(form);
    setErrors(read.ok ? {} : read.errors);
    if (!read.ok || starting) return;
    setStarting(true);
    setRefusal(null);
    try {
      const id = await startRun(read.input);
      closeDialog();
      void navigate({ to: '/runs/$id', params: { id } });
    } catch (error) {
      setRefusal(errorWords(error));
      setStarting(false);
    }
  };

  return (
    <Dialog
      title="New run"
      description="Codex works in the folder until it is done; you can watch and stop it."
      onClose={closeDialog}
    >
      <DialogBody>
        <form
          id={formId}
          className="flex flex-col gap-4"
          noValidate
          onSubmit={(event) => void submit(event)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit();
          }}
        >
          <NewRunFields
            form={form}
            errors={errors}
            folders={folders}
            table={table}
            onChange={(part) => setForm((before) => ({ ...before, ...part }))}
          />
        </form>
      </DialogBody>
      <DialogRefusal title="The run did not start" refusal={refusal} />
      <DialogFooter>
        <Button tone="quiet" onClick={closeDialog}>
          Cancel
        </Button>
        <Button
          tone="primary"
          type="submit"
          form={formId}
          disabled={starting}
          keys={printKeys(['mod+↵'], onMac)}
        >
          {starting ? 'Starting' : 'Start run'}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

const noFolders: readonly string[] = [];
