/** All files the run changed, with their lines added and removed. */
import { useStore } from 'zustand';
import { countOf, relativePath } from '../../format/index.ts';
import type { RunDocument } from '../../stores/run-document.ts';
import { changeWords } from '../../timeline/index.ts';
import { DiffCounts } from './entries/diff-view.tsx';
import { Section } from './side-panel.tsx';

/** Files listed; a run that touches more is told by number. */
const most = 100;

export function FilesChanged({ open, cwd }: { open: RunDocument; cwd: string }) {
  useStore(open.state, (state) => state.filesVersion);
  const files = [...open.timeline.files.values()];
  return (
    <Section title={files.length === 0 ? 'Files changed' : `Files changed (${files.length})`}>
      {files.length === 0 && (
        <p className="text-muted">No patches. What commands wrote is not listed here.</p>
      )}
      <ul>
        {files.slice(0, most).map((file) => (
          <li key={file.path} className="flex min-h-6 items-center gap-2">
            <span className="w-10 shrink-0 text-sm text-muted">{changeWords[file.kind]}</span>
            <span className="min-w-0 grow truncate font-mono text-sm" title={file.path}>
              {relativePath(file.path, cwd)}
            </span>
            {file.added + file.removed > 0 && <DiffCounts added={file.added} removed={file.removed} />}
          </li>
        ))}
      </ul>
      {files.length > most && (
        <p className="text-muted">and {countOf(files.length - most, 'more file', 'more files')}</p>
      )}
    </Section>
  );
}
