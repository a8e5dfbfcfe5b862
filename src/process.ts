import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { type Config, ConfigError, readConfig } from './config.ts';

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

/** Runs `stop` once when the process is asked to end, then exits: 0 when it went well in time, else 1. */
export function onTermination(stop: () => Promise<void>, seconds = 30): void {
  let stopping = false;
  const end = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), seconds * 1000).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
}

/** Ends the process with one line for the reason, and the stack only when asked for. */
export function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message || error.name : error);
  if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
  process.exit(1);
}
