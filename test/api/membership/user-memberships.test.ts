import { beforeAll, describe, expect, test } from 'vitest';
import { type Account, add, type Client, join, register } from '../../support/client.ts';
import { bearer, createKey } from '../../support/departure.ts';
import { type Data, type Present } from '../../support/operations.ts';
import { administer } from '../../support/organizations.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

/** The memberships in the list and in the connection. */
const SEEN = `memberships { id role status organization { id } }
  organizationMemberships(first: 100) { nodes { id role status organization { id } } totalCount
    pageInfo { hasNextPage hasPreviousPage } }`;
const OF_ME = `{ me { ${SEEN} } }` as const;
const OF_USER = `query ($id: ID!) { user(id: $id) { ${SEEN} } }` as const;
const PAGE = `query ($filter: MembershipFilter, $orderBy: MembershipOrder, $first: Int, $after: String, $last: Int,
  $before: String, $offset: Int) { me { organizationMemberships(filter: $filter, orderBy: $orderBy, first: $first,
    after: $after, last: $last, before: $before, offset: $offset) {
  nodes { organization { id } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;

let owner: Account;
let other: Account;
/** A member of the organizations of both owners, who also has their own. */
let both: Account;

beforeAll(async () => {
  await unfreezeTerms(db);
  await db.updateTable('plan_versions').set({ member_limit: null }).execute();
  [owner, other] = [await register(anonymous, 'Olive Owner'), await register(anonymous, 'Otto Other')];
  both = await register(anonymous, 'Beatrice Both');
  await add(owner, both, 'ADMIN');
  await add(other, both);
});

/** Returns the organizations of a user's memberships, newest first. The list must have the same. */
function organizationsOf(user: Present<Data<typeof OF_ME>>['me']): string[] {
  const { nodes, totalCount, pageInfo } = user.organizationMemberships;
  expect(nodes).toEqual(user.memberships.toReversed());
  expect(totalCount).toBe(nodes.length);
  expect(pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false });
  return nodes.map(({ organization }) => organization.id);
}

const seenBy = async (client: Client, { userId }: Account) =>
  organizationsOf((await client.ask(OF_USER, { id: userId })).user);
const ownOf = async (client: Client) => organizationsOf((await client.ask(OF_ME)).me);
const pageOf = async (client: Client, variables: object) =>
  (await client.ask(PAGE, { ...variables })).me.organizationMemberships;

const run = (client: Client, mutation: string, variables: Record<string, unknown> = {}) =>
  client.codes(mutation, variables);
const suspend = (by: Account, { userId }: Account) =>
  run(
    by.client,
    'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "Lost" }) { userErrors { code } } }',
    { id: userId },
  );

describe('the memberships of a user', () => {
  test('are all visible to the user, with any selected organization and by any path', async () => {
    const all = [other.organizationId, owner.organizationId, both.organizationId];
    for (const each of all) {
      const client = both.client.in(each);
      expect(await ownOf(client)).toEqual(all);
      expect(await seenBy(client, both)).toEqual(all);
    }
  });

  test('are for another user only the one in the selected organization', async () => {
    expect(await seenBy(owner.client, both)).toEqual([owner.organizationId]);
    expect(await seenBy(other.client, both)).toEqual([other.organizationId]);
    expect(await seenBy(both.client.in(owner.organizationId), owner)).toEqual([owner.organizationId]);
    expect((await owner.client.ask(OF_USER, { id: other.userId })).user).toBeNull();
    // No filter, order or page shows another one.
    const asked = `filter: { or: [{ role: { in: [OWNER, MEMBER] } }, { search: "Beatrice" }] }, orderBy: { field: NAME }`;
    const { user } = await owner.client.ask(
      `query ($id: ID!) { user(id: $id) {
        found: organizationMemberships(${asked}) { nodes { organization { id } } totalCount }
        next: organizationMemberships(offset: 1) { nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage } } } }`,
      { id: both.userId },
    );
    expect(user).toEqual({
      found: { nodes: [{ organization: { id: owner.organizationId } }], totalCount: 1 },
      next: { nodes: [], totalCount: 1, pageInfo: { hasNextPage: false, hasPreviousPage: true } },
    });
  });

  test('are loaded together for all members of a page, including the viewer', async () => {
    const { organization } = await both.client
      .in(owner.organizationId)
      .ask(`{ organization { members(orderBy: { field: NAME }) { nodes { user { fullName ${SEEN} } } } } }`);
    expect(
      organization.members.nodes.map(({ user }) => [user.fullName, organizationsOf(user).length]),
    ).toEqual([
      ['Beatrice Both', 3],
      ['Olive Owner', 1],
    ]);
  });

  test('are visible to an API key as to other members', async () => {
    const { secret } = await createKey(owner.client, { role: 'ADMIN' });
    const key = bearer(owner.client, secret);
    for (const each of [both, owner]) expect(await seenBy(key, each)).toEqual([owner.organizationId]);
    expect((await key.ask(OF_USER, { id: other.userId })).user).toBeNull();
  });

  test('are not visible to platform administrators without a selected organization', async () => {
    const stray = await register(anonymous);
    const admin = await administer(server, stray);
    await db.deleteFrom('organizations').where('id', '=', stray.organizationId).execute();
    const users = (args: string) =>
      `{ users(filter: { id: { eq: "${both.userId}" } }) { nodes { memberships { id }
        organizationMemberships${args} { totalCount nodes { id } edges { cursor }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }`;
    const client = admin.in('');
    expect(await client.ask(users('(first: 3)'))).toEqual({
      users: {
        nodes: [
          {
            memberships: [],
            organizationMemberships: {
              totalCount: 0,
              nodes: [],
              edges: [],
              pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
            },
          },
        ],
      },
    });
    expect(await client.codes(users('(first: 101)'))).toEqual(['BAD_USER_INPUT']);
  });

  test('are not visible to platform administrators who are not members of the selected organization', async () => {
    const stray = await register(anonymous);
    const admin = await administer(server, stray);
    const selected = admin.in(owner.organizationId);
    for (const each of [both, owner, other]) expect(await seenBy(selected, each)).toEqual([]);
    expect(await ownOf(selected)).toEqual(await ownOf(admin.in('')));
  });

  test('are those of the right user in an operation about two users, and in concurrent operations', async () => {
    const client = both.client.in(owner.organizationId);
    const BOTH = `query ($me: ID!, $other: ID!) { me { ${SEEN} } user(id: $me) { ${SEEN} }
      another: user(id: $other) { ${SEEN} } }` as const;
    const all = await ownOf(client);
    const readers = [
      async () => {
        const seen = await client.ask(BOTH, { me: both.userId, other: owner.userId });
        expect([seen.me, seen.user, seen.another].map(organizationsOf)).toEqual([
          all,
          all,
          [owner.organizationId],
        ]);
      },
      async () => expect(await seenBy(owner.client, both)).toEqual([owner.organizationId]),
      async () => expect(await seenBy(other.client, both)).toEqual([other.organizationId]),
    ];
    await Promise.all([...readers, ...readers, ...readers].map((read) => read()));
  });

  test('of suspended members are visible to others with the status, and not to the members', async () => {
    const member = await join(owner, 'MEMBER', 'Sid Suspended');
    const home = (
      await db
        .selectFrom('memberships')
        .select('organization_id')
        .where('user_id', '=', member.userId)
        .where('organization_id', '<>', owner.organizationId)
        .executeTakeFirstOrThrow()
    ).organization_id;
    expect(await ownOf(member.client)).toEqual([owner.organizationId, home]);
    expect(await suspend(owner, member)).toEqual([]);
    expect(await seenBy(owner.client, member)).toEqual([owner.organizationId]);
    const { user } = await owner.client.ask(
      `query ($id: ID!) { user(id: $id) {
        suspended: organizationMemberships(filter: { status: { eq: SUSPENDED } }) { nodes { status } }
        active: organizationMemberships(filter: { status: { eq: ACTIVE } }) { totalCount } } }`,
      { id: member.userId },
    );
    expect(user).toEqual({ suspended: { nodes: [{ status: 'SUSPENDED' }] }, active: { totalCount: 0 } });
    const atHome = member.client.in(home);
    for (const client of [atHome, member.client]) expect(await ownOf(client)).toEqual([home]);
    expect((await pageOf(atHome, { filter: { status: { eq: 'SUSPENDED' } } })).totalCount).toBe(0);
  });

  test('end with the membership', async () => {
    const member = await join(owner, 'MEMBER', 'Rita Removed');
    const before = await ownOf(member.client);
    expect(before[0]).toBe(owner.organizationId);
    const remove = 'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }';
    expect(await run(owner.client, remove, { id: member.userId })).toEqual([]);
    expect(await ownOf(member.client.in(before[1]!))).toEqual(before.slice(1));
    expect((await owner.client.ask(OF_USER, { id: member.userId })).user).toBeNull();
  });

  test('in archived organizations are visible only to owners', async () => {
    const founder = await register(anonymous);
    const member = await register(anonymous);
    await add(founder, member, 'ADMIN');
    expect((await ownOf(member.client))[0]).toBe(founder.organizationId);
    const archive = 'mutation { archiveOrganization(input: { reason: "Done" }) { userErrors { code } } }';
    expect(await run(founder.client, archive)).toEqual([]);
    expect(await ownOf(member.client)).toEqual([member.organizationId]);
    expect(await ownOf(founder.client)).toEqual([founder.organizationId]);
  });
});

describe('a page of memberships', () => {
  let all: string[];

  beforeAll(async () => {
    for (let index = 0; index < 4; index++)
      await run(
        both.client,
        'mutation { createOrganization(input: { name: "Port" }) { userErrors { code } } }',
      );
    all = await ownOf(both.client);
  });

  const read = async (variables: object) => {
    const { nodes, totalCount, pageInfo } = await pageOf(both.client, variables);
    expect(totalCount).toBe(all.length);
    return [
      pageInfo.hasPreviousPage,
      nodes.map(({ organization }) => all.indexOf(organization.id)),
      pageInfo.hasNextPage,
    ];
  };

  test('can be read from both ends and by an offset', async () => {
    const [first, second] = [
      await pageOf(both.client, { first: 3 }),
      await pageOf(both.client, { first: 3, offset: 3 }),
    ];
    expect(await read({ first: 3 })).toEqual([false, [0, 1, 2], true]);
    expect(await read({ first: 3, after: first.pageInfo.endCursor })).toEqual([true, [3, 4, 5], true]);
    expect(await read({ first: 3, after: second.pageInfo.endCursor })).toEqual([true, [6], false]);
    expect(await read({ last: 2 })).toEqual([true, [5, 6], false]);
    expect(await read({ last: 2, before: second.pageInfo.startCursor })).toEqual([true, [1, 2], true]);
    expect(await read({ first: 3, offset: 3 })).toEqual([true, [3, 4, 5], true]);
    expect(await read({ first: 3, offset: 7 })).toEqual([true, [], false]);
    const oldest = { field: 'CREATED_AT', direction: 'ASC' };
    expect(await read({ first: 2, orderBy: oldest })).toEqual([false, [6, 5], true]);
  });

  test('has and counts only memberships that match the filter', async () => {
    const count = async (filter: object) => (await pageOf(both.client, { filter, first: 1 })).totalCount;
    expect(await count({ role: { eq: 'OWNER' } })).toBe(all.length - 2);
    expect(await count({ role: { ne: 'OWNER' } })).toBe(2);
    expect(await count({ userId: { eq: both.userId } })).toBe(all.length);
    expect(await count({ userId: { eq: owner.userId } })).toBe(0);
    expect(await count({ search: 'beatrice' })).toBe(all.length);
    expect(await count({ search: 'olive' })).toBe(0);
    expect(await count({ createdAt: { lt: '2020-01-01T00:00:00Z' } })).toBe(0);
  });

  test.each([
    [{ first: 101 }, /at least 0 and at most 100/],
    [{ last: -1 }, /at least 0 and at most 100/],
    [{ first: 1, last: 1 }, /not both/],
    [{ offset: 10_001 }, /at most 10000/],
    [{ offset: 1, after: 'x' }, /not both/],
    [{ offset: 1, last: 1 }, /counts from the start/],
    [{ after: 'nonsense' }, /cursor/],
  ])('%o is rejected, for any user', async (args, message) => {
    const sent = Object.entries(args).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    const list = `organizationMemberships(${sent.join(', ')}) { totalCount }`;
    for (const query of [`{ me { ${list} } }`, `{ user(id: "${both.userId}") { ${list} } }`]) {
      const { errors } = await owner.client.send(query);
      expect(errors).toMatchObject([
        { message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    }
  });

  test('rejects the cursor of another order', async () => {
    const { pageInfo } = await pageOf(both.client, { first: 1 });
    const { errors } = await both.client.send(PAGE, {
      after: pageInfo.endCursor,
      orderBy: { field: 'UPDATED_AT' },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
