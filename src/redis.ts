import { Redis } from 'ioredis';
import type { Logger } from 'pino';

/**
 * A connection that fails a command at once while Redis is away, and comes back by itself. One that hangs is away after
 * a second: only the commands of that second wait.
 */
export function connectRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: 1000,
    socketTimeout: 1000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2000),
  });
  redis.on('error', (error) => logger.warn({ err: error }, 'Redis is away'));
  return redis;
}
