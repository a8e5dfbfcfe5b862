import { nodesOf } from '../../graphql/schema-module.ts';
import { defineModule, type Module } from '../define-module.ts';

/** Defines `node` and `nodes` from the `objects` that the features declare. */
export const nodeModule = (features: Module[]) =>
  defineModule({
    name: 'node',
    resolvers: async () => {
      const { nodeResolvers } = await import('./resolvers.ts');
      return { resolvers: nodeResolvers(nodesOf(features)) };
    },
    rules: () => import('./rules.ts'),
    impersonated: { Query: ['node', 'nodes'] },
  });
