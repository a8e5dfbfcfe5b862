import { randomBytes } from 'node:crypto';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { createTask } from '../../fixtures/work.ts';
import type { ApiKeyScope, Role } from '../../../src/generated/enums.ts';
import { type Account, Client, join, register } from '../client.ts';
import { createServiceAccount } from '../service-accounts.ts';
import { type Caller, createTenant, type Tenant, tenantTables } from '../contract.ts';
import type { TestServer } from '../server.ts';

export type Standing = 'ACTIVE' | 'SUSPENDED' | 'ARCHIVED';

/** An organization whose every name, text and id is unmistakable. */
export interface House extends Tenant {
  standing: Standing;
  /** What must not reach those who may not see the organization itself, its people, or the work in it. */
  canaries: Record<'organization' | 'people' | 'work', string[]>;
}

/** Somebody who asks, and all that decides what they are answered. */
export interface Character extends Caller {
  name: string;
  /** Whether their credentials hold; `stale` ones were sent and do not. */
  signedIn: boolean;
  stale: boolean;
  platformAdmin: boolean;
  /** Whether it is an API key, and so no person. */
  robot: boolean;
  /** Whether it is an API key with the scope MEMBERS_WRITE. */
  managesPeople?: boolean;
  /** The organization that their requests select. */
  selected: House;
  /** The one that they belong to, if they do. */
  home: House | undefined;
  role: Role | undefined;
  membershipId: string | undefined;
  /** Whose ids are their own, and whose are foreign to them. */
  own: House;
  foreign: House;
}

export async function createHouse(
  { anonymous, db }: TestServer,
  standing: Standing = 'ACTIVE',
): Promise<House> {
  const tag = (kind: string) => `${kind}${randomBytes(6).toString('hex')}`;
  const [organization, people, work] = [tag('org'), tag('folk'), tag('work')];
  const tenant = await createTenant(anonymous);
  const { owner, fellow, projectId, taskId, labelId, commentId } = tenant;
  for (const { client } of [owner, fellow]) {
    await client.ask(
      `mutation ($tag: String!) { updateProfile(input: { fullName: $tag, bio: $tag }) { userErrors { code } } }`,
      { tag: people },
    );
  }
  await owner.client.ask(
    `mutation ($organization: String!, $work: String!, $project: ID!, $task: ID!, $assignee: ID!, $label: ID!, $comment: ID!) {
      updateOrganization(input: { name: $organization, slug: $organization }) { userErrors { code } }
      updateProject(input: { id: $project, name: $work, description: $work }) { userErrors { code } }
      updateTask(input: { id: $task, title: $work, description: $work, assigneeId: $assignee, labelIds: [$label] }) { userErrors { code } }
      updateComment(input: { id: $comment, mentionedUserIds: [$assignee] }) { userErrors { code } }
      recordUsage(input: { events: [{ eventId: $work, meter: "events.processed", quantity: 7 }] }) { userErrors { code } } }`,
    {
      organization,
      work,
      project: projectId,
      task: taskId,
      assignee: fellow.userId,
      label: labelId,
      comment: commentId,
    },
  );
  await owner.client.ask(`mutation {
    suspendOrganization(input: { reason: "Storm" }) { userErrors { code } }
    reinstateOrganization { userErrors { code } } }`);
  await db
    .insertInto('notifications')
    .values({
      organization_id: tenant.organizationId,
      user_id: fellow.userId,
      kind: 'TASK_ASSIGNED',
      happening: 'A test',
      task_id: taskId,
      in_app: true,
      by_email: false,
    })
    .execute();
  return {
    ...tenant,
    standing,
    canaries: { organization: [organization], people: [people], work: [work] },
  };
}

/** A member of the house with a task of their own. */
export async function createMember(house: House, role: Role, name = `${role} of it`): Promise<Character> {
  // What a member of a hidden organization is called is theirs to see.
  const fullName = house.standing === 'ARCHIVED' ? 'Carol Caller' : house.canaries.people[0]!;
  const account = await join(house.owner, role, fullName);
  const { organization } = await account.client.ask(
    'query ($id: ID!) { organization { members(filter: { userId: { eq: $id } }) { nodes { id } } } }',
    { id: account.userId },
  );
  return {
    ...somebody(name, house, account.client, account),
    taskId: await createTask(account.client, house.projectId),
    home: house,
    role,
    membershipId: organization.members.nodes[0]!.id,
  };
}

/** An API key of the house with everything that a key may be allowed, or all but managing people. */
async function createRobot(house: House, managesPeople: boolean, ownerId?: string): Promise<Character> {
  const scopes: ApiKeyScope[] = ['READ', 'WRITE', 'USAGE_WRITE', 'CREDITS_WRITE'];
  if (managesPeople) scopes.push('MEMBERS_WRITE');
  const { createApiKey } = await house.owner.client.ask(
    `mutation ($scopes: [ApiKeyScope!]!, $ownerId: ID) {
      createApiKey(input: { name: "Automaton", role: ADMIN, scopes: $scopes, ownerId: $ownerId }) {
        secret userErrors { code } } }`,
    { scopes, ownerId },
  );
  const client = house.owner.client.with({ authorization: `Bearer ${createApiKey.secret}` });
  return {
    ...somebody(
      ownerId ? 'service account, ADMIN' : managesPeople ? 'API key, MEMBERS_WRITE' : 'API key, ADMIN',
      house,
      client,
    ),
    managesPeople,
    signedIn: true,
    robot: true,
    home: house,
    role: 'ADMIN',
    taskId: await createTask(client, house.projectId),
  };
}

function somebody(name: string, selected: House, client: Client, account?: Account): Character {
  return {
    name,
    client: client.in(selected.organizationId),
    ...(account && { account }),
    signedIn: account !== undefined,
    stale: false,
    platformAdmin: false,
    robot: false,
    selected,
    home: undefined,
    role: undefined,
    membershipId: undefined,
    own: selected,
    foreign: selected,
  };
}

/** Everybody there is, seen from one organization, and the houses that they come from. */
export async function createCast(server: TestServer): Promise<{ houses: House[]; cast: Character[] }> {
  const [here, there, suspended, archived] = (await Promise.all(
    (['ACTIVE', 'ACTIVE', 'SUSPENDED', 'ARCHIVED'] as const).map((standing) => createHouse(server, standing)),
  )) as [House, House, House, House];
  const houses = [here, there, suspended, archived];
  const { anonymous } = server;

  const invalid = anonymous.with({ authorization: `Bearer ${here.owner.accessToken.slice(0, -8)}AAAAAAAA` });
  const ended = await join(here.owner, 'OWNER');
  await ended.client.ask('mutation { logout { userErrors { code } } }');
  const removed = await join(here.owner, 'OWNER');
  const removedTask = await createTask(removed.client, here.projectId);
  await here.owner.client.ask(
    'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
    { id: removed.userId },
  );
  const shutOut = await join(here.owner, 'OWNER');
  const shutOutTask = await createTask(shutOut.client, here.projectId);
  await here.owner.client.ask(
    'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "Lost" }) { userErrors { code } } }',
    { id: shutOut.userId },
  );
  const [outsider, admin] = [await register(anonymous), await createPlatformAdmin(server)];
  const stranger = await createMember(there, 'OWNER', 'OWNER elsewhere');

  const cast: Character[] = [
    somebody('anonymous', here, anonymous),
    { ...somebody('invalid token', here, invalid), stale: true },
    { ...somebody('ended session', here, ended.client), stale: true },
    somebody('outsider', here, outsider.client, outsider),
    { ...somebody('removed member', here, removed.client, removed), taskId: removedTask },
    { ...somebody('suspended member', here, shutOut.client, shutOut), taskId: shutOutTask },
    await createMember(here, 'MEMBER', 'MEMBER'),
    await createMember(here, 'ADMIN', 'ADMIN'),
    await createMember(here, 'OWNER', 'OWNER'),
    { ...somebody('platform administrator', here, admin.client, admin), platformAdmin: true },
    { ...stranger, selected: here, client: stranger.client.in(here.organizationId) },
    { ...stranger, name: 'OWNER elsewhere, at home' },
    await createMember(suspended, 'MEMBER', 'MEMBER of a suspended one'),
    await createMember(suspended, 'OWNER', 'OWNER of a suspended one'),
    await createMember(archived, 'MEMBER', 'MEMBER of an archived one'),
    await createMember(archived, 'OWNER', 'OWNER of an archived one'),
    await createRobot(here, false),
    await createRobot(here, true),
    await createRobot(
      here,
      false,
      await createServiceAccount(here.owner.client, here.owner.userId, { role: 'ADMIN' }),
    ),
  ].map((character) => ({
    ...character,
    own: character.home ?? here,
    foreign: character.home === there ? here : there,
  }));

  for (const { standing, organizationId } of [suspended, archived]) {
    await server.db
      .updateTable('organizations')
      .set({ status: standing })
      .where('id', '=', organizationId)
      .execute();
  }
  // Long enough ago for another mail.
  await server.db.updateTable('invitations').set({ mail_requested_at: '2020-01-01' }).execute();
  // So that its use is not noted while it asks.
  await server.db.updateTable('api_keys').set({ last_used_at: '2999-01-01' }).execute();
  for (const house of houses) await addIds(server, house);
  return { houses, cast };
}

/** Adds the ids of all that the organization has, and its people's addresses, to its canaries. */
export async function addIds({ systemPool }: TestServer, { organizationId, canaries }: House): Promise<void> {
  canaries.organization.push(organizationId);
  for (const table of await tenantTables(systemPool)) {
    if (table === 'organizations' || table === 'users') continue;
    const { rows } = await systemPool.query(
      `select to_jsonb(t) ->> 'id' as id from ${table} t where organization_id = $1`,
      [organizationId],
    );
    canaries.work.push(...rows.map(({ id }) => id).filter(Boolean));
  }
  const { rows } = await systemPool.query(
    `select u.id, u.email, u.kind from users u join memberships m on m.user_id = u.id where m.organization_id = $1`,
    [organizationId],
  );
  // A service account is part of the organization, and has no address.
  const [people, services] = ['PERSON', 'SERVICE'].map((kind) => rows.filter((row) => row.kind === kind));
  canaries.people.push(...people!.flatMap(({ id, email }) => [id, email]));
  canaries.work.push(...services!.map(({ id }) => id));
}
