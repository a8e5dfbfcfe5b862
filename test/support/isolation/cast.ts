import { randomBytes } from 'node:crypto';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { createTask } from '../../fixtures/work.ts';
import { nameOf } from '../../../src/authorization/permission-names.ts';
import {
  type Permission,
  permissionNames,
  permissions,
  permissionsInProjects,
  type Requirement,
} from '../../../src/authorization/permissions.ts';
import type { ApiKeyScope, ProjectLevel, Role } from '../../../src/generated/enums.ts';
import { assignRole, createRole } from '../../fixtures/roles.ts';
import { type Account, Client, join, register } from '../client.ts';
import { createServiceAccount } from '../service-accounts.ts';
import { type Caller, createTenant, tenantTables } from '../contract.ts';
import type { TestServer } from '../server.ts';
import type { Place } from './classes.ts';

export type Standing = 'ACTIVE' | 'SUSPENDED' | 'ARCHIVED';

/** An organization whose every name, text and id is unmistakable. */
export interface House extends Place {
  standing: Standing;
  /** Its private project, if it has one. */
  vault?: Place;
  /** The ids and texts of what is in its other project. */
  inOpen?: string[];
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
  /** Those of their custom role; its `role` is the one that it is based on. */
  permissions?: ReadonlySet<Permission>;
  /** Those to which their API key is limited. */
  keyPermissions?: ReadonlySet<Permission>;
  /** The project to which their API key is limited. */
  keyOf?: 'open project' | 'private project';
  /** Of a guest, the ids and texts of all that they see in the organization. */
  guestSees?: ReadonlySet<string>;
  /** The level that they were given in the private project of the organization. */
  level?: ProjectLevel;
  /** Whether they have notifications about what is in the private project: they belong to it, or did. */
  notified?: boolean;
  /** Whether they read everything there is, though their outcomes are those of another caller: what is hidden from them must not show. */
  readsAll?: boolean;
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
export async function createMember(
  house: House,
  role: Role,
  name = `${role} of it`,
  // What a member of a hidden organization is called is theirs to see.
  fullName = house.standing === 'ARCHIVED' ? 'Carol Caller' : house.canaries.people[0]!,
): Promise<Character> {
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

/** A member with a custom role, which is theirs after they made a task. */
export async function createSpecialist(
  house: House,
  name: string,
  basedOn: 'ADMIN' | 'MEMBER',
  permissions: readonly Permission[],
): Promise<Character> {
  const character = await createMember(house, basedOn, name);
  const roleId = await createRole(house.owner, permissions.map(nameOf), { name, basedOn });
  await assignRole(house.owner, character.account!.userId, roleId);
  return { ...character, permissions: new Set(permissions) };
}

/** Somebody who made a task as a member, and sees no project since they are a guest. */
export async function createGuest(house: House, name: string): Promise<Character> {
  const member = await createMember(house, 'MEMBER', name, 'Gus Guest');
  const { userId, email } = member.account!;
  await house.owner.client.ask(
    'mutation ($id: ID!) { setMemberGuest(input: { userId: $id, guest: true }) { userErrors { code } } }',
    { id: userId },
  );
  return { ...member, guestSees: new Set([userId, email, member.membershipId!]) };
}

interface KeyOptions {
  role?: 'ADMIN' | 'MEMBER';
  managesPeople?: boolean;
  /** The service account that the key belongs to. */
  ownerId?: string;
  /** Those to which it is limited. */
  permissions?: readonly Permission[];
  /** The project to which it is limited. */
  projectId?: string;
}

/** An API key of the house with everything that a key may be allowed, or all but managing people. */
export async function createRobot(
  house: House,
  name: string,
  { role = 'ADMIN', managesPeople = false, ownerId, permissions, projectId }: KeyOptions = {},
): Promise<Character> {
  const scopes: ApiKeyScope[] = ['READ', 'WRITE', 'USAGE_WRITE', 'CREDITS_WRITE'];
  if (managesPeople) scopes.push('MEMBERS_WRITE');
  const { createApiKey } = await house.owner.client.ask(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { code } } }`,
    {
      input: {
        name: 'Automaton',
        role,
        scopes,
        ...(ownerId && { ownerId }),
        ...(projectId && { projectIds: [projectId] }),
        ...(permissions && { permissions: permissions.map(nameOf) }),
      },
    },
  );
  const client = house.owner.client.with({ authorization: `Bearer ${createApiKey.secret}` });
  const limits = permissions ?? (projectId && permissionsInProjects);
  return {
    ...somebody(name, house, client),
    managesPeople,
    ...(limits && { keyPermissions: new Set(limits) }),
    ...(projectId && { keyOf: projectId === house.projectId ? 'open project' : 'private project' }),
    signedIn: true,
    robot: true,
    home: house,
    role,
    taskId: await createTask(client, projectId ?? house.projectId),
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

/** What the custom role of somebody who is to look after labels permits. */
export const few: Permission[] = ['project.see', 'task.see', 'label.manage'];

/** All that a custom role can permit, but two. */
export const many: Permission[] = permissionNames.filter((name) => {
  const { ownersOnly }: Requirement = permissions[name];
  return !ownersOnly && name !== 'webhook.manage' && name !== 'label.manage';
});

/** Neither projects that it was not given nor webhooks, members and the like. */
export const limited: Permission[] = ['project.see', 'task.see', 'task.write', 'comment.write'];

export const createAccount = ({ owner }: House, role: Role = 'ADMIN'): Promise<string> =>
  createServiceAccount(owner.client, owner.userId, { role });

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
    await createSpecialist(here, 'custom role, few', 'MEMBER', few),
    await createSpecialist(here, 'custom role, many', 'ADMIN', many),
    await createRobot(here, 'API key, ADMIN'),
    await createRobot(here, 'API key, MEMBERS_WRITE', { managesPeople: true }),
    await createRobot(here, 'API key of the open project', { projectId: here.projectId }),
    await createGuest(here, 'guest, no project'),
    await createRobot(here, 'service account, ADMIN', { ownerId: await createAccount(here) }),
    await createRobot(here, 'service account, limited key', {
      ownerId: await createAccount(here),
      permissions: limited,
    }),
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
