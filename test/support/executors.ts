import { type ExecutionResult, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import { Context } from '../../src/core/context.ts';
import { examine, runCompiled } from '../../src/graphql/jit/execute.ts';
import { runPlanned, sendPlanned } from '../../src/graphql/plan/read.ts';
import { executeOperation, interpretOperation } from '../../src/graphql/executor.ts';
import { ValidatedResponses } from '../../src/graphql/validated/cache.ts';
import { lookUp, sendAhead } from '../../src/graphql/validated/responses.ts';
import { type Client, someAddress } from './client.ts';
import type { TestServer } from './server.ts';
import type { Operation } from '../../src/graphql/operation.ts';

type Run = (operation: Operation) => Promise<ExecutionResult | undefined>;

/** An operation's answers. */
export interface Answers {
  /** By graphql-js, as JSON. */
  interpreted: string;
  /** As clients are answered who send it often. */
  executed: string;
  /** By the code made for it, errors left out; undefined when there is none, or it had errors. */
  compiled: string | undefined;
  /** By one statement, as JSON; undefined when there is none, or resolvers have to answer. */
  planned: string | undefined;
  /** As kept by this process, as JSON; undefined when it is not, because it had errors or is not eligible. */
  kept: string | undefined;
  failed: boolean;
  /** Whether the operation is small enough to be compiled. */
  isCompilable: boolean;
}

/** As HTTP requests are: the statement is sent with the opening of the transaction. */
function runAsPlanned(operation: Operation): Promise<ExecutionResult | undefined> {
  operation.read = sendPlanned(operation);
  return runPlanned(operation);
}

/** As HTTP requests are. Answers only what is kept. */
async function runAsKept(operation: Operation): Promise<ExecutionResult | undefined> {
  operation.lookup = lookUp(operation);
  const before = operation.lookup?.kept;
  sendAhead(operation);
  const result = await executeOperation(operation);
  return before && operation.lookup?.response === before ? result : undefined;
}

/** Runs operations of a schema by each executor, over and over so that code is made for them. */
export function createExecutors({ services }: TestServer, schema: GraphQLSchema) {
  const keeping = {
    ...services,
    validatedResponses: new ValidatedResponses(),
    config: { ...services.config, validatedResponses: true },
  };

  async function ask(run: Run, operation: Omit<Operation, 'context'>, client: Client) {
    const claims = await services.tokens.verify((client.headers['authorization'] ?? '').slice(7));
    const context = new Context(
      run === runAsKept ? keeping : services,
      {
        requestId: 'test',
        logger: services.logger,
        ipAddress: someAddress(),
        userAgent: undefined,
        claims: client.headers['authorization'] ? claims : undefined,
        apiKeyHash: undefined,
        organizationHeader: client.headers['x-organization-id'],
        clientName: undefined,
        clientVersion: undefined,
        isTrustedRouter: false,
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
    const operation = { schema, document, operationName: undefined, variables, cost: 0 };
    const interpreted = await ask(interpretOperation, operation, client);
    let compiled: ExecutionResult | undefined;
    for (let times = 0; times < 3; times++) compiled = await ask(runCompiled, operation, client);
    let planned: ExecutionResult | undefined;
    for (let times = 0; times < 3; times++) planned = await ask(runAsPlanned, operation, client);
    let kept: ExecutionResult | undefined;
    for (let times = 0; times < 3; times++) kept = await ask(runAsKept, operation, client);
    const executed = await ask(executeOperation, operation, client);
    return {
      interpreted: told(interpreted),
      executed: told(executed),
      compiled: compiled && !compiled.errors ? told(compiled) : undefined,
      planned: planned && told(planned),
      kept: kept && told(kept),
      failed: interpreted?.errors !== undefined,
      isCompilable: examine(document, getOperationAST(document)!).document !== undefined,
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
  let value = data as Record<string | number, unknown> | null | undefined;
  for (const [index, key] of path.entries()) {
    if (value == null) return path.slice(0, index);
    value = value[key] as typeof value;
  }
  return path;
}
