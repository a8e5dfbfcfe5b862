import type { Config } from '../config.ts';

/** Limits without a setting. Times are in milliseconds. */
export const fixedLimits = {
  /** Messages of one caller over all sockets. `beforeCaller`: messages of one socket before its caller is known. */
  messages: { burst: 2000, perSecond: 100, beforeCaller: 10 },
  /** Subscriptions of one socket. */
  maxPerSocket: 100,
  /** Bytes that a client has not read yet. */
  maxBuffered: 4_000_000,
  /** The timeout for `connection_init`. */
  initTimeout: 10_000,
  keepAlive: 30_000,
  /** Proxies end connections on which nothing was sent for a minute, some for half a minute. */
  streamKeepAlive: 15_000,
  closeTimeout: 5_000,
  /** When all connections are closed, each is closed at a random moment within this time. */
  closeWithin: { missed: 10_000, drain: 2_000 },
};

export type SubscriptionLimits = Config['subscriptions'] & typeof fixedLimits;
