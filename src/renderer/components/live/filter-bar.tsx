/** The filter of the run list; what it holds is in the address, so that it can be kept and shared. */
import { useLocation } from '@tanstack/react-router';
import { Search, X } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { type FilterSearch, isFiltered, parseFilterSearch, statusChoices } from '../../filter/index.ts';
import { useCommand } from '../../keyboard/index.ts';
import { statusStore } from '../../stores/status.ts';
import { Button, Select, TextInput } from '../ui/index.ts';

const filterSelect =
  'shrink grow basis-24 border-line! bg-sunken! max-sm:px-1 sm:w-auto sm:shrink-0 sm:grow-0 sm:basis-auto';

interface FilterBarProps {
  search: FilterSearch;
  onChange: (search: FilterSearch) => void;
}

export function FilterBar({ search, onChange }: FilterBarProps) {
  const classes = useStore(statusStore, (state) => state.status?.taskClasses);
  const field = useRef<HTMLInputElement>(null);
  useFilterFocus(field);
  const set = (part: Record<string, string>): void => onChange(parseFilterSearch({ ...search, ...part }));
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
          value={search.q ?? ''}
          onChange={(event) => set({ q: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
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
        onChange={(event) => set({ class: event.target.value })}
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
        onChange={(event) => set({ route: event.target.value })}
      >
        <option value="">Any route</option>
        <option value="local">Local</option>
        <option value="cloud">Cloud</option>
      </Select>
      <Select
        aria-label="Status"
        className={filterSelect}
        value={search.status ?? ''}
        onChange={(event) => set({ status: event.target.value })}
      >
        <option value="">Any status</option>
        {statusChoices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
      {isFiltered(search) && (
        <Button tone="quiet" icon={<X size={14} />} onClick={() => onChange({})}>
          Clear filter
        </Button>
      )}
    </search>
  );
}

/** `/` puts the cursor in the field, also when it was pressed on another page (then the address ends in `#filter`). */
function useFilterFocus(field: RefObject<HTMLInputElement | null>): void {
  const asked = useLocation({ select: (location) => location.hash === 'filter' });
  useEffect(() => {
    if (asked) field.current?.focus();
  }, [asked, field]);
  useCommand('focus-filter', () => field.current?.select());
}
