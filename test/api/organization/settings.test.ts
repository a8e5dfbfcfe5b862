import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { createRole } from '../../fixtures/roles.ts';
import { join } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const { anonymous } = await startTestServer();
const SET = `mutation ($input: UpdateOrganizationSettingsInput!) {
  updateOrganizationSettings(input: $input) { userErrors { code } } }`;
const INVITE =
  'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { userErrors { code } } }';
const someone = (roleId?: string) => ({ input: { email: `${randomUUID()}@polity.test`, roleId } });

test('only owners grant more than MEMBER when admins may not grant ADMIN', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  const admin = await join(owner, 'ADMIN');
  const strong = await createRole(owner, ['WEBHOOK_SEE'], { name: 'Strong' });
  const codes = (roleId: string) => admin.client.codes(INVITE, someone(roleId));
  expect(await admin.client.codes(SET, { input: { adminsGrantAdmin: false } })).toEqual(['FORBIDDEN']);
  expect(await codes('ADMIN')).toEqual([]);
  expect(await owner.client.codes(SET, { input: { adminsGrantAdmin: false } })).toEqual([]);
  for (const roleId of ['ADMIN', strong]) expect(await codes(roleId)).toEqual(['FORBIDDEN_ROLE']);
  expect(await codes('MEMBER')).toEqual([]);
  expect(await owner.client.codes(INVITE, someone('ADMIN'))).toEqual([]);
  // What cannot be sent again is not offered.
  const { invitations } = await admin.client.ask('{ invitations { nodes { role viewerCanManage } } }');
  const offered = invitations.nodes.map(({ role, viewerCanManage }) => [role, viewerCanManage]);
  expect(offered.toSorted()).toEqual([
    ['ADMIN', false],
    ['ADMIN', false],
    ['MEMBER', true],
  ]);
});

test('members invite as MEMBER alone, while the setting is on', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  const { client } = await join(owner, 'MEMBER');
  expect(await client.codes(INVITE, someone())).toEqual(['FORBIDDEN']);
  await owner.client.ask(SET, { input: { membersInvite: true } });
  expect(await client.codes(INVITE, someone())).toEqual([]);
  expect(await client.codes(INVITE, someone('ADMIN'))).toEqual(['FORBIDDEN_ROLE']);
  await owner.client.ask(SET, { input: { membersInvite: false } });
  expect(await client.codes(INVITE, someone())).toEqual(['FORBIDDEN']);
});
