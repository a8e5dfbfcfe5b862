import { Redis } from 'ioredis';
import type { Logger } from 'pino';

/**
 * Connects to Redis. While Redis is down, commands fail at once, and the client reconnects by itself. If Redis hangs,
 * commands time out after one second, and the connection then counts as down.
 */
export function connectRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: 1000,
    socketTimeout: 1000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2000),
  });
  redis.on('error', (error) => logger.warn({ err: error }, 'Redis unavailable'));
  return redis;
}
