/** The security list, item by item, against the stand-in for Electron. */
import type { Session, WebContents } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeElectron, fakeElectron } from '../testing/fake-electron.ts';
import { FakeWebContents } from '../testing/fake-window.ts';
import { allowedHosts, externalAddress } from './external-links.ts';
import { isTrustedSender } from './ipc-sender.ts';
import { mayLoad } from './network.ts';
import { responseHeaders } from './response-headers.ts';
import { securePreferences } from './web-preferences.ts';

const { electron } = vi.hoisted(() => ({ electron: {} as FakeElectron }));
vi.mock('electron', () => electron);
const { guardPages, lockDown } = await import('./lock-down.ts');

beforeEach(() => void Object.assign(electron, fakeElectron()));

describe('web preferences', () => {
  it('sandbox every page and give it no Node', () => {
    expect(securePreferences('/preload.cjs', false)).toEqual({
      preload: '/preload.cjs',
      devTools: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
  });
});

describe('the content security policy', () => {
  const contentSecurityPolicy = responseHeaders('text/html')['content-security-policy'] ?? '';
  const policy = new Map(
    contentSecurityPolicy.split('; ').map((part) => part.split(/ (.*)/u) as [string, string]),
  );

  it('refuses what it does not name', () => {
    expect(policy.get('default-src')).toBe("'none'");
    for (const closed of ['base-uri', 'form-action', 'frame-src', 'frame-ancestors', 'object-src']) {
      expect(policy.get(closed)).toBe("'none'");
    }
  });

  it('runs the app its own scripts only: no inline, no eval', () => {
    expect(policy.get('script-src')).toBe("'self'");
  });

  it('names no host at all', () => {
    expect(contentSecurityPolicy).not.toMatch(/https?:|\*/u);
  });
});

describe('permissions', () => {
  type Session3 = FakeElectron['session']['defaultSession'];
  const handlers = (session: Session3) => {
    lockDown(session as unknown as Session);
    return {
      request: session.setPermissionRequestHandler.mock.calls[0]?.[0],
      check: session.setPermissionCheckHandler.mock.calls[0]?.[0],
      device: session.setDevicePermissionHandler.mock.calls[0]?.[0],
    };
  };
  const page = { getURL: () => 'app://brainswap/#/' } as WebContents;

  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
    'fileSystem',
    'usb',
  ] as const)('deny %s, asked or looked up', (permission) => {
    const { request, check } = handlers(electron.session.defaultSession);
    const answer = vi.fn();
    const details = { isMainFrame: true, requestingUrl: 'app://brainswap/' };
    request?.(page, permission, answer, details);
    expect(answer).toHaveBeenCalledExactlyOnceWith(false);
    expect(check?.(page, permission, 'app://brainswap', {} as never)).toBe(false);
  });

  it('deny devices', () => {
    expect(handlers(electron.session.defaultSession).device?.({} as never)).toBe(false);
  });

  it('let our own page, and no other, write plain text to the clipboard', () => {
    const { check } = handlers(electron.session.defaultSession);
    expect(check?.(page, 'clipboard-sanitized-write', 'app://brainswap', {} as never)).toBe(true);
    const foreign = { getURL: () => 'https://example.com/' } as WebContents;
    expect(check?.(foreign, 'clipboard-sanitized-write', 'https://example.com', {} as never)).toBe(false);
    expect(check?.(null, 'clipboard-sanitized-write', 'app://brainswap', {} as never)).toBe(false);
  });
});

describe('the network', () => {
  it.each([
    ['app://brainswap/assets/index.js', true],
    ['data:image/png;base64,AAAA', true],
    ['https://example.com/pixel.png', false],
    ['http://127.0.0.1:1234/v1/models', false],
    ['ws://127.0.0.1:1/', false],
    ['file:///etc/passwd', false],
    ['app://elsewhere/', false],
  ])('is closed to pages: %s → %s', (url, open) => {
    lockDown(electron.session.defaultSession as unknown as Session);
    const [[listener]] = electron.session.defaultSession.webRequest.onBeforeRequest.mock.calls as [
      [(details: { url: string }, answer: (result: { cancel: boolean }) => void) => void],
    ];
    const answer = vi.fn();
    listener({ url }, answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith({ cancel: !open });
    expect(mayLoad(url)).toBe(open);
  });
});

describe('navigation', () => {
  const openRoute = vi.fn();
  function page(): FakeWebContents {
    guardPages(electron.app, openRoute);
    const contents = new FakeWebContents();
    electron.app.emit('web-contents-created', {}, contents);
    return contents;
  }
  function isStopped(contents: FakeWebContents, event: string, details: object = {}): boolean {
    const preventDefault = vi.fn();
    contents.emit(event, { preventDefault, ...details });
    return preventDefault.mock.calls.length > 0;
  }
  beforeEach(() => openRoute.mockClear());

  it('is sandboxed for the app as a whole', () => {
    page();
    expect(electron.app.enableSandbox).toHaveBeenCalledOnce();
  });

  it('never leaves our own address', () => {
    const contents = page();
    for (const url of ['https://example.com/', 'file:///etc/passwd', 'app://elsewhere/', 'javascript:1']) {
      expect(isStopped(contents, 'will-navigate', { url })).toBe(true);
      expect(isStopped(contents, 'will-frame-navigate', { url, isMainFrame: true })).toBe(true);
    }
    expect(isStopped(contents, 'will-navigate', { url: 'app://brainswap/#/' })).toBe(false);
  });

  it('never loads a frame, follows a redirect or attaches a webview', () => {
    const contents = page();
    const url = 'app://brainswap/';
    expect(isStopped(contents, 'will-frame-navigate', { url, isMainFrame: false })).toBe(true);
    expect(isStopped(contents, 'will-redirect', { url })).toBe(true);
    expect(isStopped(contents, 'will-attach-webview')).toBe(true);
  });

  it('never opens a window, and leads links of ours to the dashboard', () => {
    const contents = page();
    const handler = contents.openHandler;
    if (handler === null) throw new Error('no handler was set');
    expect(handler({ url: 'app://brainswap/#/settings' } as never)).toEqual({ action: 'deny' });
    expect(openRoute).toHaveBeenCalledExactlyOnceWith('#/settings');
    expect(electron.shell.openExternal).not.toHaveBeenCalled();
  });

  it('opens an allowed https address in the browser, and nothing else', () => {
    const handler = page().openHandler;
    if (handler === null) throw new Error('no handler was set');
    for (const url of [
      'https://github.com/openai/codex',
      'https://example.com/',
      'http://github.com/',
      'file:///Applications/Calculator.app',
      'smb://github.com/share',
    ]) {
      expect(handler({ url } as never)).toEqual({ action: 'deny' });
    }
    expect(electron.shell.openExternal.mock.calls).toEqual([['https://github.com/openai/codex']]);
    expect(openRoute).not.toHaveBeenCalled();
  });

  it('survives a browser that cannot be opened', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    electron.shell.openExternal.mockRejectedValueOnce(new Error('no browser'));
    page().openHandler?.({ url: 'https://github.com/' } as never);
    await vi.waitFor(() => expect(warn).toHaveBeenCalledWith(expect.stringContaining('no browser')));
    warn.mockRestore();
  });
});

describe('links to the outside', () => {
  it('are https on a listed host at its usual port', () => {
    for (const host of allowedHosts) {
      expect(externalAddress(`https://${host}/page?q=1`)).toBe(`https://${host}/page?q=1`);
    }
  });

  it.each([
    'https://github.com.example.com/',
    'https://example.com/https://github.com/',
    'https://github.com@example.com/',
    'https://user@github.com/',
    'https://github.com:8443/',
    'http://github.com/',
    'javascript:alert(1)',
    '//github.com/',
    '',
  ])('are not %s', (address) => {
    expect(externalAddress(address)).toBeNull();
  });
});

describe('the sender of a message', () => {
  const own = { origin: 'app://brainswap', url: 'app://brainswap/#/', parent: null };

  it('is trusted when it is the top frame of a page of ours', () => {
    expect(isTrustedSender(own)).toBe(true);
  });

  it('is not trusted when it is gone, inside a page, or of another origin', () => {
    expect(isTrustedSender(null)).toBe(false);
    expect(isTrustedSender({ ...own, parent: own as never })).toBe(false);
    expect(isTrustedSender({ ...own, url: 'https://example.com/' })).toBe(false);
    expect(isTrustedSender({ ...own, origin: 'https://example.com' })).toBe(false);
    expect(isTrustedSender({ ...own, url: 'about:blank' })).toBe(false);
  });
});
