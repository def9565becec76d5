/** The run list with nothing in it: the reason, and the one next thing to do. */
import { BrainCircuit, Filter, PlugZap, SquareTerminal } from 'lucide-react';
import { useStore } from 'zustand';
import { problemsOf } from '../../answer/index.ts';
import { type FilterSearch, isFiltered } from '../../filter/index.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { checkStatus, statusStore } from '../../stores/status.ts';
import { Button, Empty } from '../ui/index.ts';

const icons = {
  'codex-missing': <SquareTerminal size={32} />,
  'runtime-down': <PlugZap size={32} />,
  'runtime-idle': <BrainCircuit size={32} />,
};

export function LiveEmpty({ search, onClear }: { search: FilterSearch; onClear: () => void }) {
  const { status, checking } = useStore(statusStore);
  if (isFiltered(search)) {
    return (
      <Empty
        icon={<Filter size={32} />}
        title="No run matches the filter"
        action={<Button onClick={onClear}>Clear filter</Button>}
      >
        Runs that begin now and match will appear here.
      </Empty>
    );
  }
  const [problem] = status === null ? [] : problemsOf(status);
  const newRun = (
    <Button tone={problem ? 'plain' : 'primary'} onClick={() => openDialog({ name: 'new-run', draft: {} })}>
      New run
    </Button>
  );
  if (problem !== undefined) {
    return (
      <Empty
        icon={icons[problem.id]}
        title={problem.title}
        command={problem.command}
        action={
          <>
            <Button tone="primary" disabled={checking} onClick={() => void checkStatus()}>
              {checking ? 'Checking' : 'Check again'}
            </Button>
            {problem.id !== 'codex-missing' && newRun}
          </>
        }
      >
        {problem.message}
      </Empty>
    );
  }
  return (
    <Empty
      icon={<SquareTerminal size={32} />}
      title="No runs yet"
      command={'brainswap exec --task rename "Rename UserDTO to User"'}
      action={newRun}
    >
      Start one here, or in a terminal, exactly as you call codex exec. It appears here at once.
    </Empty>
  );
}
