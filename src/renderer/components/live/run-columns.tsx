/** The names of the columns, and the heights that rows and skeletons share. */

/** Pixels. */
export const rowHeight = { wide: 36, narrow: 56 };

const columns: readonly (readonly [name: string, className: string])[] = [
  ['', ''],
  ['Time', 'text-right'],
  ['Class', ''],
  ['Route', ''],
  ['Model', 'run-model'],
  ['Folder', ''],
  ['Prompt', ''],
  ['Now or result', ''],
  ['Tokens', 'text-right'],
  ['Started', 'run-when text-right'],
];

/** For the eye only: each row's name says the same in words. */
export function RunColumns() {
  return (
    <div
      aria-hidden
      className="run-row sticky top-0 z-10 h-7 border-b border-line bg-surface px-4 text-sm text-muted"
    >
      {columns.map(([name, className]) => (
        <span key={name} className={className}>
          {name}
        </span>
      ))}
    </div>
  );
}
