import { createRequire } from 'node:module';
import util from 'node:util';
import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { IRules } from 'graphql-shield' with { 'resolution-mode': 'require' };
import type { Context } from '../context.ts';

// graphql-shield's ESM build does not load on Node >= 23, and its CommonJS build calls a function that Node removed.
Object.assign(util, { isUndefined: (value: unknown) => value === undefined });
const { shield, rule, chain } = createRequire(import.meta.url)('graphql-shield') as typeof import(
  'graphql-shield',
  {
    with: { 'resolution-mode': 'require' },
  }
);

export type Rule = Parameters<typeof chain>[number];
export type RuleTree = Record<string, Record<string, Rule>>;

/** A guard: answers why the caller is refused, or undefined to let them pass. It must not throw. */
export function guard(
  refuse: (
    context: Context,
    ...field: [parent: unknown, args: object, info: GraphQLResolveInfo]
  ) => Promise<Error | undefined> | Error | undefined,
): Rule {
  return rule({ cache: 'no_cache' })(
    async (parent, args, context: Context, info) => (await refuse(context, parent, args, info)) ?? true,
  );
}

/** Every rule must let the caller pass; those after the first that refuses are not asked. */
export const allOf = (...rules: Rule[]): Rule => chain(...rules);

type Middleware = (
  resolve: GraphQLFieldResolver<unknown, Context>,
  ...args: Parameters<GraphQLFieldResolver<unknown, Context>>
) => unknown;

/**
 * Puts the rules before the resolvers of the fields they name, in place. Other fields stay bare: a shield over every
 * field of every type makes wide answers five times slower.
 */
export function applyRules(schema: GraphQLSchema, rules: RuleTree): void {
  const generated = shield(rules as IRules, { allowExternalErrors: true, debug: false }).generate(
    schema,
  ) as Record<string, Record<string, Middleware | { resolve: Middleware }>>;
  for (const [typeName, fieldRules] of Object.entries(rules)) {
    const type = schema.getType(typeName);
    if (!type || !('getFields' in type)) throw new Error(`A rule names the unknown type ${typeName}.`);
    for (const fieldName of Object.keys(fieldRules)) {
      const field = type.getFields()[fieldName];
      const protect = generated[typeName]?.[fieldName];
      if (!field || !('args' in field) || !protect)
        throw new Error(`A rule names the unknown field ${typeName}.${fieldName}.`);
      const resolve = field.resolve ?? defaultFieldResolver;
      // A rule made of others comes with the fragments that they want, which ours never do.
      const middleware = 'resolve' in protect ? protect.resolve : protect;
      field.resolve = (...args) => middleware(resolve, ...args);
      // The rule is asked when a subscription begins, and again for each event.
      const subscribe = field.subscribe ?? defaultFieldResolver;
      if (type === schema.getSubscriptionType())
        field.subscribe = (...args) => middleware(subscribe, ...args);
    }
  }
}
