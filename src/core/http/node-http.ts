/**
 * `node:http` and `node:https`. Not by `import`: that reads every export of the module, and one of them, `WebSocket`, loads
 * the whole of `fetch` (25 ms of each start).
 */
export const http = process.getBuiltinModule('node:http');

/** Loaded when it is asked for: a local runtime hardly ever wants it. */
export const https = () => process.getBuiltinModule('node:https');
