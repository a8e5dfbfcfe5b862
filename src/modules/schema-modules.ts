import type { SchemaModule } from '../graphql/schema-module.ts';
import { modules } from './all.ts';

/** All modules with their resolvers, rules and plans, for processes that execute operations. */
export const schemaModules: SchemaModule[] = await Promise.all(
  modules.map(async (module) => {
    const [{ resolvers }, { rules }, planned] = await Promise.all([
      module.resolvers(),
      module.rules(),
      module.plan?.(),
    ]);
    return { ...module, resolvers, rules, plan: planned?.plan };
  }),
);
