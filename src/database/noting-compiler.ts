import {
  type CompiledQuery,
  PostgresDialect,
  PostgresQueryCompiler,
  type QueryId,
  type RootOperationNode,
} from 'kysely';
import { noteStatement } from '../tracing/statements.ts';
import { tracing } from '../tracing/tracing.ts';

/** Compiles queries and, while the process traces, notes which modules make them. */
export class NotingCompiler extends PostgresQueryCompiler {
  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    const compiled = super.compileQuery(node, queryId);
    if (tracing.on) noteStatement(compiled.sql);
    return compiled;
  }
}

/** Kysely's dialect for a pool, with this compiler. */
export class NotingDialect extends PostgresDialect {
  override createQueryCompiler(): NotingCompiler {
    return new NotingCompiler();
  }
}
