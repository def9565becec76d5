/** A few exclusive choices in one row: radio buttons to the keyboard and to screen readers. */
import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';

export interface ChoiceOption<T extends string> {
  value: T;
  label: string;
  icon?: ReactNode;
}

interface ChoiceProps<T extends string> {
  label: string;
  /** Shown above the row; hidden labels are still spoken. */
  showLabel?: boolean;
  value: T;
  options: readonly ChoiceOption<T>[];
  onChange: (value: T) => void;
  hint?: ReactNode;
  disabled?: boolean;
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, showLabel = true, value, options, onChange, hint, disabled = false } = props;
  return (
    <div className="flex flex-col gap-1">
      {showLabel && (
        <span aria-hidden className="font-medium">
          {label}
        </span>
      )}
      <RadioGroup.Root
        aria-label={label}
        value={value}
        disabled={disabled}
        onValueChange={(next) => {
          const option = options.find((each) => each.value === next);
          if (option) onChange(option.value);
        }}
        orientation="horizontal"
        className="flex h-7 w-fit rounded-md border border-line bg-sunken p-0.5"
      >
        {options.map((option) => (
          <RadioGroup.Item
            key={option.value}
            value={option.value}
            aria-label={option.label}
            className="inline-flex items-center gap-1.5 rounded-sm px-2.5 text-muted data-[state=checked]:bg-raised data-[state=checked]:font-medium data-[state=checked]:text-text data-[state=checked]:shadow-[0_0_0_1px_var(--line)]"
          >
            {option.icon}
            {option.label}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {hint !== undefined && <p className="text-sm text-muted">{hint}</p>}
    </div>
  );
}
