import { hasPermission } from '../../authorization/permission-checks.ts';
import type { Context } from '../../core/context.ts';
import { requireFew } from '../../database/filter.ts';
import { isId } from '../../database/ids.ts';
import type { Resolvers, ResolversParentTypes } from '../../generated/graphql.ts';
import type { ObjectLookup } from '../../graphql/schema-module.ts';

type LoadedNode = ResolversParentTypes['Node'] & Typed;
type Typed = { __typename: 'Task' };

/** `lookups` finds each type, by its name. */
export function nodeResolvers(lookups: Record<string, ObjectLookup>): Resolvers {
  const all = Object.entries(lookups);
  const first = all.filter(([, { last }]) => !last);
  const rest = all.filter(([, { last }]) => last);

  /** Looks for the id in every type at once. Their statements, also those of several ids, are sent together. */
  async function findNode(context: Context, wanted: string) {
    const named = all.filter(([, { isName }]) => isName?.(wanted));
    if (!isId(wanted) && named.length === 0) return null;
    const id = isId(wanted) ? wanted.toLowerCase() : wanted;
    const among = async (types: typeof all) => {
      const here = types.filter(
        ([, { anywhere, permission }]) =>
          anywhere || (context.hasScope && (!permission || hasPermission(context, permission))),
      );
      const found = await Promise.all(
        here.map(async ([__typename, { loader }]) => {
          const row = await context.load(loader, id);
          return row && ({ ...row, __typename } as LoadedNode);
        }),
      );
      return found.find((thing) => thing !== undefined);
    };
    if (named.length > 0) return (await among(named)) ?? null;
    return (await among(first)) ?? (await among(rest)) ?? null;
  }

  return {
    Query: {
      node: (_parent, { id }, context) => findNode(context, id),
      nodes: (_parent, { ids }, context) => {
        requireFew('ids', ids);
        return Promise.all(ids.map((id) => findNode(context, id)));
      },
    },
    Node: {
      __resolveType: (thing) => (thing as unknown as Typed).__typename,
    },
  };
}
