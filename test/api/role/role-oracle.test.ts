// Random grants and edits, several at once, by people and by an API key. The audit log has them in the order in which they
// got the organization's lock. An oracle repeats them with plain sets, and notes each grant of a permission that its granter
// lacked at that time.

import { expect, test } from 'vitest';
import { nameOf } from '../../../src/authorization/permission-names.ts';
import type { Permission as Name } from '../../../src/authorization/permissions.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { type Client, join } from '../../support/client.ts';
import { random, type Random } from '../../support/isolation/random.ts';
import { type Event, Oracle, readBuiltIn } from '../../support/role-oracle.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const builtIn = await readBuiltIn(server.systemPool);
const ROUNDS = 60;
const AT_ONCE = 3;

const operations = {
  createRole: 'mutation ($input: CreateRoleInput!) { createRole(input: $input) { userErrors { code } } }',
  updateRole: 'mutation ($input: UpdateRoleInput!) { updateRole(input: $input) { userErrors { code } } }',
  deleteRole: 'mutation ($input: DeleteRoleInput!) { deleteRole(input: $input) { userErrors { code } } }',
  updateMemberRole:
    'mutation ($input: UpdateMemberRoleInput!) { updateMemberRole(input: $input) { userErrors { code } } }',
  inviteMember:
    'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { userErrors { code } } }',
  updateOrganizationSettings: `mutation ($input: UpdateOrganizationSettingsInput!) {
    updateOrganizationSettings(input: $input) { userErrors { code } } }`,
};

/** Most of what a built-in role permits, or little of it. */
function drawPermissions(draw: Random): string[] {
  const share = draw.pick([0.3, 0.9, 1]);
  const chosen = [...builtIn[draw.pick(['MEMBER', 'ADMIN', 'OWNER'])]!].filter(() => draw.chance(share));
  return ['project.see', 'task.see', ...chosen].map((each) => nameOf(each as Name));
}

/** Returns a random operation, with its input. */
function drawOperation(
  draw: Random,
  { roleIds, userIds, number }: { roleIds: string[]; userIds: string[]; number: string },
): [operation: string, input: object] {
  const anyRole = () => draw.pick([...roleIds, ...roleIds, 'MEMBER', 'ADMIN', 'OWNER']);
  const role = roleIds.length > 0 ? draw.pick(roleIds) : 'ADMIN';
  switch (draw.below(12)) {
    case 0:
    case 1:
      return [
        operations.createRole,
        {
          name: `Role ${number}`,
          basedOn: draw.pick(['ADMIN', 'MEMBER']),
          permissions: drawPermissions(draw),
        },
      ];
    case 2:
    case 3:
    case 4:
      return [operations.updateRole, { id: role, permissions: drawPermissions(draw) }];
    case 5:
      return [operations.deleteRole, { id: role, replaceWith: draw.chance(0.7) ? anyRole() : null }];
    case 6:
      return [operations.inviteMember, { email: `${number}@polity.test`, roleId: anyRole() }];
    case 7:
      return [operations.updateOrganizationSettings, { adminsGrantAdmin: draw.chance(0.5) }];
    default:
      return [operations.updateMemberRole, { userId: draw.pick(userIds), roleId: anyRole() }];
  }
}

test('nobody gives others, or themselves, a permission that they lack, whatever they do at once', async () => {
  const seed = Date.now() % 1_000_000;
  const draw = random(seed);
  const owner = await createOwner(server.anonymous, 'PRO');
  const people = [
    owner,
    ...(await Promise.all(
      (['OWNER', 'ADMIN', 'ADMIN', 'MEMBER', 'MEMBER'] as const).map((role) => join(owner, role)),
    )),
  ];
  const { createApiKey } = await owner.client.ask(
    `mutation { createApiKey(input: { name: "Robot", role: ADMIN, scopes: [READ, WRITE, MEMBERS_WRITE] }) {
      secret apiKey { id } userErrors { code } } }`,
  );
  const robot = owner.client.with({ authorization: `Bearer ${createApiKey.secret}` });
  const oracle = new Oracle(
    builtIn,
    await server.db
      .selectFrom('memberships')
      .select(['user_id', 'role'])
      .where('organization_id', '=', owner.organizationId)
      .execute(),
  );
  oracle.keys.set(createApiKey.apiKey.id, { role: 'ADMIN', ownerId: owner.userId });

  const codes = new Map<string, number>();
  let seen = '00000000-0000-0000-0000-000000000000';
  for (let round = 0; round < ROUNDS; round++) {
    const roleIds = [...oracle.roles.keys()];
    const userIds = people.map(({ userId }) => userId);
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, index) => {
        const client: Client = draw.chance(0.1) ? robot : draw.pick(people).client;
        const [operation, input] = drawOperation(draw, { roleIds, userIds, number: `${round}-${index}` });
        const [code = 'ok'] = await client.codes(operation, { input });
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }),
    );
    const { rows } = await server.systemPool.query<Event>(
      `select id, request_id, action, actor_id, api_key_id, target_id, before, after from audit_events
      where organization_id = $1 and id > $2 order by id`,
      [owner.organizationId, seen],
    );
    for (const event of rows) oracle.apply(event);
    seen = rows.at(-1)?.id ?? seen;
    expect([seed, oracle.violations]).toEqual([seed, []]);
    expect([seed, await oracle.differences(server.systemPool, owner.organizationId)]).toEqual([seed, []]);
  }
  // The test would prove nothing if nearly everything were refused, or nothing.
  expect(codes.get('ok')).toBeGreaterThan(ROUNDS / 3);
  expect(codes.get('FORBIDDEN_ROLE')).toBeGreaterThan(5);
  expect([...codes.keys()]).not.toContain('INTERNAL_SERVER_ERROR');

  for (const { client, userId } of people) {
    const { organization } = await client.ask(
      'query ($id: ID!) { organization { members(filter: { userId: { eq: $id } }) { nodes { permissions } } } }',
      { id: userId },
    );
    const expected = [...oracle.setOf(oracle.members.get(userId)!)].map((each) => nameOf(each as Name));
    expect(organization!.members.nodes[0]!.permissions?.toSorted()).toEqual(expected.toSorted());
  }
});
