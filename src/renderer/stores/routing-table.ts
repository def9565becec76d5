/** The routing table as last seen: for the Routing page, and for hints in the New run dialog. */
import { createStore } from 'zustand/vanilla';
import type { RoutingEntry } from '../../rpc/contract.ts';
import { connection } from '../connection/index.ts';

export const routingTableStore = createStore<{ entries: readonly RoutingEntry[] | null }>(() => ({
  entries: null,
}));

/** Throws what the server said. */
export async function loadRoutingTable(): Promise<void> {
  routingTableStore.setState({ entries: await connection.request((client) => client.routing.table()) });
}

export async function setRoute(entry: RoutingEntry): Promise<void> {
  routingTableStore.setState({ entries: await connection.request((client) => client.routing.set(entry)) });
}

export async function removeRoute(taskClass: string): Promise<void> {
  routingTableStore.setState({
    entries: await connection.request((client) => client.routing.remove({ taskClass })),
  });
}
