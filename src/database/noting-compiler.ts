import {
  CompiledQuery,
  type DatabaseConnection,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  PostgresQueryCompiler,
  type QueryId,
  type RootOperationNode,
  type TransactionSettings,
} from 'kysely';
import { noteStatement } from '../tracing/statements.ts';
import { activeTrace, tracing } from '../tracing/tracing.ts';

/** Compiles queries and, while the process traces, notes which modules make them. */
export class NotingCompiler extends PostgresQueryCompiler {
  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    const compiled = super.compileQuery(node, queryId);
    if (tracing.on) noteStatement(compiled.sql);
    return compiled;
  }
}

/** Begins transactions within the present trace, which the database passes on to their jobs. */
class TracedDriver extends PostgresDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await super.beginTransaction(connection, settings);
    const trace = activeTrace();
    if (!trace) return;
    const text = "select set_config('app.traceparent', $1, true), set_config('app.tracestate', $2, true)";
    await connection.executeQuery(CompiledQuery.raw(text, [trace.traceparent, trace.tracestate ?? '']));
  }
}

/** Kysely's dialect for a pool, with this compiler and this driver. */
export class NotingDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): TracedDriver {
    return new TracedDriver(this.#config);
  }

  override createQueryCompiler(): NotingCompiler {
    return new NotingCompiler();
  }
}
