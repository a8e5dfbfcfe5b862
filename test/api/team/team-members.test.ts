import { describe, expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { addToTeam, createTeam, setTeamLead } from '../../fixtures/teams.ts';
import { type Account, type Client, join } from '../../support/client.ts';
import { requestStatements } from '../../support/count-statements.ts';
import { bearer } from '../../support/departure.ts';
import { startTestServer } from '../../support/server.ts';
import { createServiceAccount, createServiceKey } from '../../support/service-accounts.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const ADD = 'mutation ($input: AddTeamMemberInput!) { addTeamMember(input: $input) { userErrors { code } } }';
const REMOVE = `mutation ($input: RemoveTeamMemberInput!) {
  removeTeamMember(input: $input) { userErrors { code } } }`;
const LEAD = 'mutation ($input: SetTeamLeadInput!) { setTeamLead(input: $input) { userErrors { code } } }';

const add = (client: Client, teamId: string, userId: string) =>
  client.codes(ADD, { input: { teamId, userId } });
const remove = (client: Client, teamId: string, userId: string) =>
  client.codes(REMOVE, { input: { teamId, userId } });
const lead = (client: Client, teamId: string, userId: string | null) =>
  client.codes(LEAD, { input: { teamId, userId } });

/** The user ids of a team's members and of its lead. */
async function membersOf({ client }: Pick<Account, 'client'>, id: string) {
  const { team } = await client.ask(
    `query ($id: ID!) { team(id: $id) {
      lead { user { id } } members(orderBy: { field: CREATED_AT, direction: ASC }) { nodes { user { id } } } } }`,
    { id },
  );
  return {
    lead: team!.lead?.user.id ?? null,
    members: team!.members.nodes.map(({ user }) => user.id),
  };
}

/** A team with a team below it, and two members of the organization. */
async function createScene() {
  const owner = await createOwner(anonymous, 'PRO');
  const [ann, ben] = [await join(owner, 'MEMBER', 'Ann'), await join(owner, 'MEMBER', 'Ben')];
  const team = await createTeam(owner.client);
  const below = await createTeam(owner.client, { parentId: team });
  return { owner, ann, ben, team, below };
}

describe('a member', () => {
  test('is in a team once, and both show it', async () => {
    const { owner, ann, team, below } = await createScene();
    expect(await add(owner.client, team, ann.userId)).toEqual([]);
    expect(await add(owner.client, team, ann.userId)).toEqual([]);
    await addToTeam(owner.client, below, ann.userId);
    expect(await membersOf(owner, team)).toEqual({ lead: null, members: [ann.userId] });
    const { organization: own } = await ann.client.ask(
      '{ organization { members { nodes { user { id } teams { id } } } } }',
    );
    const teams = Object.fromEntries(
      own!.members.nodes.map(({ user, teams: listed }) => [user.id, listed.map(({ id }) => id).toSorted()]),
    );
    expect(teams[ann.userId]).toEqual([team, below].toSorted());
    expect(teams[owner.userId]).toEqual([]);
    const both = await Promise.all([1, 2].map(() => remove(owner.client, team, ann.userId)));
    expect(both.toSorted()).toEqual([[], ['NOT_FOUND']]);
    expect(await membersOf(owner, team)).toEqual({ lead: null, members: [] });
  });

  test('is a member of the organization, not suspended, person or service account', async () => {
    const { owner, ann, team } = await createScene();
    const stranger = await createOwner(anonymous, 'PRO');
    expect(await add(owner.client, team, stranger.userId)).toEqual(['NOT_FOUND']);
    const service = await createServiceAccount(owner.client, owner.userId);
    expect(await add(owner.client, team, service)).toEqual([]);
    await owner.client.ask(
      'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "Lost" }) { userErrors { code } } }',
      { id: ann.userId },
    );
    expect(await add(owner.client, team, ann.userId)).toEqual(['NOT_FOUND']);
  });

  test('leaves all teams with the organization, in the database', async () => {
    const { owner, ann, ben, team } = await createScene();
    await addToTeam(owner.client, team, ann.userId, ben.userId);
    await setTeamLead(owner.client, team, ann.userId);
    await ann.client.ask('mutation { leaveOrganization { userErrors { code } } }');
    expect(await membersOf(owner, team)).toEqual({ lead: null, members: [ben.userId] });
    await db
      .deleteFrom('memberships')
      .where('user_id', '=', ben.userId)
      .where('organization_id', '=', owner.organizationId)
      .execute();
    expect(await membersOf(owner, team)).toEqual({ lead: null, members: [] });
  });

  test('is one of at most 500 of a team, and in at most 50 teams, also when two are added at once', async () => {
    const { owner, ann, ben, team } = await createScene();
    const { organizationId: organization_id } = owner;
    const users = await db
      .insertInto('users')
      .values(
        Array.from({ length: 499 }, (_, index) => ({
          email: `${organization_id}-${index}@polity.test`,
          full_name: 'Crowd',
          password_hash: '*',
        })),
      )
      .returning('id')
      .execute();
    await db
      .insertInto('memberships')
      .values(users.map(({ id }) => ({ organization_id, user_id: id, role: 'MEMBER' })))
      .execute();
    await db
      .insertInto('team_members')
      .values(users.map(({ id }) => ({ organization_id, team_id: team, user_id: id })))
      .execute();
    const full = await Promise.all([ann, ben].map(({ userId }) => add(owner.client, team, userId)));
    expect(full.toSorted()).toEqual([[], ['LIMIT_REACHED']]);

    const teams = await db
      .insertInto('teams')
      .values(
        Array.from({ length: 50 }, (_, index) => ({
          organization_id,
          name: `T${index}`,
          handle: `t${index}`,
        })),
      )
      .returning('id')
      .execute();
    const [first, second, ...others] = teams.map(({ id }) => id);
    await db
      .insertInto('team_members')
      .values(others.map((team_id) => ({ organization_id, team_id, user_id: owner.userId })))
      .execute();
    await addToTeam(owner.client, first!, owner.userId);
    const many = await Promise.all([second!, team].map((id) => add(owner.client, id, owner.userId)));
    expect(many.map((codes) => codes.length).toSorted()).toEqual([0, 1]);
  });
});

describe('a lead', () => {
  test('is one member of the team, and another one takes their place', async () => {
    const { owner, ann, ben, team } = await createScene();
    expect(await lead(owner.client, team, ann.userId)).toEqual(['NOT_FOUND']);
    await addToTeam(owner.client, team, ann.userId, ben.userId);
    const codes = await Promise.all([ann, ben].map(({ userId }) => lead(owner.client, team, userId)));
    expect(codes).toEqual([[], []]);
    const rows = await db
      .selectFrom('team_members')
      .select('user_id')
      .where('organization_id', '=', owner.organizationId)
      .where('is_lead', '=', true)
      .execute();
    expect(rows).toHaveLength(1);
    expect(await lead(owner.client, team, null)).toEqual([]);
    expect((await membersOf(owner, team)).lead).toBeNull();
  });

  test('manages the members of their team and of those below it, and of no other', async () => {
    const { owner, ann, ben, team, below } = await createScene();
    const aside = await createTeam(owner.client);
    await addToTeam(owner.client, team, ann.userId);
    await setTeamLead(owner.client, team, ann.userId);
    const { team: seen } = await ann.client.ask(
      'query ($id: ID!) { team(id: $id) { viewerCanManageMembers viewerCanUpdate viewerCanDelete } }',
      { id: below },
    );
    expect(seen).toEqual({ viewerCanManageMembers: true, viewerCanUpdate: false, viewerCanDelete: false });
    for (const id of [team, below]) {
      expect(await add(ann.client, id, ben.userId)).toEqual([]);
      expect(await lead(ann.client, id, ben.userId)).toEqual([]);
      expect(await lead(owner.client, id, id === team ? ann.userId : null)).toEqual([]);
      expect(await remove(ann.client, id, ben.userId)).toEqual([]);
    }
    expect(await add(ann.client, aside, ben.userId)).toEqual(['FORBIDDEN']);
    // The lead of a team below manages none above.
    await addToTeam(owner.client, below, ben.userId);
    await setTeamLead(owner.client, below, ben.userId);
    expect(await add(ben.client, team, ben.userId)).toEqual(['FORBIDDEN']);
    expect(await add(ben.client, below, ann.userId)).toEqual([]);
    // Who leads it no longer manages nothing.
    await setTeamLead(owner.client, below, null);
    expect(await remove(ben.client, below, ann.userId)).toEqual(['FORBIDDEN']);
  });

  test('has no power when the team moves elsewhere', async () => {
    const { owner, ann, ben, team, below } = await createScene();
    await addToTeam(owner.client, team, ann.userId);
    await setTeamLead(owner.client, team, ann.userId);
    await owner.client.ask(
      'mutation ($id: ID!) { updateTeam(input: { id: $id, parentId: null }) { userErrors { code } } }',
      { id: below },
    );
    expect(await add(ann.client, below, ben.userId)).toEqual(['FORBIDDEN']);
  });

  test('who is replaced while they act adds nobody afterwards', async () => {
    const { owner, ann, ben, team } = await createScene();
    await addToTeam(owner.client, team, ann.userId);
    await setTeamLead(owner.client, team, ann.userId);
    const [, codes] = await Promise.all([
      setTeamLead(owner.client, team, null),
      add(ann.client, team, ben.userId),
    ]);
    const { members } = await membersOf(owner, team);
    expect(members.includes(ben.userId)).toBe(codes.length === 0);
    expect(await add(ann.client, team, ben.userId)).toEqual(['FORBIDDEN']);
  });

  test('manages nobody with an API key, which needs the permission and its scope', async () => {
    const { owner, ben, team } = await createScene();
    const service = await createServiceAccount(owner.client, owner.userId);
    await addToTeam(owner.client, team, service);
    await setTeamLead(owner.client, team, service);
    const key = await createServiceKey(owner.client, service);
    const robot = bearer(anonymous, key.secret).in(owner.organizationId);
    expect(await add(robot, team, ben.userId)).toEqual(['FORBIDDEN']);
  });

  test('and administrators apart, nobody manages members; but everybody may leave', async () => {
    const { owner, ann, ben, team } = await createScene();
    await addToTeam(owner.client, team, ann.userId, ben.userId);
    for (const act of [add, remove, lead])
      expect(await act(ann.client, team, ben.userId)).toEqual(['FORBIDDEN']);
    expect(await remove(ann.client, team, ann.userId)).toEqual([]);
    const admin = await join(owner, 'ADMIN');
    expect(await lead(admin.client, team, ben.userId)).toEqual([]);
  });
});

test('changes of members are in the audit log', async () => {
  const { owner, ann, team } = await createScene();
  const { userId } = ann;
  await addToTeam(owner.client, team, userId, userId);
  await setTeamLead(owner.client, team, userId);
  await setTeamLead(owner.client, team, userId);
  expect(await remove(owner.client, team, userId)).toEqual([]);
  const events = await db
    .selectFrom('audit_events')
    .select(['action', 'before', 'after'])
    .where('organization_id', '=', owner.organizationId)
    .where('target_id', '=', team)
    .orderBy('id')
    .execute();
  expect(events.slice(1)).toEqual([
    { action: 'team.member_added', before: null, after: { userId } },
    { action: 'team.lead_changed', before: null, after: { leadId: userId } },
    { action: 'team.member_removed', before: { userId, leadId: userId }, after: null },
  ]);
});

test('the teams of a member are shown in the selected organization alone', async () => {
  const { owner, ann, team } = await createScene();
  await addToTeam(owner.client, team, ann.userId);
  const ask = (client: Client) =>
    client.codes('{ me { organizationMemberships { nodes { organization { id } teams { id } } } } }');
  // Ann has an organization of her own.
  expect(await ask(ann.client)).toContain('BAD_USER_INPUT');
  const { organization } = await ann.client.ask(
    '{ organization { members(filter: { search: "Ann" }) { nodes { teams { id } } } } }',
  );
  expect(organization!.members.nodes).toEqual([{ teams: [{ id: team }] }]);
});

test('many teams cost as many statements as one, with their parents, leads and members', async () => {
  const { owner, ann, ben, team, below } = await createScene();
  const QUERY = `query ($ids: [ID!]) { teams(filter: { id: { in: $ids } }) { nodes { parent { name } lead { user { id } }
    viewerCanManageMembers members(first: 5) { nodes { user { fullName } teams { name } } } } } }`;
  const cost = async (ids: string[]) =>
    (await requestStatements(() => ann.client.ask(QUERY, { ids }))).statements.length;
  await addToTeam(owner.client, below, ann.userId, ben.userId);
  await setTeamLead(owner.client, below, ben.userId);
  const one = await cost([below]);
  const others = [];
  for (const _each of Array(4)) others.push(await createTeam(owner.client, { parentId: team }));
  for (const id of others) {
    await addToTeam(owner.client, id, ann.userId, ben.userId);
    await setTeamLead(owner.client, id, ben.userId);
  }
  expect(await cost([below, ...others])).toBe(one);
});
