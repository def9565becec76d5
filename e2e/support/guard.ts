/** Watches a browser: an error in the console, an error in a page, or a request to another host fails the test. */
import type { BrowserContext, Page } from '@playwright/test';

export interface Guard {
  /** What a test brings about on purpose, such as a line that goes down. */
  allow(pattern: RegExp): void;
  /** What was seen and not allowed. */
  complaints(): string[];
}

/** `hosts` may grow while the test runs; each is `host:port`. */
export function guardBrowser(context: BrowserContext, hosts: ReadonlySet<string>): Guard {
  const seen: string[] = [];
  const allowed: RegExp[] = [];
  const checkAddress = (address: string): void => {
    const url = new URL(address);
    if (url.protocol === 'data:' || url.protocol === 'blob:') return;
    if (!hosts.has(url.host)) seen.push(`request to ${address}`);
  };
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    seen.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => seen.push(`page error: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => checkAddress(request.url()));
  const watchSockets = (page: Page): void => {
    page.on('websocket', (socket) => checkAddress(socket.url()));
  };
  context.on('page', watchSockets);
  context.pages().forEach(watchSockets);
  return {
    allow: (pattern) => allowed.push(pattern),
    complaints: () => seen.filter((each) => !allowed.some((pattern) => pattern.test(each))),
  };
}
