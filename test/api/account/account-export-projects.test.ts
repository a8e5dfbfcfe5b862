import { expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { assignRole, createRole } from '../../fixtures/roles.ts';
import { addToTeam, createTeam, setTeamLead } from '../../fixtures/teams.ts';
import { createProject } from '../../fixtures/work.ts';
import { type Account, type Client, join, password } from '../../support/client.ts';
import { createKey } from '../../support/departure.ts';
import { createServiceAccount } from '../../support/service-accounts.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

type Lists = Record<string, Record<string, unknown>[]>;

async function exportOf({ client }: { client: Client }): Promise<Lists> {
  const { exportAccount } = await client.ask(
    `mutation ($input: ExportAccountInput!) { exportAccount(input: $input) { data userErrors { code } } }`,
    { input: { password } },
  );
  return exportAccount.data as Lists;
}

const give = (owner: Account, projectId: string, userId: string) =>
  owner.client.ask(
    `mutation ($input: AddProjectMemberInput!) { addProjectMember(input: $input) { userErrors { code } } }`,
    { input: { projectId, userId, level: 'EDIT' } },
  );

test('the export has the projects that the person was given, their teams, and whether they are a guest', async () => {
  const owner = await createOwner(server.anonymous, 'PRO');
  const [ann, ben] = [await join(owner, 'MEMBER'), await join(owner, 'MEMBER')];
  const secret = await createProject(owner.client, { name: 'Secret', visibility: 'PRIVATE' });
  await createProject(owner.client, { name: 'Hidden', visibility: 'PRIVATE' });
  for (const each of [ann, ben]) await give(owner, secret, each.userId);
  const dock = await createTeam(owner.client, { name: 'Dock', handle: 'dock' });
  const crane = await createTeam(owner.client, { name: 'Crane', handle: 'crane' });
  await createTeam(owner.client, { name: 'Foreign' });
  await addToTeam(owner.client, dock, ann.userId, ben.userId);
  await addToTeam(owner.client, crane, ann.userId);
  await setTeamLead(owner.client, dock, ann.userId);
  await owner.client.ask(
    'mutation ($input: SetMemberGuestInput!) { setMemberGuest(input: $input) { userErrors { code } } }',
    { input: { userId: ben.userId, guest: true } },
  );
  const { organizationId } = owner;
  const lists = await exportOf(ann);
  expect(lists['projectsGiven']).toMatchObject([
    { organizationId, projectId: secret, projectName: 'Secret', level: 'EDIT' },
  ]);
  expect(lists['teams']).toMatchObject([
    { id: crane, organizationId, name: 'Crane', handle: 'crane', isLead: false },
    { id: dock, organizationId, name: 'Dock', handle: 'dock', isLead: true },
  ]);
  expect(lists['memberships']).toContainEqual(
    expect.objectContaining({ organizationId, isGuest: false, customRole: null }),
  );
  const text = JSON.stringify(lists);
  for (const hidden of ['Hidden', 'Foreign', ben.userId]) expect(text).not.toContain(hidden);

  const ofGuest = await exportOf(ben);
  expect(ofGuest['memberships']).toContainEqual(expect.objectContaining({ organizationId, isGuest: true }));
  expect(ofGuest['projectsGiven']).toMatchObject([{ projectId: secret }]);
  expect(ofGuest['teams']).toMatchObject([{ id: dock }]);

  const { rows } = await server.systemPool.query(
    'delete from project_members where project_id = $1 and user_id = $2 returning user_id',
    [secret, ann.userId],
  );
  expect(rows).toHaveLength(1);
  await owner.client.ask(
    'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "Lost" }) { userErrors { code } } }',
    { id: ben.userId },
  );
  expect((await exportOf(ann))['projectsGiven']).toEqual([]);
  const own = { client: ben.client.with({ 'x-organization-id': '' }) };
  const suspended = await exportOf(own);
  expect([suspended['projectsGiven'], suspended['teams']]).toEqual([[], []]);
});

test('the export has the custom role, the service accounts and the limits of keys', async () => {
  const owner = await createOwner(server.anonymous, 'PRO');
  const ann = await join(owner, 'MEMBER');
  const roleId = await createRole(owner, ['PROJECT_SEE', 'TASK_SEE', 'TASK_WRITE', 'API_KEY_MANAGE'], {
    name: 'Mate',
  });
  await assignRole(owner, ann.userId, roleId);
  await createServiceAccount(owner.client, ann.userId, { name: 'Robot' });
  const projectId = await createProject(owner.client);
  await createKey(owner.client, {
    name: 'Narrow',
    role: 'MEMBER',
    permissions: ['PROJECT_SEE', 'TASK_SEE'],
    networks: ['10.0.0.0/8'],
    requestsPerMinute: 7,
    projectIds: [projectId],
  });
  const lists = await exportOf(ann);
  expect(lists['memberships']).toContainEqual(expect.objectContaining({ customRole: 'Mate' }));
  expect(lists['serviceAccounts']).toMatchObject([{ organizationId: owner.organizationId, name: 'Robot' }]);
  expect((await exportOf(owner))['apiKeys']).toMatchObject([
    {
      permissions: ['project.see', 'task.see'],
      networks: ['10.0.0.0/8'],
      requestsPerMinute: 7,
      projectIds: [projectId],
    },
  ]);
  await server.systemPool.query('delete from projects where id = $1', [projectId]);
  expect((await exportOf(owner))['apiKeys']).toMatchObject([{ projectIds: null }]);
});
