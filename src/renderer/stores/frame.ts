/** Gathers many calls into one per animation frame, so that a flood of events costs one render. */

/** A draw may take this part of the time at most: after one that took 20 ms the next waits for 60 ms. */
const share = 1 / 4;
/** But it never waits longer than this, in milliseconds. */
const longestPause = 200;
/** In a hidden window, where frames stop, this often, in milliseconds. */
const hiddenPause = 250;

/** Calls `work` at most once a frame, and less often when what it draws is expensive. */
export function oncePerFrame(work: () => void): () => void {
  let scheduled = false;
  let notBefore = 0;
  const run = (): void => {
    scheduled = false;
    const started = performance.now();
    work();
    // React draws after this function has returned; the next task comes when it is done.
    setTimeout(() => {
      const cost = performance.now() - started;
      notBefore = performance.now() + Math.min(longestPause, cost * (1 / share - 1));
    });
  };
  return () => {
    if (scheduled) return;
    scheduled = true;
    const pause = document.hidden ? hiddenPause : notBefore - performance.now();
    if (document.hidden) setTimeout(run, pause);
    else if (pause > 4) setTimeout(() => requestAnimationFrame(run), pause);
    else requestAnimationFrame(run);
  };
}
