/** Turns the menu's plain lines into what Electron builds a menu from. */
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuLine, TrayAction } from './tray-menu.ts';

/** The template of a menu; `perform` is called with the action of the line that was chosen. */
export function menuTemplate(
  lines: readonly MenuLine[],
  perform: (action: TrayAction) => void,
): MenuItemConstructorOptions[] {
  return lines.map((line) => menuItem(line, perform));
}

function menuItem(line: MenuLine, perform: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (line.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'text':
      return { label: literal(line.text), enabled: false, toolTip: line.detail };
    case 'toggle':
      return {
        type: 'checkbox',
        label: literal(line.text),
        checked: line.checked,
        click: () => perform(line.action),
      };
    case 'action':
      return {
        label: literal(line.text),
        toolTip: line.detail,
        ...(line.accelerator === null ? {} : { accelerator: line.accelerator }),
        click: () => perform(line.action),
      };
  }
}

/** Electron reads one `&` as the mark of a shortcut letter; a prompt may hold one. */
function literal(text: string): string {
  return text.replaceAll('&', '&&');
}
