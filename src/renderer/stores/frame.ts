/** Gathers many calls into one per animation frame, so that a flood of events costs one render. */

/** Calls `work` at most once a frame; in a hidden window, where frames stop, at most four times a second. */
export function oncePerFrame(work: () => void): () => void {
  let scheduled = false;
  const run = (): void => {
    scheduled = false;
    work();
  };
  return () => {
    if (scheduled) return;
    scheduled = true;
    if (document.hidden) setTimeout(run, 250);
    else requestAnimationFrame(run);
  };
}
