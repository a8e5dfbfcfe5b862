import { buildSubgraphSchema } from '@apollo/subgraph';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { protect } from '../authorization/rules.ts';
import { mergeTrees } from '../util/merge-distinct.ts';
import type { Config } from '../config.ts';
import { recordSecretPaths } from './idempotency.ts';
import { addPageResolvers } from './jit/page-resolvers.ts';
import { requirePayloads } from './payload.ts';
import { notePlanSources } from './plan/sources.ts';
import { noteEligibleFields } from './validated/eligible.ts';
import { references, refuseUnknownEntities } from './entities.ts';
import { rejectThrown } from './reject-thrown.ts';
import { entitiesOf, type SchemaModule } from './schema-module.ts';
import { traceRootFields } from './traced-fields.ts';
import { tracing } from '../tracing/tracing.ts';
import { BigInt, DateTime, JSON, JSONObject, PlanCode, PlanFeature } from './scalars.ts';
import { publicTypes, subgraphTypes } from './type-definitions.ts';

type SubgraphModules = Extract<Parameters<typeof buildSubgraphSchema>[0], unknown[]>;

/** Creates the schema with its authorization rules: a subgraph with `_service` and `_entities` if `federation` is on. */
export function createSchema(
  { federation, introspection }: Pick<Config, 'federation' | 'introspection'>,
  modules: SchemaModule[],
): GraphQLSchema {
  const entities = entitiesOf(modules);
  const scalars = { BigInt, DateTime, JSON, JSONObject, PlanCode, PlanFeature };
  const resolvers = [scalars, ...modules.map((module) => module.resolvers)];
  const schema = federation
    ? buildSubgraphSchema([
        { typeDefs: subgraphTypes() },
        ...[...resolvers, references(entities)].map((each) => ({ typeDefs: nothing, resolvers: each })),
      ] as SubgraphModules)
    : makeExecutableSchema({ typeDefs: publicTypes(), resolvers });
  // Each pass changes the schema in place. A pass that wraps a resolver wraps the result of the earlier passes.
  // 1. `_entities` rejects unknown types with a client error.
  if (federation) refuseUnknownEntities(schema, entities);
  // 2. `_service` shows the whole schema, so it exists only if introspection is on.
  if (federation && !introspection) delete schema.getQueryType()!.getFields()['_service'];
  // 3. Checks that payload() created every mutation's resolver. `resolvers` are still those of the modules.
  requirePayloads(schema, resolvers);
  // 4. Adds resolvers to fields of connections. graphql-js could use its default resolver, compiled code cannot.
  addPageResolvers(schema);
  // 5. Makes resolvers reject instead of throw. It follows all passes that add resolvers.
  rejectThrown(schema);
  // 6. Records the paths of one-time secrets, so that a stored response omits them.
  recordSecretPaths(schema);
  // 7. Security: authorization is the last pass and so the outermost wrapper. A rejected field runs nothing of the
  //    passes above. Only spans wrap it (8), and traces of Apollo (apollo-trace.ts) wrap a separate schema once more, to time the rules as well.
  const rules = protect(
    schema,
    modules.map((module) => module.rules),
  );
  const plan = mergeTrees(modules.map((module) => module.plan));
  notePlanSources(schema, plan, rules);
  noteEligibleFields(
    schema,
    plan,
    modules.map((module) => module.validated),
    rules,
  );
  // 8. Spans of root fields, which time the rules as well.
  if (tracing.on) traceRootFields(schema);
  return schema;
}

/** An empty document: buildSubgraphSchema requires type definitions beside each set of resolvers. */
const nothing = { kind: 'Document', definitions: [] };
