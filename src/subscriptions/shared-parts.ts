import type { FindClientAddress } from '../util/client-address.ts';
import type { Admission } from './admission.ts';
import type { Connections } from './connections.ts';
import type { SubscriptionLimits } from './limits.ts';
import type { SocketLimits } from './socket-limits.ts';

/** What WebSockets and event streams share, so that they count together and end together. */
export interface SharedParts {
  limits: SubscriptionLimits;
  socketLimits: SocketLimits;
  admission: Admission;
  connections: Connections;
  findAddress: FindClientAddress;
  /** Waits until this process receives events. Returns whether it accepts new clients then. */
  acceptsClients(): Promise<boolean>;
}
