/** Below the head: timeline and details side by side where there is room, in turn where there is not; or the raw events. */
import { Tabs } from 'radix-ui';
import type { Run } from '../../../rpc/contract.ts';
import type { RunView } from '../../routes/search.ts';
import type { RunDocument } from '../../stores/run-document.ts';
import { useMedia } from '../../stores/use-media.ts';
import { RawEvents } from './raw-events.tsx';
import { SidePanel } from './side-panel.tsx';
import { Timeline } from './timeline.tsx';

interface RunContentProps {
  open: RunDocument;
  run: Run;
  view: RunView;
  onView: (view: RunView) => void;
}

const tab =
  'h-8 border-b-2 border-transparent px-2.5 text-muted hover:text-text data-[state=active]:border-ink data-[state=active]:font-medium data-[state=active]:text-text';

export function RunContent({ open, run, view, onView }: RunContentProps) {
  const beside = useMedia('(min-width: 1080px)');
  const shown = beside && view === 'details' ? 'timeline' : view;
  return (
    <Tabs.Root
      value={shown}
      onValueChange={(next) => {
        if (next === 'timeline' || next === 'details' || next === 'events') onView(next);
      }}
      className="flex min-h-0 grow flex-col"
    >
      <Tabs.List aria-label="Views of the run" className="flex shrink-0 border-b border-line px-2">
        <Tabs.Trigger value="timeline" className={tab}>
          Timeline
        </Tabs.Trigger>
        {!beside && (
          <Tabs.Trigger value="details" className={tab}>
            Details
          </Tabs.Trigger>
        )}
        <Tabs.Trigger value="events" className={tab}>
          Raw events
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="timeline" tabIndex={-1} className="flex min-h-0 grow outline-none">
        <Timeline open={open} run={run} />
        {beside && (
          <aside
            aria-label="Details"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area must be reachable by keyboard.
            tabIndex={0}
            className="w-80 shrink-0 overflow-y-auto border-l border-line scroll-thin xl:w-96"
          >
            <SidePanel open={open} run={run} />
          </aside>
        )}
      </Tabs.Content>
      <Tabs.Content value="details" className="min-h-0 grow overflow-y-auto outline-none scroll-thin">
        <SidePanel open={open} run={run} />
      </Tabs.Content>
      <Tabs.Content value="events" tabIndex={-1} className="flex min-h-0 grow flex-col outline-none">
        <RawEvents runId={run.id} />
      </Tabs.Content>
    </Tabs.Root>
  );
}
