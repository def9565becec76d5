/** Which part of the page answers a command now. The part that came last wins; the keys and the palette both ask here. */
import { useEffect, useRef } from 'react';
import type { Command } from './keymap.ts';

const handlers = new Map<Command, (() => void)[]>();

/** Runs a command; false when nothing on this page answers it. */
export function runCommand(command: Command): boolean {
  const handler = handlers.get(command)?.at(-1);
  handler?.();
  return handler !== undefined;
}

export function canRun(command: Command): boolean {
  return (handlers.get(command)?.length ?? 0) > 0;
}

/** Answers a command while the component is on screen and `enabled`. */
export function useCommand(command: Command, handler: () => void, enabled = true): void {
  useHandler(command, handler, enabled, false);
}

/** Answers a command when no part of the page does. */
export function useFallbackCommand(command: Command, handler: () => void): void {
  useHandler(command, handler, true, true);
}

function useHandler(command: Command, handler: () => void, enabled: boolean, last: boolean): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled) return;
    const call = (): void => latest.current();
    const others = handlers.get(command) ?? [];
    handlers.set(command, last ? [call, ...others] : [...others, call]);
    return () => {
      handlers.set(
        command,
        (handlers.get(command) ?? []).filter((each) => each !== call),
      );
    };
  }, [command, enabled, last]);
}
