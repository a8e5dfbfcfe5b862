import type { GraphQLSchema } from 'graphql';
import { modules } from '../modules/index.ts';
import { applyRules, type RuleTree } from './shield.ts';

/**
 * Guards the schema with every module's rules, in place.
 * @throws when a root field has no rule: nothing is open by having been forgotten
 */
export function protect(schema: GraphQLSchema): void {
  const rules: RuleTree = {};
  for (const module of modules) {
    for (const [type, fields] of Object.entries(module.rules)) rules[type] = { ...rules[type], ...fields };
  }
  const missing = rootFields(schema).filter(([type, field]) => !rules[type]?.[field]);
  if (missing.length > 0) {
    throw new Error(`No rule guards ${missing.map(([type, field]) => `${type}.${field}`).join(', ')}.`);
  }
  applyRules(schema, rules);
}

const federationFields = new Set(['_service', '_entities']);

/** Every root field that needs a rule; federation's own guard themselves. */
function rootFields(schema: GraphQLSchema): [type: string, field: string][] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    Object.keys(root?.getFields() ?? {})
      .filter((field) => !federationFields.has(field))
      .map((field): [string, string] => [root!.name, field]),
  );
}
