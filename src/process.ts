import { existsSync } from 'node:fs';
import { type Logger, pino } from 'pino';
import { type Config, ConfigError, readConfig } from './config.ts';
import { isInterrupted, SAME_SIGNAL_MS } from './interruption.ts';

/** Reads the settings, `.env` included (the environment goes before it), or says everything that is wrong with them and exits 78 (EX_CONFIG). */
export function configure(): Config {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(78);
  }
}

export const createLogger = ({ logLevel }: Config) =>
  pino({ level: logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] });

/**
 * Runs `stop` when the process is asked to end, then exits: 0 when it went well in time, else 1. A second signal ends the
 * process at once.
 */
export function onTermination(stop: () => Promise<void>, logger: Logger, seconds = 30): void {
  let askedAt: number | undefined;
  const end = async () => {
    if (askedAt !== undefined) {
      if (Date.now() - askedAt < SAME_SIGNAL_MS) return;
      logger.warn('asked to end a second time: ending at once');
      process.exit(1);
    }
    askedAt = Date.now();
    setTimeout(() => {
      logger.error({ seconds }, 'not everything ended in time');
      process.exit(1);
    }, seconds * 1000).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, 'could not end cleanly');
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
}

/** Runs all of them, the last first, whatever fails. @throws the first failure, at the end */
export async function stopAll(stops: (() => unknown)[], logger: Logger): Promise<void> {
  const failures: unknown[] = [];
  for (const stop of stops.toReversed()) {
    try {
      await stop();
    } catch (error) {
      logger.warn({ err: error }, 'a part did not end cleanly');
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/**
 * The last resort for an error that nothing handles: a bug, after which the state of the process is unknown. It is
 * logged, and the process exits 70 (EX_SOFTWARE), so that whatever runs it sees that and starts it again.
 */
export function exitOnUnexpectedErrors(logger: Logger): void {
  // Whoever read the output is gone, a pager or a collector of logs: the server lives on without a reader.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  process.on('uncaughtException', (error, origin) => {
    if (isInterrupted()) return;
    logger.fatal({ err: error, origin }, 'unexpected error: ending the process');
    process.exit(70);
  });
}

/**
 * Ends the process with one line for the reason, and the stack only when asked for. Does nothing when it was interrupted:
 * then it ends by itself, once all is cleaned up.
 */
export function fail(error: unknown): void {
  if (isInterrupted()) return;
  console.error(error instanceof Error ? error.message || error.name : error);
  if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
  process.exit(1);
}
