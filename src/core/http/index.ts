/** Public face of plain HTTP: Node's own client and server, and a small GET, at the least cost of start. */
export { type Answer, type Get, get } from './get.ts';
export { http, https } from './node-http.ts';
