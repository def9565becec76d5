/** The list of keys, drawn from the same keymap that handles them. */
import { controlKeys, keymap, onMac, printKeys } from '../../keyboard/index.ts';
import { closeDialog } from '../../stores/dialogs.ts';
import { Dialog, DialogBody } from '../ui/index.ts';

const all = [
  ...keymap.map((binding) => ({ ...binding, keys: printKeys(binding.keys, onMac) })),
  ...controlKeys,
];
const groups = [...new Set(all.map((each) => each.group))];

export function KeysDialog() {
  return (
    <Dialog title="Keys" onClose={closeDialog}>
      <DialogBody toRead>
        <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
          {groups.map((group) => (
            <section key={group} aria-label={group}>
              <h3 className="mb-1 font-semibold">{group}</h3>
              <dl>
                {all
                  .filter((each) => each.group === group)
                  .map((each) => (
                    <div key={each.keys + each.label} className="flex min-h-7 items-center gap-3">
                      <dt className="grow text-muted">{each.label}</dt>
                      <dd>
                        <kbd className="rounded-sm border border-line bg-sunken px-1.5 py-0.5 font-sans text-sm whitespace-nowrap">
                          {each.keys}
                        </kbd>
                      </dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogBody>
    </Dialog>
  );
}
