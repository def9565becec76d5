/** Finds pages, actions and runs by a few letters. */
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useRef, useState } from 'react';
import { stateOf } from '../../answer/index.ts';
import { firstLine, shortPath } from '../../format/index.ts';
import { closeDialog } from '../../stores/dialogs.ts';
import { RouteBadge, StateIcon, useFocusReturn } from '../ui/index.ts';
import { paletteActions } from './palette-actions.ts';
import { useFoundRuns } from './use-found-runs.ts';

const item =
  'flex h-9 items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-selected aria-disabled:opacity-50';
const group =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-muted';

export function Palette() {
  const [query, setQuery] = useState('');
  const navigate = useNavigate();
  const actions = paletteActions(query);
  const { runs, searching } = useFoundRuns(query);
  const [value, setValue] = useState('');
  const values = [...actions.map((action) => action.label), ...runs.map((run) => run.id)];
  // Something is always chosen, also when the runs come later than the key that takes the first of them.
  const selected = values.includes(value) ? value : (values[0] ?? '');
  const giveBack = useFocusReturn();
  const chosen = useRef<(() => void) | null>(null);
  const choose = (act: () => void) => () => {
    chosen.current = act;
    closeDialog();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && closeDialog()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            giveBack(event);
            // Only now, so that the action may take the focus and keep it.
            chosen.current?.();
          }}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-150 -translate-x-1/2 rounded-lg bg-raised shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">Find pages, runs and actions</Dialog.Title>
          <Command
            shouldFilter={false}
            loop
            label="Find pages, runs and actions"
            value={selected}
            onValueChange={setValue}
          >
            <Command.Input
              value={query}
              onValueChange={setQuery}
              placeholder="Find pages, runs and actions"
              className="h-11 w-full border-b border-line bg-transparent px-4 text-lg outline-none"
            />
            <Command.List className="h-90 max-h-[60vh] overflow-y-auto scroll-thin p-1.5">
              {!searching && (
                <Command.Empty className="px-3 py-8 text-center text-muted">
                  Nothing found for “{query}”.
                </Command.Empty>
              )}
              {actions.length > 0 && (
                <Command.Group heading="Go and do" className={group}>
                  {actions.map((action) => (
                    <Command.Item
                      key={action.label}
                      value={action.label}
                      onSelect={choose(action.act)}
                      className={item}
                    >
                      <span className="grow">{action.label}</span>
                      <kbd className="font-sans text-sm text-muted">{action.keys}</kbd>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              {runs.length > 0 && (
                <Command.Group heading={query.trim() === '' ? 'Recent runs' : 'Runs'} className={group}>
                  {runs.map((run) => (
                    <Command.Item
                      key={run.id}
                      value={run.id}
                      onSelect={choose(() => void navigate({ to: '/runs/$id', params: { id: run.id } }))}
                      className={item}
                    >
                      <StateIcon state={stateOf(run)} size={14} />
                      <span className="min-w-0 grow truncate">{firstLine(run.prompt) || run.id}</span>
                      <span className="hidden max-w-36 truncate text-muted sm:inline">
                        {shortPath(run.cwd)}
                      </span>
                      <RouteBadge route={run.route} />
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
