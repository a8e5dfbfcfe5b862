import { existsSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { type DestinationStream, type Logger, pino } from 'pino';
import { type Config, readConfig } from '../config.ts';
import { ConfigError } from '../config/faults.ts';
import { reportError } from '../tracing/error-reports.ts';
import { traceIds } from '../tracing/tracing.ts';
import { isInterrupted, SAME_SIGNAL_MS } from '../util/interruption.ts';

/**
 * Reads the settings from the environment and `.env`; the environment takes precedence. If settings are invalid, prints
 * all errors and exits with 78 (EX_CONFIG).
 */
export function loadConfigOrExit(): Config {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(78);
  }
}

export const createLogger = (
  { logLevel, tracing }: Pick<Config, 'logLevel' | 'tracing'>,
  stream?: DestinationStream,
) =>
  pino(
    {
      level: logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
      ...(tracing && { mixin: traceIds }),
    },
    stream,
  );

/**
 * Runs `stop` on SIGTERM or SIGINT, then exits: with 0 on success, with 1 if `stop` fails or takes too long. A second
 * signal ends the process at once.
 */
export function onTermination(stop: () => Promise<void>, logger: Logger, seconds = 30): void {
  let signalledAt: number | undefined;
  const end = async () => {
    if (signalledAt !== undefined) {
      if (Date.now() - signalledAt < SAME_SIGNAL_MS) return;
      logger.warn('second termination signal: exiting at once');
      process.exit(1);
    }
    signalledAt = Date.now();
    setTimeout(() => {
      logger.error({ seconds }, 'shutdown timed out');
      process.exit(1);
    }, seconds * 1000).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, 'shutdown failed');
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
}

/**
 * Ends the process on an unhandled error, which is a bug: the state of the process is unknown afterwards. Logs the error
 * and exits with 70 (EX_SOFTWARE), so that the supervisor restarts the process.
 *
 * Security: a client could otherwise end the process with an operation in which graphql-js abandons a field that fails
 * (see reject-thrown.ts): a list item whose value is null against the schema throws, whatever its resolver does. An error of
 * a field only belongs to its operation, so it is logged and the process continues.
 */
export function exitOnUnexpectedErrors(logger: Logger): void {
  // EPIPE: the reader of the output, such as a pager or a log collector, has ended. The server continues without it.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  process.on('uncaughtException', (error, origin) => {
    if (isInterrupted()) return;
    if (origin === 'unhandledRejection' && error instanceof GraphQLError && error.path) {
      logger.error({ err: error }, 'unhandled error of a field');
      return;
    }
    logger.fatal({ err: error, origin }, 'unexpected error: ending the process');
    reportError(error);
    process.exit(70);
  });
}

/**
 * Ends the process with a one-line message; LOG_LEVEL=debug adds the stack. Does nothing after an interruption, because
 * the process then ends by itself once it has cleaned up.
 */
export function fail(error: unknown): void {
  if (isInterrupted()) return;
  console.error(error instanceof Error ? error.message || error.name : error);
  if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
  process.exit(1);
}
