/** What is measured inside the page. Each function is sent to the browser as it stands, so it uses nothing from outside itself. */

export interface Frames {
  /** Milliseconds since the page was loaded: of the start of each frame. */
  starts: number[];
  /** Frames that took the browser over 50 ms, in its own words. */
  long: { start: number; duration: number; blocking: number; script: number }[];
}

/** Starts to note frames. */
export function startProbe(): void {
  const frames: Frames = { starts: [], long: [] };
  const note = (time: number): void => {
    frames.starts.push(time);
    (globalThis as { probeFrame?: number }).probeFrame = requestAnimationFrame(note);
  };
  (globalThis as { probeFrame?: number }).probeFrame = requestAnimationFrame(note);
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { startTime, duration, blockingDuration, scripts } = entry as PerformanceEntry & {
        blockingDuration: number;
        scripts: { duration: number }[];
      };
      const script = scripts.reduce((sum, each) => sum + each.duration, 0);
      frames.long.push({ start: startTime, duration, blocking: blockingDuration, script });
    }
  });
  observer.observe({ type: 'long-animation-frame' });
  Object.assign(globalThis, { probeFrames: frames, probeObserver: observer });
}

/** Ends the notes and hands them over. */
export function stopProbe(): Frames {
  const held = globalThis as unknown as {
    probeFrame: number;
    probeFrames: Frames;
    probeObserver: PerformanceObserver;
  };
  cancelAnimationFrame(held.probeFrame);
  held.probeObserver.disconnect();
  return held.probeFrames;
}
