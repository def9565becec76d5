/** Commands as a person would type them. Pure, safe to import in a browser. */

/** The command inside Codex's shell call: `/bin/bash -lc 'rg -l x'` as `rg -l x`. */
export function plainCommand(command: string): string {
  const inner = /^\S*\/?(?:ba|z|da)?sh\s+-l?c\s+([\s\S]+)$/.exec(command)?.[1];
  if (inner === undefined) return command;
  const single = /^'([\s\S]*)'$/.exec(inner)?.[1];
  if (single !== undefined) return single.replaceAll(`'\\''`, "'").replaceAll(`'"'"'`, "'");
  const double = /^"([\s\S]*)"$/.exec(inner)?.[1];
  return double === undefined ? inner : double.replaceAll(/\\(["\\$`])/g, '$1');
}
