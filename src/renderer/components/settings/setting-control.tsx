/** The control of one setting. */
import { Choice, Field, FieldError, TextInput } from '../ui/index.ts';
import type { SettingField } from './fields.ts';

interface SettingControlProps {
  field: SettingField;
  value: string;
  changed: boolean;
  error: string | undefined;
  onChange: (value: string) => void;
}

export function SettingControl({ field, value, changed, error, onChange }: SettingControlProps) {
  if (field.choices) {
    return (
      <div>
        <Choice
          label={field.label}
          value={value}
          options={field.choices}
          onChange={onChange}
          hint={field.hint}
        />
        {changed && <Unsaved />}
        {error !== undefined && <FieldError>{error}</FieldError>}
      </div>
    );
  }
  const short = field.kind === 'number' || field.kind === 'gibibytes';
  return (
    <Field
      label={field.label}
      error={error}
      hint={
        <>
          {field.hint} {changed && <Unsaved />}
        </>
      }
    >
      {(ids) => (
        <div className="flex items-center gap-2">
          <TextInput
            {...ids}
            name={field.path}
            value={value}
            placeholder={field.placeholder}
            inputMode={short ? 'decimal' : field.kind === 'address' ? 'url' : 'text'}
            className={short ? 'w-28! text-right' : 'max-w-120 font-mono text-sm'}
            onChange={(event) => onChange(event.target.value)}
          />
          {field.unit !== undefined && <span className="text-muted">{field.unit}</span>}
        </div>
      )}
    </Field>
  );
}

function Unsaved() {
  return <span className="text-sm font-medium whitespace-nowrap text-warn">Not saved yet.</span>;
}
