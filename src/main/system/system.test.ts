/** Statements about what the app is to the system: one instance, no Dock icon, a login item. */
import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { fakeElectron } from '../testing/fake-electron.ts';
import { launchesAtLogin, setLaunchAtLogin } from './login-item.ts';
import { stayInMenuBar } from './menu-bar-only.ts';
import { isOnlyInstance } from './single-instance.ts';

describe('the single instance', () => {
  it('goes on, and hears of a second start', () => {
    const { app } = fakeElectron();
    const onSecond = vi.fn();
    expect(isOnlyInstance(app, onSecond)).toBe(true);
    app.emit('second-instance');
    expect(onSecond).toHaveBeenCalledOnce();
  });

  it('does not go on when another one holds the lock', () => {
    const { app } = fakeElectron({ onlyInstance: false });
    expect(isOnlyInstance(app, vi.fn())).toBe(false);
    expect(app.listenerCount('second-instance')).toBe(0);
  });
});

describe('a menu-bar app', () => {
  it('has no Dock icon and outlives its windows', () => {
    const { app } = fakeElectron();
    stayInMenuBar(app as unknown as Pick<App, 'dock' | 'on'>);
    expect(app.dock.hide).toHaveBeenCalledOnce();
    expect(app.listenerCount('window-all-closed')).toBe(1);
  });

  it('works where there is no Dock', () => {
    const app = new EventEmitter() as unknown as Pick<App, 'dock' | 'on'>;
    expect(() => stayInMenuBar(app)).not.toThrow();
  });
});

describe('launch at login', () => {
  const of = (packaged: boolean) => fakeElectron({ packaged }).app as unknown as App;

  it('is offered by the installed Mac app only', () => {
    expect(launchesAtLogin(of(true), 'darwin')).toBe(false);
    expect(launchesAtLogin(of(false), 'darwin')).toBeNull();
    expect(launchesAtLogin(of(true), 'linux')).toBeNull();
  });

  it('is turned on in the system', () => {
    const app = of(true);
    setLaunchAtLogin(app, true);
    expect(app.setLoginItemSettings).toHaveBeenCalledExactlyOnceWith({ openAtLogin: true });
  });
});
