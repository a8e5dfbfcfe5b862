import type { CallerAccess } from '../../core/access.ts';
import type { JsonText } from '../response-text.ts';
import type { KeptResponse } from './cache.ts';

export type CompleteResponse = KeptResponse & { data: JsonText };

/** What is known of an eligible operation's response. */
export interface Lookup {
  key: string;
  kept: KeptResponse | undefined;
  /** Whether only the opening statement was sent, because the kept response was valid the last time. */
  isExpected: boolean;
  /** The access and the version of the request's snapshot; undefined without an organization. */
  state?: string | undefined;
  /** The access from which `state` comes. Another one means another snapshot. */
  access?: CallerAccess | undefined;
  /** The response, once it is complete. */
  response?: CompleteResponse;
}
