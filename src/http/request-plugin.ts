import type { ApolloServerPlugin } from '@apollo/server';
import type { Services } from '../core/services.ts';
import { createTracing } from '../graphql/apollo-trace.ts';
import { createSchema } from '../graphql/schema.ts';
import { schemaModules } from '../modules/schema-modules.ts';
import type { HttpOperation } from './http-operation.ts';
import type { KnownOperations } from './known-operations.ts';
import { OperationRun } from './operation-run.ts';

/** Runs the operations that Apollo Server has parsed and found valid, and notes them as known. */
export function requestPlugin(services: Services, known: KnownOperations): ApolloServerPlugin<HttpOperation> {
  const startTrace = createTracing(() => createSchema(services.config, schemaModules));
  return {
    requestDidStart: async (request) => {
      const trace = request.contextValue.incoming.isTrustedRouter ? await startTrace(request) : undefined;
      const run = new OperationRun(services, request.contextValue, trace);
      return {
        ...trace?.listener,
        didResolveOperation: async ({ schema, document, operation, request, source }) => {
          known.remember(source, document);
          await run.check({ schema, document, operation, variables: request.variables ?? {} });
        },
        responseForOperation: async ({ schema, document, operation, operationName, request, source }) => {
          if (!operation) return null;
          const { status, headers, result } = await run.execute({
            schema,
            document,
            operation,
            source,
            operationName: operationName ?? undefined,
            variables: request.variables ?? {},
            get: request.http?.method === 'GET' ? request.http : undefined,
          });
          return { http: { status, headers }, body: { kind: 'single', singleResult: result } };
        },
      };
    },
  };
}
