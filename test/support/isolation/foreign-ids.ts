import { expect } from 'vitest';
import type { Body } from '../client.ts';
import type { Tenant } from '../contract.ts';

/** A text, which may name ids of the caller's own tenant. */
type Text = string | ((ours: Tenant) => string);

/** Returns an id of the other tenant. */
type ForeignId = (theirs: Tenant) => string;

/** An operation of `$id` that gets ids of another tenant. Every such id has the response of an id that does not exist. */
export interface ForeignIdCase {
  operation: Text;
  foreign: ForeignId[];
  /** Checks the response. */
  check: (body: Body) => void;
}

/** Returns the text for the caller's own tenant. */
export const textOf = (text: Text, ours: Tenant): string => (typeof text === 'string' ? text : text(ours));

/** A root field that finds an object by its id. */
export const lookupById = (field: string, ...foreign: ForeignId[]): ForeignIdCase => ({
  operation: `query ($id: ID!) { ${field}(id: $id) { id } }`,
  foreign,
  check: (body) => expect(body).toEqual({ data: { [field]: null } }),
});

/** A mutation whose input has `$id` at the path `at`, and no other fault. */
export function reference(
  field: string,
  at: string,
  input: Text,
  foreign: ForeignId,
  code = 'NOT_FOUND',
): ForeignIdCase {
  const mutate = (text: string) =>
    `mutation ($id: ID!) { ${field}(input: { ${text} }) { userErrors { code field message } } }`;
  return {
    operation: (ours) => mutate(textOf(input, ours)),
    foreign: [foreign],
    check: (body) =>
      expect(body).toEqual({
        data: { [field]: { userErrors: [{ code, field: at.split('.'), message: expect.any(String) }] } },
      }),
  };
}

/** A list of the response. */
interface List {
  nodes: { id: string }[];
  totalCount: number;
}

/** Returns the lists of the response by their aliases: at the root, or in the object `found`, which is `under` a field. */
export const listsOf = (data: Body['data'], under: Text) =>
  (under ? (data as { found: unknown }).found : data) as Record<string, List>;

/**
 * A list that is filtered by `$id` with each comparator, at the root or `under` a field with an object, such as
 * `({ projectId }) => `project(id: "${projectId}")``.
 */
export function filterById(list: string, name: string, foreign: ForeignId, under: Text = ''): ForeignIdCase {
  const by = (alias: string, condition: string) =>
    `${alias}: ${list}(filter: { ${condition} }) { nodes { id } totalCount }`;
  const lists = [
    by('all', ''),
    by('eq', `${name}: { eq: $id }`),
    by('in', `${name}: { in: [$id] }`),
    by('ne', `${name}: { ne: $id }`),
    by('notIn', `${name}: { notIn: [$id] }`),
    by('nested', `and: [{ or: [{ ${name}: { eq: $id } }] }]`),
  ].join(' ');
  return {
    operation: (ours) =>
      `query ($id: ID!) { ${under ? `found: ${textOf(under, ours)} { ${lists} }` : lists} }`,
    foreign: [foreign],
    check: ({ data, errors }) => {
      expect(errors).toBeUndefined();
      const { all, eq, in: within, ne, notIn, nested } = listsOf(data, under);
      expect(all!.nodes).not.toEqual([]);
      for (const none of [eq, within, nested]) expect(none).toEqual({ nodes: [], totalCount: 0 });
      for (const every of [ne, notIn]) expect(every).toEqual(all);
    },
  };
}
