/** The item in the menu bar: its image follows the state, a click shows the popover, a right click the menu. */
import { join } from 'node:path';
import type { Rectangle } from 'electron';
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { TrayImage, TrayState } from './tray-state.ts';

export interface TrayOptions {
  /** Folder of the template images, `<image>Template.png` and `@2x`. */
  images: string;
  onClick: (bounds: Rectangle) => void;
  /** Asked each time the menu opens, so that it is never stale. */
  menu: () => MenuItemConstructorOptions[];
}

export interface TrayItem {
  show(state: TrayState): void;
  bounds(): Rectangle;
  destroy(): void;
}

/** Puts the item in the menu bar; it must be held on to, or it vanishes with the garbage collector. */
export function createTray(options: TrayOptions, first: TrayState): TrayItem {
  const image = (name: TrayImage) => {
    // "Template" at the end of the name makes macOS tint it for light, dark and selected menu bars.
    const loaded = nativeImage.createFromPath(join(options.images, `${name}Template.png`));
    loaded.setTemplateImage(true);
    return loaded;
  };
  const tray = new Tray(image(first.image));
  let shown: TrayImage = first.image;
  const show = (state: TrayState): void => {
    if (state.image !== shown) tray.setImage(image(state.image));
    shown = state.image;
    tray.setTitle(state.title, { fontType: 'monospacedDigit' });
    tray.setToolTip(state.tooltip);
  };
  show(first);
  // A menu set with setContextMenu would open on every click, and leave none for the popover.
  const popUp = (): void => tray.popUpContextMenu(Menu.buildFromTemplate(options.menu()));
  tray.on('click', (event, bounds) => (event.ctrlKey === true ? popUp() : options.onClick(bounds)));
  tray.on('right-click', popUp);
  return { show, bounds: () => tray.getBounds(), destroy: () => tray.destroy() };
}
