/** The form of all settings, with what is unsaved and what is wrong in plain sight. */
import { useState } from 'react';
import type { Settings } from '../../../rpc/contract.ts';
import { connection, type ErrorWords, errorWords } from '../../connection/index.ts';
import { countOf } from '../../format/index.ts';
import { useCommand } from '../../keyboard/index.ts';
import { notify } from '../../stores/notices.ts';
import { checkStatus } from '../../stores/status.ts';
import { Callout } from '../ui/index.ts';
import { applyDraft, changedPaths, type DraftErrors, toDraft } from './draft.ts';
import { settingFields, settingSections } from './fields.ts';
import { SaveBar } from './save-bar.tsx';
import { SettingControl } from './setting-control.tsx';

interface SettingsFormProps {
  settings: Settings;
  onSaved: (settings: Settings) => void;
}

export function SettingsForm({ settings, onSaved }: SettingsFormProps) {
  const saved = toDraft(settings);
  const [draft, setDraft] = useState(saved);
  const [errors, setErrors] = useState<DraftErrors>({});
  const [refusal, setRefusal] = useState<ErrorWords | null>(null);
  const [saving, setSaving] = useState(false);
  const changed = changedPaths(draft, saved);

  const save = async (): Promise<void> => {
    if (saving || changed.length === 0) return;
    setSaving(true);
    setRefusal(null);
    try {
      const newest = await connection.request((client) => client.settings.get());
      const applied = applyDraft(newest, draft, changed);
      setErrors(applied.ok ? {} : applied.errors);
      if (!applied.ok) {
        focusFirst(applied.errors);
        return;
      }
      const next = await connection.request((client) => client.settings.update(applied.settings));
      setDraft(toDraft(next));
      onSaved(next);
      notify('Settings saved.');
      void checkStatus();
    } catch (error) {
      setRefusal(errorWords(error));
    } finally {
      setSaving(false);
    }
  };
  useCommand('save', () => void save());
  const discard = (): void => {
    setDraft(saved);
    setErrors({});
    setRefusal(null);
  };

  return (
    <>
      <form
        noValidate
        className="min-h-0 grow overflow-y-auto scroll-thin"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className="max-w-220 divide-y divide-line px-4 pb-8">
          {settingSections.map((section) => (
            <section
              key={section.title}
              aria-label={section.title}
              className="grid gap-4 py-5 md:grid-cols-[220px_1fr]"
            >
              <div>
                <h2 className="font-semibold">{section.title}</h2>
                <p className="text-muted">{section.intro}</p>
              </div>
              <div className="flex min-w-0 flex-col gap-4">
                {section.fields.map((field) => (
                  <SettingControl
                    key={field.path}
                    field={field}
                    value={draft[field.path] ?? ''}
                    changed={changed.includes(field.path)}
                    error={errors[field.path]}
                    onChange={(value) => setDraft({ ...draft, [field.path]: value })}
                  />
                ))}
              </div>
            </section>
          ))}
        </div>
        {/* Enter in a field saves; the visible button stands in the bar below, outside the scrolled area. */}
        <button type="submit" hidden />
      </form>
      {refusal !== null && (
        <div className="px-4 pb-3">
          <Callout tone="danger" title="The settings were not saved" evidence={refusal.evidence} urgent>
            {refusal.message}
          </Callout>
        </div>
      )}
      <SaveBar
        changed={changed.length}
        problem={problemWords(errors)}
        saving={saving}
        onSave={() => void save()}
        onDiscard={discard}
      />
    </>
  );
}

/** `2 fields to mend: Context length, Runtime address`. */
function problemWords(errors: DraftErrors): string | null {
  const labels = Object.keys(errors).map(
    (path) => settingFields.find((each) => each.path === path)?.label ?? path,
  );
  return labels.length === 0 ? null : `${countOf(labels.length, 'field')} to mend: ${labels.join(', ')}`;
}

function focusFirst(errors: DraftErrors): void {
  const first = settingFields.find((field) => errors[field.path] !== undefined);
  const control = first && document.querySelector<HTMLElement>(`[name="${first.path}"]`);
  control?.focus({ preventScroll: true });
  // In the middle, so that the reason below it is seen as well.
  control?.scrollIntoView({ block: 'center' });
}
