/** Public face of the bridge: the relay between Codex and a runtime. */
export type { ModelCallBody } from './model-call.ts';
export { type Relay, type RelayObserver, startRelay, type Upstream } from './relay.ts';
export type { StreamNews } from './stream-tap.ts';
