/** Measures a page over a stretch of time: frames, the main thread's tasks, memory. All times in milliseconds of the page's clock. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { startProbe, stopProbe } from './probe.ts';
import { longestTasks, type Tasks, traceCategories } from './trace.ts';

export interface Memory {
  heapBytes: number;
  /** Elements in the document. */
  elements: number;
  /** Nodes that the browser holds, those out of the document too. */
  nodes: number;
}

export interface Phase {
  name: string;
  seconds: number;
  frames: number;
  /** Between the starts of two frames. */
  longestGapMs: number;
  gapsOverGoal: number;
  /** By the browser's own count of frames over 50 ms (Long Animation Frames). */
  longFrames: number;
  longestFrameMs: number;
  tasks: Tasks;
  /** Share of the time in which the page's main thread worked, in its CPU time. */
  busyShare: number;
  /** After five seconds, and at the end; each after a garbage collection. */
  early: Memory;
  end: Memory;
}

export interface Subject {
  browser: Browser;
  page: Page;
  cdp: CDPSession;
}

/** Measures from one second into the work to its end, without the moments in which memory was read. */
export async function measure(
  { browser, page, cdp }: Subject,
  goalMs: number,
  name: string,
  work: () => Promise<unknown>,
): Promise<Phase> {
  const pauses: [from: number, to: number][] = [];
  const readMemory = async (): Promise<Memory> => {
    const from = await now(page);
    await cdp.send('HeapProfiler.collectGarbage');
    const metrics = await readMetrics(cdp);
    const elements = await page.evaluate(() => document.querySelectorAll('*').length);
    pauses.push([from - goalMs, (await now(page)) + goalMs]);
    return { heapBytes: metrics('JSHeapUsedSize'), elements, nodes: metrics('Nodes') };
  };
  await browser.startTracing(page, { categories: traceCategories });
  await page.evaluate(startProbe);
  const startedAt = await now(page);
  const busyBefore = (await readMetrics(cdp))('TaskDuration');
  const working = work();
  await sleep(5_000);
  const early = await readMemory();
  await working;
  const busyAfter = (await readMetrics(cdp))('TaskDuration');
  const endedAt = await now(page);
  const end = await readMemory();
  const frames = await page.evaluate(stopProbe);
  const trace = await browser.stopTracing();
  const origin = (await readMetrics(cdp))('NavigationStart') * 1_000;

  const counts = (from: number, to: number): boolean =>
    from > startedAt + 1_000 && to < endedAt && !pauses.some((pause) => from < pause[1] && to > pause[0]);
  const gaps = frames.starts
    .slice(1)
    .map((to, i) => ({ from: frames.starts[i] ?? to, to }))
    .filter(({ from, to }) => counts(from, to))
    .map(({ from, to }) => to - from);
  const long = frames.long
    .filter(({ start, duration }) => counts(start, start + duration))
    .map(({ duration }) => duration);
  const seconds = (endedAt - startedAt) / 1_000;
  return {
    name,
    seconds,
    frames: gaps.length,
    longestGapMs: Math.max(0, ...gaps),
    gapsOverGoal: gaps.filter((gap) => gap > goalMs).length,
    longFrames: long.length,
    longestFrameMs: Math.max(0, ...long),
    tasks: longestTasks(trace, goalMs, (from, to) => counts(from - origin, to - origin)),
    busyShare: (busyAfter - busyBefore) / seconds,
    early,
    end,
  };
}

function now(page: Page): Promise<number> {
  return page.evaluate(() => performance.now());
}

/** `Performance.getMetrics` by name; times in seconds, `TaskDuration` in CPU time when enabled with `threadTicks`. */
async function readMetrics(cdp: CDPSession): Promise<(name: string) => number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (name) => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
}
