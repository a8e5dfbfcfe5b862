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
import type { Context } from '../context.ts';

/** Called as a field is resolved; what it answers as the field is done. */
type Watch = (info: GraphQLResolveInfo) => () => void;

/** How long each field of one operation takes. */
export interface Trace {
  /** Whose resolvers are timed. */
  schema: GraphQLSchema;
  /** Watches the operation that this context is of. */
  follow(context: Context): void;
  noteErrors(answer: FormattedExecutionResult): Promise<void>;
  /** Puts the trace into the answer. */
  listener: GraphQLRequestListener<BaseContext>;
}

const inline = ApolloServerPluginInlineTrace();
const watches = new WeakMap<Context, Watch>();

/**
 * Traces in Apollo's format (`extensions.ftv1`) for those who ask with `apollo-federation-include-trace: ftv1`; the
 * texts of errors are left out. The schema whose resolvers are timed is made for the first of them: others pay nothing.
 */
export function createTracing(makeSchema: () => GraphQLSchema) {
  let watched: GraphQLSchema | undefined;
  return async (request: GraphQLRequestContext<BaseContext>): Promise<Trace | undefined> => {
    const listener = await inline.requestDidStart?.(request);
    if (!listener) return undefined;
    const execution = await listener.executionDidStart?.(request as never);
    const willResolveField = (
      execution as { willResolveField: (of: { info: GraphQLResolveInfo }) => () => void }
    ).willResolveField;
    return {
      schema: (watched ??= watchResolvers(makeSchema())),
      follow: (context) => watches.set(context, (info) => willResolveField({ info })),
      noteErrors: async ({ errors }) => {
        if (errors) await listener.didEncounterErrors?.({ ...request, errors } as never);
      },
      listener,
    };
  };
}

/** In place. */
function watchResolvers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver } = field;
      field.resolve = async (parent, args, context, info) => {
        const end = watches.get(context)?.(info);
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
