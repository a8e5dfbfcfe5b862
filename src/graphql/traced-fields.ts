import { defaultFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { label } from '../tracing/span-types.ts';
import { startSpan } from '../tracing/tracing.ts';

/** Starts a span for each root field that is resolved, in place. Call it only if the process traces. */
export function traceRootFields(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { resolve = defaultFieldResolver } = field;
      const names = rootField(type!, field.name);
      field.resolve = (...args) => {
        const span = startSpan('field', names);
        if (!span) return resolve(...args);
        const result = span.run(() => resolve(...args)) as unknown;
        if (!(result instanceof Promise)) {
          span.end();
          return result;
        }
        return result.then(
          (value) => {
            span.end();
            return value;
          },
          (error) => {
            span.end(error);
            throw error;
          },
        );
      };
    }
}

export const rootField = ({ name: type }: Pick<GraphQLObjectType, 'name'>, name: string) => ({
  type: label(type),
  name: label(name),
});
