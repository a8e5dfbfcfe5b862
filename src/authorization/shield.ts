// The only file that loads graphql-shield, which evaluates the rules of a field before its resolver. Three of its
// behaviours need care, so that nothing else in the project imports it:
// - Its ESM build imports `isUndefined` from Node's `util`. Node 23 removed that function, so the build does not load.
//   We load its CommonJS build, which calls the function in only two places: `chain` and `race`. `allOf` gives its chain
//   an own `evaluate`, and nothing uses `race`. Node's `util` stays as it is.
// - Its cache keys results by the name of a rule and ignores arguments. Every rule has the cache off.
// - A rule that throws becomes "Not Authorised!" without a code. Our guards return errors and never throw.
// Security: a field without a rule is open, because graphql-shield allows by default. protect() in rules.ts refuses to
// start while a root field has no rule.

import { createRequire } from 'node:module';
import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { IRules } from 'graphql-shield' with { 'resolution-mode': 'require' };
import type { Context } from '../core/context.ts';

const { shield, rule, chain } = createRequire(import.meta.url)('graphql-shield') as typeof import(
  'graphql-shield',
  {
    with: { 'resolution-mode': 'require' },
  }
);

export type Rule = Parameters<typeof chain>[number];
export type RuleTree = Record<string, Record<string, Rule>>;

/** Creates a rule. `refuse` returns an error to reject the caller, or undefined to admit them. It must not throw. */
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

/** Combines rules that must all admit the caller. Rules after the first that rejects are not evaluated. */
export function allOf(...rules: Rule[]): Rule {
  const all = chain(...rules);
  all.evaluate = async (parent, args, context, info, options) => {
    for (const each of rules) {
      const result = await each.resolve(parent, args, context, info, options);
      if (result !== true) return [result];
    }
    return [true];
  };
  return all;
}

/** Evaluates a rule without its field. Returns whether it admits the caller. */
export async function admits(rule: Rule, args: object, context: Context): Promise<boolean> {
  return (await rule.resolve({}, args, context as never, {} as GraphQLResolveInfo, {} as never)) === true;
}

type Middleware = (
  resolve: GraphQLFieldResolver<unknown, Context>,
  ...args: Parameters<GraphQLFieldResolver<unknown, Context>>
) => unknown;

/**
 * Wraps the resolvers of the fields that the rules name, in place. Other fields are not wrapped, because a rule on every
 * field of every type makes large responses five times slower.
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
      // For a combined rule graphql-shield returns an object with fragments, which our rules do not use.
      const middleware = 'resolve' in protect ? protect.resolve : protect;
      field.resolve = (...args) => middleware(resolve, ...args);
      // The rule runs when a subscription begins (`subscribe`), and again for each event (`resolve`).
      const subscribe = field.subscribe ?? defaultFieldResolver;
      if (type === schema.getSubscriptionType())
        field.subscribe = (...args) => middleware(subscribe, ...args);
    }
  }
}
