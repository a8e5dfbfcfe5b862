import type { FastifyBaseLogger } from 'fastify';
import type { ChildLoggerOptions, Logger } from 'pino';
import { inTraceOf, type RootSpan } from '../tracing/tracing.ts';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/**
 * The logger of a request. Creates pino's child logger, which serializes all bindings, only when a line is written: most
 * requests write one line, and none if `LOG_LEVEL` is above `info`. Fastify reads all methods of each logger, so reading
 * one must create nothing.
 */
export class RequestLogger implements FastifyBaseLogger {
  readonly #parent: Logger;
  /** Those of the loggers around it, and its own. */
  readonly #bindings: readonly object[];
  readonly #options: ChildLoggerOptions | undefined;
  #logger: Logger | undefined;
  /** Lines are written in its trace, also after that has been left. */
  span: RootSpan | undefined;

  constructor(
    parent: Logger,
    bindings: object,
    options?: ChildLoggerOptions,
    around: readonly object[] = [],
  ) {
    this.#parent = parent;
    this.#bindings = [...around, bindings];
    this.#options = options;
  }

  get level() {
    return this.#parent.level;
  }

  fatal(...line: unknown[]): void {
    this.#write('fatal', line);
  }

  error(...line: unknown[]): void {
    this.#write('error', line);
  }

  warn(...line: unknown[]): void {
    this.#write('warn', line);
  }

  info(...line: unknown[]): void {
    this.#write('info', line);
  }

  debug(...line: unknown[]): void {
    this.#write('debug', line);
  }

  trace(...line: unknown[]): void {
    this.#write('trace', line);
  }

  silent(): void {}

  child(bindings: object, options?: ChildLoggerOptions): RequestLogger {
    const child = new RequestLogger(
      this.#parent,
      bindings,
      options ? { ...this.#options, ...options } : this.#options,
      this.#bindings,
    );
    child.span = this.span;
    return child;
  }

  #write(level: Level, line: unknown[]): void {
    if (!this.#parent.isLevelEnabled(level)) return;
    const logger = (this.#logger ??= this.#parent.child(Object.assign({}, ...this.#bindings), this.#options));
    inTraceOf(this.span, () => (logger[level] as (...line: unknown[]) => void)(...line));
  }
}
