import { expect, test } from 'vitest';
import type { Permission } from '../../../src/generated/enums.ts';
import { assignRole, createRole } from '../../fixtures/roles.ts';
import { bearer, createHouse, createKey, joinAs, rollKey } from '../../support/departure.ts';
import { createServiceAccount, createServiceKey } from '../../support/service-accounts.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const UPDATE_ROLE = `mutation ($id: ID!, $permissions: [Permission!]) {
  updateRole(input: { id: $id, permissions: $permissions }) { userErrors { code field } } }`;
const GIVE = `mutation ($input: UpdateMemberRoleInput!) { updateMemberRole(input: $input) { userErrors { code field } } }`;
const DELETE = `mutation ($input: DeleteRoleInput!) { deleteRole(input: $input) { userErrors { code field } } }`;

const MANAGE = 'mutation { createProject(input: { name: "P" }) { userErrors { code } } }';

/** A service account with a custom role, and a person who was shown its secret and can do little more. */
async function createCase() {
  const house = await createHouse(server);
  const { owner } = house;
  const little: Permission[] = ['PROJECT_SEE', 'TASK_SEE', 'TASK_WRITE'];
  const roleId = await createRole(owner, little, { name: 'Importer', basedOn: 'ADMIN' });
  const managing = await createRole(
    owner,
    [...little, 'PROJECT_SEE_ALL', 'API_KEY_MANAGE', 'API_KEY_SEE', 'SERVICE_ACCOUNT_MANAGE'],
    { name: 'Operator', basedOn: 'ADMIN' },
  );
  const person = await joinAs(house, 'ADMIN');
  await assignRole(owner, person.userId, managing);
  const accountId = await createServiceAccount(owner.client, owner.userId, { roleId });
  const key = await createServiceKey(person.client, accountId, { role: 'ADMIN' });
  return { owner, little, roleId, person, accountId, key };
}

test('a service account gets no permission that somebody lacks who knows its secret, until its keys are rolled', async () => {
  const { owner, little, roleId, accountId, key } = await createCase();
  const { client } = owner;
  const wider: Permission[] = [...little, 'API_KEY_SEE', 'PROJECT_MANAGE'];
  const more = await createRole(owner, wider, { name: 'Manager', basedOn: 'ADMIN' });
  const attempts = {
    permissions: () => client.payload(UPDATE_ROLE, { id: roleId, permissions: wider }),
    role: () => client.payload(GIVE, { input: { userId: accountId, role: 'ADMIN' } }),
    roleId: () => client.payload(GIVE, { input: { userId: accountId, roleId: more } }),
    replaceWith: () => client.payload(DELETE, { input: { id: roleId, replaceWith: more } }),
  };
  for (const [field, attempt] of Object.entries(attempts))
    expect([field, (await attempt()).userErrors]).toEqual([field, [{ code: 'INVALID', field: [field] }]]);
  expect(await bearer(client, key.secret).codes(MANAGE)).toEqual(['FORBIDDEN']);
  // What the person has as well.
  const known = await client.payload(UPDATE_ROLE, { id: roleId, permissions: [...little, 'API_KEY_SEE'] });
  expect(known.userErrors).toEqual([]);
  // The earlier secret still works for an hour.
  const secret = await rollKey(client, key.id, 3600);
  expect((await attempts.permissions()).userErrors).toMatchObject([{ code: 'INVALID' }]);
  const latest = await rollKey(client, key.id, 0);
  expect((await attempts.permissions()).userErrors).toEqual([]);
  expect(await bearer(client, latest).codes(MANAGE)).toEqual([]);
  for (const former of [key.secret, secret])
    expect(await bearer(client, former).codes(MANAGE)).toEqual(['UNAUTHENTICATED']);
});

test('keys that cannot use the new permissions, and those of persons, are no obstacle', async () => {
  const { owner, little, roleId, person, accountId, key } = await createCase();
  const { client } = owner;
  const wider: Permission[] = [...little, 'PROJECT_MANAGE'];
  await client.ask('mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { userErrors { code } } }', {
    id: key.id,
  });
  await createServiceKey(person.client, accountId, { role: 'MEMBER' });
  await createServiceKey(person.client, accountId, {
    role: 'ADMIN',
    permissions: ['PROJECT_SEE', 'TASK_SEE'],
  });
  await createKey(person.client);
  expect((await client.payload(UPDATE_ROLE, { id: roleId, permissions: wider })).userErrors).toEqual([]);
});

test('somebody who has left and still knows a secret lacks everything', async () => {
  const { owner, little, roleId, person } = await createCase();
  const { client } = owner;
  await client.ask('mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }', {
    id: person.userId,
  });
  expect(
    (await client.payload(UPDATE_ROLE, { id: roleId, permissions: [...little, 'AUDIT_SEE'] })).userErrors,
  ).toEqual([{ code: 'INVALID', field: ['permissions'] }]);
});

test('a narrower role limits the keys of a service account, which work on', async () => {
  const { owner, roleId, key } = await createCase();
  const { client } = owner;
  const write = 'mutation { deleteTasks(input: { ids: [] }) { userErrors { code } } }';
  expect(await bearer(client, key.secret).codes(write)).toEqual(['REQUIRED']);
  expect(
    (await client.payload(UPDATE_ROLE, { id: roleId, permissions: ['PROJECT_SEE', 'TASK_SEE'] })).userErrors,
  ).toEqual([]);
  expect(await bearer(client, key.secret).codes('{ tasks { nodes { id } } }')).toEqual([]);
  expect(await bearer(client, key.secret).codes(write)).toEqual(['FORBIDDEN']);
});
