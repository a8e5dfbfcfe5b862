import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Services } from '../core/services.ts';
import { publicError } from '../graphql/public-error.ts';
import { noIntrospectionRule } from '../graphql/introspection.ts';
import { limitsRule, MAX_TOKENS } from '../graphql/limits.ts';
import { literalPlacesRule } from '../graphql/literal-places.ts';
import { stringifyResult } from '../graphql/response-text.ts';
import type { HttpOperation } from './http-operation.ts';
import type { KnownOperations } from './known-operations.ts';
import { requestPlugin } from './request-plugin.ts';

/** Creates the Apollo Server, which parses and validates requests and notes valid operations as known. `requestPlugin` executes them. */
export function createApolloServer(
  services: Services,
  schema: GraphQLSchema,
  known: KnownOperations,
): ApolloServer<HttpOperation> {
  const { config, logger } = services;
  return new ApolloServer<HttpOperation>({
    schema,
    // `noIntrospectionRule` rejects introspection when it is off.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !config.introspection,
    parseOptions: { maxTokens: MAX_TOKENS, noLocation: false },
    validationRules: [
      literalPlacesRule,
      limitsRule(),
      ...(config.introspection ? [] : [noIntrospectionRule]),
    ],
    allowBatchedHttpRequests: false,
    // `graphqlHandler` finds persisted operations before it calls Apollo.
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger,
    stringifyResult,
    formatError: (_formatted, error) => publicError(error, '', logger),
    // They see only the first request of an operation. To add one that must see all requests, remove the call of `runKnown`.
    plugins: [
      requestPlugin(services, known),
      ApolloServerPluginCacheControlDisabled(),
      // requestPlugin adds traces, but only for the trusted router.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
}
