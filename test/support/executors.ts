import { type ExecutionResult, type GraphQLSchema, parse, validate } from 'graphql';
import { Context } from '../../src/context.ts';
import { runCompiled } from '../../src/graphql/compiled.ts';
import { executeOperation, interpretOperation, type Operation } from '../../src/graphql/executor.ts';
import type { Client } from './client.ts';
import type { TestServer } from './server.ts';

type Run = (operation: Operation) => Promise<ExecutionResult | undefined>;

/** An operation's answers. */
export interface Answers {
  /** By graphql-js, as JSON. */
  interpreted: string;
  /** As clients are answered who send it often. */
  executed: string;
  /** By the code made for it, errors left out; undefined when there is none, or it had errors. */
  compiled: string | undefined;
  failed: boolean;
}

/** Runs operations of a schema by each executor, over and over so that code is made for them. */
export function createExecutors({ services }: TestServer, schema: GraphQLSchema) {
  async function ask(run: Run, operation: Omit<Operation, 'context'>, client: Client) {
    const claims = await services.tokens.verify((client.headers['authorization'] ?? '').slice(7));
    const context = new Context(
      services,
      {
        requestId: 'test',
        logger: services.logger,
        ipAddress: '127.0.0.1',
        userAgent: undefined,
        claims: client.headers['authorization'] ? claims : undefined,
        apiKeyHash: undefined,
        organizationHeader: client.headers['x-organization-id'],
        clientName: undefined,
        clientVersion: undefined,
        fromRouter: false,
        idempotencyKey: undefined,
      },
      false,
    );
    try {
      return await run({ ...operation, context });
    } finally {
      await context.transaction.rollback();
    }
  }

  /** Undefined when the operation is not valid. */
  return async (
    source: string,
    variables: Record<string, unknown>,
    client: Client,
  ): Promise<Answers | undefined> => {
    const document = parse(source);
    if (validate(schema, document).length > 0) return undefined;
    const operation = { schema, document, operationName: undefined, variables };
    const interpreted = await ask(interpretOperation, operation, client);
    let compiled: ExecutionResult | undefined;
    for (let times = 0; times < 3; times++) compiled = await ask(runCompiled, operation, client);
    const executed = await ask(executeOperation, operation, client);
    return {
      interpreted: told(interpreted),
      executed: told(executed),
      compiled: compiled && !compiled.errors ? told(compiled) : undefined,
      failed: interpreted?.errors !== undefined,
    };
  };
}

/**
 * An answer as JSON, its errors in one order: theirs is that in which they happen. Of those that made null of more than
 * their own field it is told where: which came first is chance.
 */
function told(result: ExecutionResult | undefined): string {
  const errors = result?.errors?.map((error) => {
    const place = nullAt(result.data, error.path ?? []);
    return JSON.stringify(place.length < (error.path?.length ?? 0) ? place : error);
  });
  return JSON.stringify({ ...result, ...(errors && { errors: [...new Set(errors)].toSorted() }) });
}

/** The part of the path that leads to the first null. */
function nullAt(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value: any = data;
  for (const [index, key] of path.entries()) {
    if (value == null) return path.slice(0, index);
    value = value[key];
  }
  return path;
}
