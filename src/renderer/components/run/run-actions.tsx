/** What can be done with a run: stop it, run it again, open its folder, copy its parts. */
import { Copy, Ellipsis, FolderOpen, PencilLine, RotateCcw, Square } from 'lucide-react';
import { isActive, type Run } from '../../../rpc/contract.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { copyText, openFolder, otherRoute, repeatRun, stopRun } from '../../stores/run-actions.ts';
import { Button, IconButton, Menu, MenuItem, RouteIcon } from '../ui/index.ts';

interface RunActionsProps {
  run: Run;
  /** Shows another run. */
  onShow: (id: string) => void;
}

export function RunActions({ run, onShow }: RunActionsProps) {
  const other = otherRoute(run.route);
  const again = (route: Run['route']) => () => void repeatRun(run, route, onShow);
  return (
    <>
      <IconButton label="Open folder" className="max-sm:hidden" onClick={() => void openFolder(run.id)}>
        <FolderOpen size={16} />
      </IconButton>
      <Menu
        trigger={
          <IconButton label="More actions">
            <Ellipsis size={16} />
          </IconButton>
        }
      >
        <MenuItem icon={<RotateCcw size={14} />} onSelect={again(run.route)}>
          Run again on {run.route}
        </MenuItem>
        {isActive(run) && (
          <MenuItem icon={<RouteIcon route={other} />} onSelect={again(other)}>
            Run again on {other}
          </MenuItem>
        )}
        <MenuItem
          icon={<PencilLine size={14} />}
          onSelect={() => openDialog({ name: 'new-run', draft: draftOf(run) })}
        >
          New run from this one
        </MenuItem>
        <MenuItem icon={<FolderOpen size={14} />} onSelect={() => void openFolder(run.id)}>
          Open folder
        </MenuItem>
        <MenuItem icon={<Copy size={14} />} onSelect={() => void copyText(run.prompt, 'Prompt')}>
          Copy prompt
        </MenuItem>
        <MenuItem icon={<Copy size={14} />} onSelect={() => void copyText(run.id, 'Run id')}>
          Copy run id
        </MenuItem>
        <MenuItem
          icon={<Copy size={14} />}
          disabled={run.threadId === null}
          onSelect={() => void copyText(`brainswap exec resume ${run.threadId}`, 'Command')}
        >
          Copy resume command
        </MenuItem>
      </Menu>
      {isActive(run) ? (
        <Button
          tone="danger"
          icon={<Square size={12} fill="currentColor" />}
          keys="."
          onClick={() => void stopRun(run.id)}
        >
          Stop
        </Button>
      ) : (
        <Button icon={<RouteIcon route={other} />} keys="R" onClick={again(other)}>
          Run again on {other}
        </Button>
      )}
    </>
  );
}

function draftOf(run: Run) {
  return {
    prompt: run.prompt,
    cwd: run.cwd,
    route: run.requestedRoute,
    ...(run.taskClass !== null && { taskClass: run.taskClass }),
  };
}
