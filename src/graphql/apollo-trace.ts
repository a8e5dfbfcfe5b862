import type { BaseContext, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import {
  defaultFieldResolver,
  type FormattedExecutionResult,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import type { Context } from '../core/context.ts';

/** Starts to time a field. Returns a function to call when the field is resolved. */
type StartTimer = (info: GraphQLResolveInfo) => () => void;

/** Measures how long each field of one operation takes. */
export interface Trace {
  /** The schema with timed resolvers. */
  schema: GraphQLSchema;
  /** Times the fields that are resolved with this context. */
  follow(context: Context): void;
  noteErrors(response: FormattedExecutionResult): Promise<void>;
  /** Adds the trace to the response. */
  listener: GraphQLRequestListener<BaseContext>;
}

const inline = ApolloServerPluginInlineTrace();
const timers = new WeakMap<Context, StartTimer>();

/**
 * Adds traces in Apollo's format (`extensions.ftv1`) to the responses of requests with the header
 * `apollo-federation-include-trace: ftv1`. Traces omit error messages. The first such request creates the schema with
 * timed resolvers, so that requests without the header pay nothing.
 */
export function createTracing(makeSchema: () => GraphQLSchema) {
  let timed: GraphQLSchema | undefined;
  return async (request: GraphQLRequestContext<BaseContext>): Promise<Trace | undefined> => {
    const listener = await inline.requestDidStart?.(request);
    if (!listener) return undefined;
    const execution = await listener.executionDidStart?.(request as never);
    const willResolveField = (
      execution as { willResolveField: (of: { info: GraphQLResolveInfo }) => () => void }
    ).willResolveField;
    return {
      schema: (timed ??= timeResolvers(makeSchema())),
      follow: (context) => timers.set(context, (info) => willResolveField({ info })),
      noteErrors: async ({ errors }) => {
        if (errors) await listener.didEncounterErrors?.({ ...request, errors } as never);
      },
      listener,
    };
  };
}

/** Wraps the resolvers of the schema in place. */
function timeResolvers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver } = field;
      field.resolve = async (parent, args, context, info) => {
        const end = timers.get(context)?.(info);
        try {
          return await resolve(parent, args, context, info);
        } finally {
          end?.();
        }
      };
    }
  }
  return schema;
}
