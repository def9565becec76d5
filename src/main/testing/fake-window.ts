/** A stand-in for BrowserWindow and its page, held to the real types. */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { vi } from 'vitest';

let nextId = 1;

/** The page in a window. */
export class FakeWebContents extends EventEmitter implements Pick<Electron.WebContents, 'id' | 'getURL'> {
  readonly id = nextId++;
  address = '';
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;
  setWindowOpenHandler = vi.fn<Electron.WebContents['setWindowOpenHandler']>((handler) => {
    this.openHandler = handler;
  });
  getURL(): string {
    return this.address;
  }
}

type Used =
  | 'show'
  | 'destroy'
  | 'hide'
  | 'focus'
  | 'restore'
  | 'isVisible'
  | 'isMinimized'
  | 'loadURL'
  | 'setBounds'
  | 'getNormalBounds'
  | 'setVisibleOnAllWorkspaces'
  | 'setBackgroundColor';

/** A window that remembers what it was made with. */
export class FakeBrowserWindow extends EventEmitter implements Pick<Electron.BrowserWindow, Used> {
  static made: FakeBrowserWindow[] = [];
  static getAllWindows(): FakeBrowserWindow[] {
    return FakeBrowserWindow.made;
  }
  readonly webContents = new FakeWebContents();
  readonly options: Electron.BrowserWindowConstructorOptions;
  visible = false;
  minimized = false;
  bounds: Partial<Electron.Rectangle> = {};
  focus = vi.fn<Electron.BrowserWindow['focus']>();
  setVisibleOnAllWorkspaces = vi.fn<Electron.BrowserWindow['setVisibleOnAllWorkspaces']>();
  setBackgroundColor = vi.fn<Electron.BrowserWindow['setBackgroundColor']>();

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    FakeBrowserWindow.made.push(this);
  }
  destroy(): void {
    this.emit('closed');
  }
  async loadURL(address: string): Promise<void> {
    this.webContents.address = address;
  }
  show(): void {
    this.visible = true;
  }
  hide(): void {
    this.visible = false;
    this.emit('hide');
  }
  isVisible(): boolean {
    return this.visible;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = bounds;
  }
  getNormalBounds(): Electron.Rectangle {
    return { x: 10, y: 40, width: 900, height: 600, ...this.bounds };
  }
}
