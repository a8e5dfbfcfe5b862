import type { Account } from './client.ts';
import type { Tenant } from './contract.ts';

/** A tenant with objects for the viewer to act on. */
export interface Scene extends Tenant {
  viewer: Account;
  ownTaskId: string;
  ownCommentId: string;
}

export type Viewed = Record<string, boolean | undefined>;

/** The data of one of the cases' queries. */
interface Found {
  organization?: Viewed & { members: { nodes: [Viewed] } };
  node?: Viewed | null;
}

/** How to read a field `viewerCan…`, and the operation that it promises. The field of an object that the viewer does not see counts as false. */
export interface ViewerCanCase {
  select: (scene: Scene) => string;
  find: (data: Found) => boolean | undefined;
  attempt: (scene: Scene) => string;
}

export const mutation = (text: string) => `mutation { ${text} { userErrors { code } } }`;

/** The field of an object that `node` finds. */
export const ofNode = (
  type: string,
  field: string,
  id: (scene: Scene) => string,
  attempt: ViewerCanCase['attempt'],
): ViewerCanCase => ({
  select: (scene) => `node(id: "${id(scene)}") { ... on ${type} { ${field} } }`,
  find: (data) => data.node?.[field],
  attempt,
});
