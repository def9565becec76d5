/** Adds a class to the routing table, or changes or removes one. */
import { type FormEvent, useId, useState } from 'react';
import { type RouteName, type RoutingEntry, TaskClass } from '../../../rpc/contract.ts';
import { type ErrorWords, errorWords } from '../../connection/index.ts';
import { notify } from '../../stores/notices.ts';
import { removeRoute, setRoute } from '../../stores/routing-table.ts';
import {
  Button,
  Checkbox,
  Choice,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogRefusal,
  Field,
  RouteIcon,
  TextInput,
} from '../ui/index.ts';

interface RouteDialogProps {
  /** The class to edit; null adds a new one. */
  taskClass: string | null;
  /** Its rule, when it has one. */
  entry: RoutingEntry | null;
  onClose: () => void;
}

const routes = [
  { value: 'local', label: 'Local', icon: <RouteIcon route="local" /> },
  { value: 'cloud', label: 'Cloud', icon: <RouteIcon route="cloud" /> },
] as const;

export function RouteDialog({ taskClass, entry, onClose }: RouteDialogProps) {
  const [name, setName] = useState(taskClass ?? '');
  const [route, setRouteName] = useState<RouteName>(entry?.route ?? (taskClass === null ? 'local' : 'cloud'));
  const [escalate, setEscalate] = useState(entry?.escalate ?? true);
  const [verify, setVerify] = useState(entry?.verify ?? '');
  const [nameError, setNameError] = useState<string>();
  const [refusal, setRefusal] = useState<ErrorWords | null>(null);
  const formId = useId();

  const act = async (work: () => Promise<void>, done: string): Promise<void> => {
    setRefusal(null);
    try {
      await work();
      notify(done);
      onClose();
    } catch (error) {
      setRefusal(errorWords(error));
    }
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const parsed = TaskClass.safeParse(name.trim());
    setNameError(parsed.success ? undefined : parsed.error.issues[0]?.message);
    if (!parsed.success) return;
    const rule = { taskClass: parsed.data, route, escalate, verify: verify.trim() || null };
    void act(() => setRoute(rule), `${parsed.data} now goes to ${route}.`);
  };

  return (
    <Dialog
      title={taskClass === null ? 'Add a class' : `Route of ${taskClass}`}
      description={
        taskClass === null ? 'Runs called with --task and this name take the route you choose.' : undefined
      }
      onClose={onClose}
    >
      <DialogBody>
        <form id={formId} noValidate onSubmit={save} className="flex flex-col gap-4">
          {taskClass === null && (
            <Field
              label="Task class"
              error={nameError}
              hint="Lower case letters, digits, “.”, “_”, “/” or “-”."
            >
              {(ids) => (
                <TextInput
                  {...ids}
                  autoFocus
                  value={name}
                  placeholder="rename"
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
          )}
          <Choice
            label="Route"
            value={route}
            options={routes}
            onChange={setRouteName}
            hint="For runs that ask for Auto. Who asks for local or cloud gets it."
          />
          <Checkbox
            label="Try again on cloud when the local run fails"
            hint="The workspace is put back as it was first."
            checked={escalate}
            disabled={route === 'cloud'}
            onChange={(event) => setEscalate(event.target.checked)}
          />
          <Field
            label="Verify command"
            hint="Run in the folder after each run of the class, when the caller gave none. Empty: no check."
          >
            {(ids) => (
              <TextInput
                {...ids}
                className="font-mono text-sm"
                value={verify}
                placeholder="npm test"
                onChange={(event) => setVerify(event.target.value)}
              />
            )}
          </Field>
        </form>
      </DialogBody>
      <DialogRefusal title="The routing table was not changed" refusal={refusal} />
      <DialogFooter>
        {entry !== null && (
          <Button
            tone="danger"
            className="mr-auto"
            onClick={() =>
              void act(
                () => removeRoute(entry.taskClass),
                `${entry.taskClass} has no rule now, so it goes to cloud.`,
              )
            }
          >
            Remove class
          </Button>
        )}
        <Button tone="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button tone="primary" type="submit" form={formId}>
          {taskClass === null ? 'Add class' : 'Save route'}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
