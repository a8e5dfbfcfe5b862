import type { Logger } from 'pino';
import type { Bearer } from '../authentication/bearer.ts';
import type { RootSpan, SentTraceHeaders } from '../tracing/tracing.ts';
import type { Cancellation } from '../util/cancellation.ts';

/** The facts about a request that are known before its operation is parsed. */
export interface RequestInfo extends Bearer {
  requestId: string;
  /** With which its trace begins in this process. A query of which nothing is recorded runs outside that. */
  span?: RootSpan | undefined;
  logger: Logger;
  ipAddress: string;
  userAgent: string | undefined;
  /** `X-Organization-Id`, as sent. */
  organizationHeader: string | undefined;
  /** `apollographql-client-name`, as sent. */
  clientName: string | undefined;
  /** `apollographql-client-version`, as sent. */
  clientVersion: string | undefined;
  /** Whether the federation router sent it. It may run unregistered operations and get traces. */
  isTrustedRouter: boolean;
  /** Whether a page of this server sent it. It may run unregistered operations. */
  isOwnPage?: boolean;
  /** `Idempotency-Key`, as sent. */
  idempotencyKey: string | undefined;
  /** The position of the last state that the client has seen, if it sends its token and there are replicas. */
  seenPosition?: number | undefined;
  bodyBytes?: number;
  /** The name of the operation, once it is known. */
  operation?: string | undefined;
  /** The trace that a WebSocket's client names. That of a request is the active one. */
  trace?: SentTraceHeaders | undefined;
  /** Cancels the request early, for example when the client disconnects or the deadline passes. */
  cancellation?: Cancellation | undefined;
}
