/** The filter of the run list; what it holds is in the address, so that it can be kept and shared. */
import { Search, X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { type FilterSearch, isFiltered, statusChoices } from '../../filter/index.ts';
import { runCommand } from '../../keyboard/index.ts';
import { statusStore } from '../../stores/status.ts';
import { Button, Select, TextInput } from '../ui/index.ts';
import { useFilterFocus } from './filter-focus.ts';

const filterSelect =
  'shrink grow basis-24 border-line! bg-sunken! max-sm:px-1 sm:w-auto sm:shrink-0 sm:grow-0 sm:basis-auto';

interface FilterBarProps {
  search: FilterSearch;
  /** Changes these parts; an empty text takes a part away. */
  onChange: (part: Record<string, string>) => void;
  onClear: () => void;
}

export function FilterBar({ search, onChange, onClear }: FilterBarProps) {
  const classes = useStore(statusStore, (state) => state.status?.taskClasses);
  const field = useRef<HTMLInputElement>(null);
  useFilterFocus(field);
  const [text, setText] = useTypedText(search.q ?? '', field);
  const options = [...new Set([...(classes ?? []), ...(search.class ? [search.class] : [])])].sort();
  return (
    <search className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 pb-3">
      <div className="relative min-w-0 grow basis-full sm:max-w-80 sm:basis-40">
        <Search size={14} className="absolute top-1.75 left-2 text-faint" aria-hidden />
        <TextInput
          ref={field}
          type="search"
          aria-label="Filter by text"
          placeholder="Filter by prompt, folder, class, model"
          className="border-line! bg-sunken! pr-6 pl-7 [&::-webkit-search-cancel-button]:hidden"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            onChange({ q: event.target.value });
          }}
          onKeyDown={(event) => {
            // A first Escape empties the field, as in every search field; a second one leaves it.
            if (event.key === 'Escape' && text === '') event.currentTarget.blur();
            if (event.key === 'Enter') runCommand('next-row');
          }}
        />
        <kbd aria-hidden className="absolute top-1 right-2 font-sans text-sm text-faint">
          /
        </kbd>
      </div>
      <Select
        aria-label="Task class"
        className={filterSelect}
        value={search.class ?? ''}
        onChange={(event) => onChange({ class: event.target.value })}
      >
        <option value="">Any class</option>
        {options.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      <Select
        aria-label="Route"
        className={filterSelect}
        value={search.route ?? ''}
        onChange={(event) => onChange({ route: event.target.value })}
      >
        <option value="">Any route</option>
        <option value="local">Local</option>
        <option value="cloud">Cloud</option>
      </Select>
      <Select
        aria-label="Status"
        className={filterSelect}
        value={search.status ?? ''}
        onChange={(event) => onChange({ status: event.target.value })}
      >
        <option value="">Any status</option>
        {statusChoices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
      {isFiltered(search) && (
        <Button tone="quiet" icon={<X size={14} />} onClick={onClear}>
          Clear filter
        </Button>
      )}
    </search>
  );
}

/** What is typed shows at once and the address follows; the address leads when it is changed elsewhere. */
function useTypedText(
  inAddress: string,
  field: RefObject<HTMLInputElement | null>,
): [string, (text: string) => void] {
  const [text, setText] = useState(inAddress);
  useEffect(() => {
    if (document.activeElement !== field.current) setText(inAddress);
  }, [inAddress, field]);
  return [text, setText];
}
