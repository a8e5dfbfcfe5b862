import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { assignRole, createRole } from '../../fixtures/roles.ts';
import { createProject } from '../../fixtures/work.ts';
import { join, register } from '../../support/client.ts';
import { requestStatements } from '../../support/count-statements.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const INVITE = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) {
  invitation { id guest projects { level project { id name } } } userErrors { code } } }`;
const LIST = '{ invitations { nodes { id projects { level project { name visibility } } } } }';

async function createScene() {
  const owner = await createOwner(server.anonymous, 'PRO');
  const open = await createProject(owner.client, { name: 'Open' });
  const hidden = await createProject(owner.client, { name: 'Hidden', visibility: 'PRIVATE' });
  const invite = async (...projects: { projectId: string; level: 'VIEW' | 'EDIT' }[]) => {
    const email = `${randomUUID()}@polity.test`;
    const { inviteMember } = await owner.client.ask(INVITE, { input: { email, guest: true, projects } });
    return inviteMember.invitation;
  };
  return { owner, open, hidden, invite };
}

test('an invitation shows its projects and levels, of those that the viewer sees', async () => {
  const { owner, open, hidden, invite } = await createScene();
  const invitation = await invite({ projectId: open, level: 'EDIT' }, { projectId: hidden, level: 'VIEW' });
  expect(invitation).toMatchObject({
    guest: true,
    projects: [
      { level: 'EDIT', project: { id: open, name: 'Open' } },
      { level: 'VIEW', project: { id: hidden, name: 'Hidden' } },
    ],
  });
  const role = await createRole(owner, ['PROJECT_SEE', 'TASK_SEE', 'INVITATION_SEE'], {
    name: 'Host',
    basedOn: 'ADMIN',
  });
  const host = await join(owner, 'ADMIN');
  await assignRole(owner, host.userId, role);
  expect(await host.client.ask(LIST)).toEqual({
    invitations: {
      nodes: [
        {
          id: invitation.id,
          projects: [{ level: 'EDIT', project: { name: 'Open', visibility: 'ORGANIZATION' } }],
        },
      ],
    },
  });
  // Who is no member and who may not see invitations are shown none.
  const stranger = await register(server.anonymous);
  const member = await join(owner, 'MEMBER');
  const node = 'query ($id: ID!) { node(id: $id) { ... on Invitation { projects { level } } } }';
  for (const { client } of [stranger, member])
    expect(await client.ask(node, { id: invitation.id })).toEqual({ node: null });
  await owner.client.ask(
    'mutation ($id: ID!) { deleteProject(input: { id: $id }) { userErrors { code } } }',
    {
      id: open,
    },
  );
  expect(await host.client.ask(LIST)).toMatchObject({ invitations: { nodes: [{ projects: [] }] } });
});

test('the projects of many invitations take as many statements as those of one', async () => {
  const statementsFor = async (count: number) => {
    const { owner, open, hidden, invite } = await createScene();
    for (let index = 0; index < count; index++)
      await invite({ projectId: open, level: 'VIEW' }, { projectId: hidden, level: 'EDIT' });
    const { statements, result } = await requestStatements(() => owner.client.ask(LIST));
    expect(result.invitations!.nodes).toHaveLength(count);
    return statements.length;
  };
  expect(await statementsFor(10)).toBe(await statementsFor(1));
});
