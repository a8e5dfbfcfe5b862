import { describe, expect, test } from 'vitest';
import { permissions as table } from '../../../src/authorization/permissions.ts';
import type { ProjectLevel } from '../../../src/generated/enums.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { assignRole, createRole } from '../../fixtures/roles.ts';
import { addToTeam, createTeam } from '../../fixtures/teams.ts';
import { createComment, createProject, createTask } from '../../fixtures/work.ts';
import { type Account, type Client, join, register } from '../../support/client.ts';
import { createKey, bearer } from '../../support/departure.ts';
import { ACCEPT, SUBJECT } from '../../support/invitations.ts';
import { receiveMails } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';
import { connect, listen, taskEvents } from '../../support/subscriber.ts';
import { createServiceAccount } from '../../support/service-accounts.ts';

const server = await startTestServer();
const { anonymous } = server;
const mails = await receiveMails(server);

const SET = `mutation ($input: SetMemberGuestInput!) {
  setMemberGuest(input: $input) { membership { guest permissions } userErrors { code field } } }`;
const INVITE = `mutation ($input: InviteMemberInput!) {
  inviteMember(input: $input) { invitation { id guest } userErrors { code field } } }`;
const ADD = `mutation ($input: AddProjectMemberInput!) { addProjectMember(input: $input) { userErrors { code field } } }`;
const REMOVE = `mutation ($input: RemoveProjectMemberInput!) {
  removeProjectMember(input: $input) { userErrors { code field } } }`;

const set = (client: Client, { userId }: Pick<Account, 'userId'>, guest: boolean) =>
  client.payload(SET, { input: { userId, guest } });

/** An owner, a member who shares the guest's project, one who does not, and the guest. */
async function createScene() {
  const owner = await createOwner(anonymous, 'PRO');
  const [mate, other, guest] = [
    await join(owner, 'MEMBER', 'Mia Mate'),
    await join(owner, 'MEMBER', 'Oda Other'),
    await join(owner, 'MEMBER', 'Gus Guest'),
  ];
  const open = await createProject(owner.client, { name: 'Open' });
  const projectId = await createProject(owner.client, { name: 'Shared' });
  const give = ({ userId }: Pick<Account, 'userId'>, level: ProjectLevel, project = projectId) =>
    owner.client.ask(ADD, { input: { projectId: project, userId, level } });
  await give(mate, 'EDIT');
  await give(guest, 'EDIT');
  expect(await set(owner.client, guest, true)).toMatchObject({ membership: { guest: true }, userErrors: [] });
  return { owner, mate, other, guest, open, projectId, give };
}

const seenBy = async ({ client }: Pick<Account, 'client'>) => {
  const {
    projects,
    organization: own,
    teams,
  } = await client.ask(
    `{ projects { nodes { name } } teams { nodes { id } }
      organization { members { totalCount nodes { user { fullName } } } } }`,
  );
  return {
    projects: projects!.nodes.map(({ name }) => name),
    members: own!.members.nodes.map(({ user }) => user.fullName).toSorted(),
    count: own!.members.totalCount,
    teams: teams!.nodes.map(({ id }) => id),
  };
};

describe('a guest', () => {
  test('sees only the projects that they were given, and whom they share one with', async () => {
    const { owner, mate, other, guest, open, projectId, give } = await createScene();
    expect(await seenBy(guest)).toEqual({
      projects: ['Shared'],
      members: ['Gus Guest', 'Mia Mate'],
      count: 2,
      teams: [],
    });
    const unseen = '01900000-0000-7000-8000-000000000000';
    const ask = ({ client }: Pick<Account, 'client'>, project: string, user: string) =>
      client.send(
        `query ($project: ID!, $user: ID!) { project(id: $project) { id } user(id: $user) { id } node(id: $user) { id }
          organization { members(filter: { userId: { eq: $user } }) { totalCount } }
          found: organization { members(filter: { search: "Oda" }) { totalCount } } }`,
        { project, user },
      );
    expect((await ask(guest, open, other.userId)).body).toEqual((await ask(guest, unseen, unseen)).body);
    await give(other, 'VIEW');
    expect((await seenBy(guest)).members).toEqual(['Gus Guest', 'Mia Mate', 'Oda Other']);
    const taskId = await createTask(guest.client, projectId, { assigneeId: mate.userId });
    await createComment(guest.client, taskId);
    const task = (input: object) =>
      guest.client.codes(
        'mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { userErrors { code } } }',
        { input: { id: taskId, ...input } },
      );
    const { labels } = await owner.client.ask('{ labels { nodes { id } } }');
    expect(await task({ assigneeId: owner.userId })).toEqual(['NOT_FOUND']);
    expect(await task({ labelIds: [labels!.nodes[0]!.id] })).toEqual(['NOT_FOUND']);
    expect(
      await guest.client.codes(
        'mutation ($input: CreateCommentInput!) { createComment(input: $input) { userErrors { code } } }',
        { input: { taskId, body: 'Hello', mentionedUserIds: [owner.userId] } },
      ),
    ).toEqual(['NOT_FOUND']);
    await owner.client.ask(REMOVE, { input: { projectId, userId: guest.userId } });
    expect(await seenBy(guest)).toMatchObject({ projects: [], members: ['Gus Guest'] });
  });

  test('sees of the teams only their own, and by them their projects', async () => {
    const { owner, guest, other, open } = await createScene();
    const own = await createTeam(owner.client);
    await createTeam(owner.client);
    await addToTeam(owner.client, own, guest.userId, other.userId);
    expect(await seenBy(guest)).toMatchObject({
      teams: [own],
      members: ['Gus Guest', 'Mia Mate', 'Oda Other'],
      projects: ['Shared'],
    });
    await owner.client.ask(
      'mutation ($input: AddProjectTeamInput!) { addProjectTeam(input: $input) { userErrors { code } } }',
      { input: { projectId: open, teamId: own, level: 'VIEW' } },
    );
    expect((await seenBy(guest)).projects.toSorted()).toEqual(['Open', 'Shared']);
  });

  test('has of their role only what guests can have, and their keys, too', async () => {
    const { owner, guest } = await createScene();
    const role = await createRole(
      owner,
      [
        'PROJECT_SEE',
        'TASK_SEE',
        'TASK_WRITE',
        'AUDIT_SEE',
        'WEBHOOK_SEE',
        'INVITATION_MANAGE',
        'PROJECT_SEE_ALL',
      ],
      { name: 'Wide' },
    );
    await assignRole(owner, guest.userId, role);
    const { organization: shown } = await owner.client.ask(
      'query ($id: ID!) { organization { members(filter: { userId: { eq: $id } }) { nodes { guest permissions } } } }',
      { id: guest.userId },
    );
    const { guest: isGuest, permissions: held } = shown!.members.nodes[0]!;
    expect(isGuest).toBe(true);
    expect(held).toEqual(expect.arrayContaining(['PROJECT_SEE', 'TASK_SEE', 'TASK_WRITE']));
    for (const name of ['AUDIT_SEE', 'WEBHOOK_SEE', 'INVITATION_MANAGE', 'PROJECT_SEE_ALL'] as const)
      expect(held).not.toContain(name);
    for (const query of [
      '{ auditEvents { totalCount } }',
      '{ webhookEndpoints { totalCount } }',
      '{ invitations { totalCount } }',
    ])
      expect(await guest.client.codes(query)).toEqual(['FORBIDDEN']);
    expect((await seenBy(guest)).projects).toEqual(['Shared']);
    // The last of these are compiled.
    for (let round = 0; round < 12; round++)
      expect(await guest.client.codes('{ organization { name plan { code } } }')).toEqual(['FORBIDDEN']);
    for (const field of ['plan { code }', 'usage { projects { used } }', 'entitlements { key }'])
      expect(await guest.client.codes(`{ organization { ${field} } }`)).toEqual(['FORBIDDEN']);
    // What clients ask for with the name of the organization.
    const settings = '{ organization { settings { adminsGrantAdmin membersSeeAllProjects membersInvite } } }';
    expect(await guest.client.ask(settings)).toEqual(await owner.client.ask(settings));
    const elsewhere = guest.client.with({ 'x-organization-id': '' });
    expect(await elsewhere.codes('{ organizations { nodes { plan { code } } } }')).toEqual(
      expect.arrayContaining(['FORBIDDEN']),
    );
    const { rows } = await server.systemPool.query('select name, guests from permissions');
    expect(Object.fromEntries(rows.map(({ name, guests }) => [name, guests]))).toEqual(
      Object.fromEntries(Object.entries(table).map(([name, requirement]) => [name, 'guests' in requirement])),
    );
  });

  test('who was a member loses the rest at the next request and event, and gets it again', async () => {
    const { owner, mate, open, projectId } = await createScene();
    const heard = await listen(server, connect(mate.client), taskEvents);
    const made = await createKey(owner.client, { role: 'MEMBER' });
    expect(made.secret).toBeTruthy();
    const kept = async () =>
      (await mate.client.ask('{ projects { nodes { name } } }')).projects!.nodes.length;
    for (let round = 0; round < 3; round++) expect(await kept()).toBe(2);
    await set(owner.client, mate, true);
    for (let round = 0; round < 3; round++) expect(await kept()).toBe(1);
    await createTask(owner.client, open);
    const seen = await createTask(owner.client, projectId);
    const others = await listen(server, connect(owner.client), taskEvents);
    const last = await createTask(owner.client, projectId);
    await others.first(1);
    // Its connection is closed, because its rights changed.
    for (const { taskId } of heard.events) expect([seen, last]).toContain(taskId);
    await set(owner.client, mate, false);
    expect(await kept()).toBe(2);
  });
});

describe('setMemberGuest', () => {
  test('is refused for higher roles, service accounts, strangers and those who manage no members', async () => {
    const { owner, mate, other } = await createScene();
    const admin = await join(owner, 'ADMIN');
    const invalid = { membership: null, userErrors: [{ code: 'INVALID', field: ['userId'] }] };
    expect(await set(owner.client, admin, true)).toEqual(invalid);
    const userId = await createServiceAccount(owner.client, owner.userId);
    expect(await set(owner.client, { userId }, true)).toEqual(invalid);
    const stranger = await register(anonymous);
    expect(await set(owner.client, stranger, true)).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await mate.client.codes(SET, { input: { userId: other.userId, guest: true } })).toEqual([
      'FORBIDDEN',
    ]);
  });

  test('keeps guests from higher roles, also at the same time', async () => {
    for (let round = 0; round < 3; round++) {
      const { owner, other } = await createScene();
      const promote = owner.client.codes(
        'mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: ADMIN }) { userErrors { code } } }',
        { id: other.userId },
      );
      const [promoted, becomes] = await Promise.all([promote, set(owner.client, other, true)]);
      const codes = [...promoted, ...becomes.userErrors.map(({ code }: { code: string }) => code)];
      expect(codes).toEqual(['INVALID']);
    }
  });
});

describe('an invitation of a guest', () => {
  async function invite(by: Account, projects: { projectId: string; level: ProjectLevel }[]) {
    const invited = await register(anonymous, 'Ina Invited');
    const { inviteMember } = await by.client.ask(INVITE, {
      input: { email: invited.email, guest: true, projects },
    });
    expect(inviteMember.invitation.guest).toBe(true);
    return { invited, token: await mails.token(invited.email, SUBJECT) };
  }

  test('gives exactly its projects', async () => {
    const { owner, open, projectId } = await createScene();
    const { invited, token } = await invite(owner, [{ projectId, level: 'COMMENT' }]);
    expect(await invited.client.payload(ACCEPT, { token })).toMatchObject({ userErrors: [] });
    const client = invited.client.in(owner.organizationId);
    expect((await seenBy({ client })).projects).toEqual(['Shared']);
    const { project } = await client.ask('query ($id: ID!) { project(id: $id) { viewerLevel } }', {
      id: projectId,
    });
    expect(project!.viewerLevel).toBe('COMMENT');
    expect(
      (await client.ask('query ($id: ID!) { project(id: $id) { id } }', { id: open })).project,
    ).toBeNull();
  });

  test('gives only projects that exist then, and that the inviter still manages', async () => {
    const { owner, mate, projectId } = await createScene();
    await owner.client.ask(
      `mutation { updateOrganizationSettings(input: { membersInvite: true }) { organization { id } userErrors { code } } }`,
    );
    expect(
      await mate.client.payload(INVITE, {
        input: { email: 'a@polity.test', guest: true, projects: [{ projectId, level: 'VIEW' }] },
      }),
    ).toMatchObject({ userErrors: [{ code: 'FORBIDDEN_ROLE', field: ['projects'] }] });
    const manage = (level: ProjectLevel) =>
      owner.client.ask(
        'mutation ($input: UpdateProjectMemberInput!) { updateProjectMember(input: $input) { userErrors { code } } }',
        { input: { projectId, userId: mate.userId, level } },
      );
    await manage('MANAGE');
    const { invited, token } = await invite(mate, [{ projectId, level: 'VIEW' }]);
    await manage('EDIT');
    await invited.client.payload(ACCEPT, { token });
    expect((await seenBy({ client: invited.client.in(owner.organizationId) })).projects).toEqual([]);
    const gone = await createProject(owner.client, { name: 'Gone' });
    const second = await invite(owner, [
      { projectId: gone, level: 'VIEW' },
      { projectId, level: 'VIEW' },
    ]);
    await owner.client.ask(
      'mutation ($id: ID!) { deleteProject(input: { id: $id }) { userErrors { code } } }',
      {
        id: gone,
      },
    );
    await second.invited.client.payload(ACCEPT, { token: second.token });
    expect((await seenBy({ client: second.invited.client.in(owner.organizationId) })).projects).toEqual([
      'Shared',
    ]);
  });

  test('has no faults in its input', async () => {
    const { owner, mate, projectId } = await createScene();
    const other = await createOwner(anonymous, 'PRO');
    const foreign = await createProject(other.client);
    const faults: [object, string, string][] = [
      [{ projects: [{ projectId, level: 'VIEW' }] }, 'INVALID', 'projects'],
      [
        { guest: true, projects: [{ projectId: foreign, level: 'VIEW' }] },
        'NOT_FOUND',
        'projects.0.projectId',
      ],
      [{ guest: true, role: 'ADMIN' }, 'INVALID', 'role'],
      [
        {
          guest: true,
          projects: [
            { projectId, level: 'VIEW' },
            { projectId, level: 'EDIT' },
          ],
        },
        'INVALID',
        'projects',
      ],
    ];
    for (const [input, code, field] of faults)
      expect(
        await owner.client.payload(INVITE, { input: { email: 'b@polity.test', ...input } }),
      ).toMatchObject({ userErrors: [{ code, field: field.split('.') }] });
    expect(await mate.client.codes(INVITE, { input: { email: 'c@polity.test', guest: true } })).toEqual([
      'FORBIDDEN',
    ]);
    const { secret } = await createKey(owner.client, {
      role: 'ADMIN',
      scopes: ['READ', 'WRITE', 'MEMBERS_WRITE'],
    });
    expect(
      await bearer(owner.client, secret).codes(INVITE, { input: { email: 'd@polity.test', guest: true } }),
    ).toEqual(['FORBIDDEN']);
  });
});
