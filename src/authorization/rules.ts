import type { GraphQLSchema } from 'graphql';
import { mergeTrees } from '../util/merge-distinct.ts';
import { applyRules, type RuleTree } from './shield.ts';

/**
 * Adds the rules of all modules (`trees`) to the schema, in place. Returns them together.
 * Security: a new root field would be open to everybody if its author forgot the rule.
 * @throws if a root field has no rule, or two, so that the server does not start
 */
export function protect(schema: GraphQLSchema, trees: RuleTree[]): RuleTree {
  const rules = mergeTrees(trees);
  const missing = rootFields(schema).filter(([type, field]) => !rules[type]?.[field]);
  if (missing.length > 0) {
    throw new Error(`No rule guards ${missing.map(([type, field]) => `${type}.${field}`).join(', ')}.`);
  }
  applyRules(schema, rules);
  return rules;
}

const federationFields = new Set(['_service', '_entities']);

/** Returns the root fields that need a rule. The fields of federation check access in their own resolvers. */
function rootFields(schema: GraphQLSchema): [type: string, field: string][] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    Object.keys(root?.getFields() ?? {})
      .filter((field) => !federationFields.has(field))
      .map((field): [string, string] => [root!.name, field]),
  );
}
