/** What a transport is: a way to reach Brainswap that can be opened again and again. */
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../rpc/contract.ts';

export type Client = ContractRouterClient<Contract>;

/** One open line to Brainswap. */
export interface Link {
  readonly client: Client;
  /** Settles when the line is gone, for whatever reason. */
  readonly closed: Promise<void>;
  close(): void;
}

export interface Transport {
  /** Opens a line. Throws UnauthorisedError when this window may not talk to Brainswap. */
  open(): Promise<Link>;
}

/** The window has no valid session; only a new link from `brainswap serve` helps. */
export class UnauthorisedError extends Error {
  override name = 'UnauthorisedError';
}
