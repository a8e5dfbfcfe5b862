import { describe, expect, onTestFinished, test } from 'vitest';
import { createTask } from '../fixtures/work.ts';
import type { Role } from '../../src/generated/enums.ts';
import { type Account, join } from '../support/client.ts';
import { createTenant, outcome, type RootField, rootFields, send, type Tenant } from '../support/contract.ts';
import { keepState } from '../support/isolation/state.ts';
import { startTestServer } from '../support/server.ts';
import { samples, tenantFields } from '../support/access.ts';

const server = await startTestServer();
const isWrite = (field: string) => field.startsWith('Mutation.');
const tenantReads = tenantFields.filter((field) => !isWrite(field));
const tenantWrites = tenantFields.filter(isWrite);

/** The fields with which an owner ends a suspension, or its payments. */
const worksWhileSuspended = new Set<string>([
  'Mutation.openBillingPortal',
  'Mutation.suspendOrganization',
  'Mutation.reinstateOrganization',
  'Mutation.archiveOrganization',
  'Mutation.restoreOrganization',
  'Mutation.deleteOrganization',
]);

/** The fields with which an owner restores or deletes an archived organization. */
const worksWhileArchived = new Set<string>(['Mutation.restoreOrganization', 'Mutation.deleteOrganization']);

const remove = ({ owner }: Tenant, { userId }: Account) =>
  owner.client.ask(
    `mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { userErrors { code } } }`,
    { userId },
  );

const setRole = ({ owner }: Tenant, { userId }: Account, role: Role) =>
  owner.client.ask(
    `mutation ($userId: ID!, $role: Role!) {
      updateMemberRole(input: { userId: $userId, role: $role }) { userErrors { code } } }`,
    { userId, role },
  );

const setStatus = ({ organizationId }: Tenant, status: string, suspended_until: string | null = null) =>
  server.db
    .updateTable('organizations')
    .set({ status, suspended_until })
    .where('id', '=', organizationId)
    .execute();

/** A member whose token and session select the organization. */
async function settle(account: Account): Promise<Account> {
  const { switchOrganization: switched } = await account.client.ask(
    `mutation ($id: ID!) { switchOrganization(input: { organizationId: $id }) {
      accessToken refreshToken userErrors { code } } }`,
    { id: account.organizationId },
  );
  return {
    ...account,
    ...switched,
    client: server.anonymous.with({ authorization: `Bearer ${switched.accessToken}` }),
  };
}

describe('a removed member', () => {
  test('sees nothing of the organization from the next request on', async () => {
    const tenant = await createTenant(server.anonymous);
    const account = await settle(await join(tenant.owner, 'ADMIN'));
    const { client } = account;
    expect(outcome(await client.send('{ organization { id } }'))).toBe('ok');
    await remove(tenant, account);
    for (const field of tenantFields) {
      expect([field, outcome(await send(samples[field], tenant, { client }))]).toEqual([field, 'NOT_FOUND']);
    }
    const seen = await client.ask(
      `query ($user: ID!, $task: ID!, $organization: ID!) {
        me { memberships { organization { id } } } organizations { nodes { id } }
        user(id: $user) { id } task: node(id: $task) { id } organization: node(id: $organization) { id } }`,
      { user: tenant.owner.userId, task: tenant.taskId, organization: tenant.organizationId },
    );
    expect(seen).toMatchObject({ user: null, task: null, organization: null });
    expect(JSON.stringify(seen)).not.toContain(tenant.organizationId);
  });

  test('is not visible to the other members, and their tasks are unassigned', async () => {
    const tenant = await createTenant(server.anonymous);
    const account = await join(tenant.owner, 'MEMBER');
    const taskId = await createTask(account.client, tenant.projectId, { assigneeId: account.userId });
    await remove(tenant, account);
    const seen = await tenant.owner.client.ask(
      `query ($task: ID!, $user: ID!) {
        task(id: $task) { id assignee { id } createdBy { id } } user(id: $user) { id } }`,
      { task: taskId, user: account.userId },
    );
    expect(seen).toEqual({ task: { id: taskId, assignee: null, createdBy: null }, user: null });
  });

  test('can use their session in another organization', async () => {
    const tenant = await createTenant(server.anonymous);
    const account = await settle(await join(tenant.owner, 'MEMBER'));
    await remove(tenant, account);
    const { refreshSession } = await server.anonymous.ask(
      `mutation ($token: String!) { refreshSession(input: { refreshToken: $token }) {
        organization { id viewerRole } userErrors { code } } }`,
      { token: account.refreshToken },
    );
    expect(refreshSession.organization.viewerRole).toBe('OWNER');
    expect(refreshSession.organization.id).not.toBe(tenant.organizationId);
  });
});

test('a change of role takes effect on the next request', async () => {
  const tenant = await createTenant(server.anonymous);
  const account = await settle(await join(tenant.owner, 'ADMIN'));
  const caller = { client: account.client };
  const administer = async () => outcome(await send(samples['Mutation.createProject'], tenant, caller));
  expect(await administer()).toBe('ok');
  await setRole(tenant, account, 'MEMBER');
  expect(await administer()).toBe('FORBIDDEN');
  expect(outcome(await send(samples['Mutation.removeMember'], tenant, caller))).toBe('FORBIDDEN');
  const { organization } = await account.client.ask('{ organization { viewerRole } }');
  expect(organization.viewerRole).toBe('MEMBER');
  await setRole(tenant, account, 'OWNER');
  expect(outcome(await send(samples['Mutation.updateOrganization'], tenant, caller))).toBe('ok');
});

describe('a suspended organization', () => {
  test.each([null, '2999-01-01'])('can be read but not written until %s', async (until) => {
    const tenant = await createTenant(server.anonymous);
    const caller = { client: tenant.owner.client };
    const state = async () =>
      tenant.owner.client.ask(`{ organization { name updatedAt plan { code } members { nodes { role } }
        projects { nodes { version tasks { nodes { version } } } } } }`);
    // FREE has fewer seats.
    await tenant.owner.client.ask(
      'mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { userErrors { code } } }',
      { id: tenant.guestInvitationId },
    );
    // `plannedPlanChange` shows it.
    await tenant.owner.client.ask('mutation { cancelPlan { userErrors { code } } }');
    await setStatus(tenant, 'SUSPENDED', until);
    const before = await state();
    for (const field of tenantReads) {
      expect([field, outcome(await send(samples[field], tenant, caller))]).toEqual([field, 'ok']);
    }
    for (const field of tenantWrites.filter((each) => !worksWhileSuspended.has(each))) {
      const answer = await send(samples[field], tenant, caller);
      expect([field, outcome(answer)]).toEqual([field, 'ORGANIZATION_SUSPENDED']);
    }
    expect(await state()).toEqual(before);
    const { organization } = await caller.client.ask('{ organization { status } }');
    expect(organization.status).toBe('SUSPENDED');
  });

  test("reports first that the member's role is too low", async () => {
    const tenant = await createTenant(server.anonymous);
    await setStatus(tenant, 'SUSPENDED');
    const caller = { client: tenant.fellow.client };
    expect(outcome(await send(samples['Mutation.createProject'], tenant, caller))).toBe('FORBIDDEN');
  });

  test('does not restrict what members do outside it', async () => {
    const active = await createTenant(server.anonymous);
    const suspended = await createTenant(server.anonymous);
    await setStatus(suspended, 'SUSPENDED');
    const state = await keepState(server);
    onTestFinished(() => state.end());
    const answer = async (field: RootField, tenant: Tenant) => {
      const answered = outcome(await send(samples[field], tenant, { client: tenant.owner.client }));
      // Each begins with the same rows.
      await state.restore(await state.changes());
      return answered;
    };
    for (const field of rootFields.filter((each) => !tenantFields.includes(each)))
      expect([field, await answer(field, suspended)]).toEqual([field, await answer(field, active)]);
  });

  test('is active again after the end of its suspension', async () => {
    const tenant = await createTenant(server.anonymous);
    await setStatus(tenant, 'SUSPENDED', new Date(Date.now() - 1000).toISOString());
    const caller = { client: tenant.owner.client };
    expect(outcome(await send(samples['Mutation.createProject'], tenant, caller))).toBe('ok');
    const { organization } = await caller.client.ask('{ organization { status } }');
    expect(organization.status).toBe('ACTIVE');
  });
});

describe('an archived organization', () => {
  const paths = `
    organizations { nodes { id } } me { memberships { organization { id } } } node(id: $id) { id }
    _entities(representations: [{ __typename: "Organization", id: $id }]) { ... on Organization { id } }`;

  test('is hidden from its members', async () => {
    const tenant = await createTenant(server.anonymous);
    const account = await settle(await join(tenant.owner, 'ADMIN'));
    await setStatus(tenant, 'ARCHIVED');
    const caller = { client: account.client };
    for (const field of tenantFields) {
      expect([field, outcome(await send(samples[field], tenant, caller))]).toEqual([field, 'NOT_FOUND']);
    }
    for (const client of [account.client, account.client.in(tenant.organizationId)]) {
      const seen = await client.ask(`query ($id: ID!) { ${paths} }`, { id: tenant.organizationId });
      expect(JSON.stringify(seen)).not.toContain(tenant.organizationId);
    }
    const switching = await send(samples['Mutation.switchOrganization'], tenant, caller);
    expect(outcome(switching)).toBe('userErrors NOT_FOUND');
  });

  test('is listed and can be selected by its owners, who find nothing in it', async () => {
    const tenant = await createTenant(server.anonymous);
    await setStatus(tenant, 'ARCHIVED');
    const owner = await settle(tenant.owner);
    const id = { id: tenant.organizationId };
    const seen = await owner.client.ask(
      `query ($id: ID!) { organization { id status viewerRole } ${paths} }`,
      id,
    );
    expect(seen).toEqual({
      organization: { ...id, status: 'ARCHIVED', viewerRole: 'OWNER' },
      organizations: { nodes: [id] },
      me: { memberships: [{ organization: id }] },
      node: id,
      _entities: [id],
    });
    const hidden = tenantFields.filter(
      (each) => each !== 'Query.organization' && !worksWhileArchived.has(each),
    );
    for (const field of hidden) {
      const answer = await send(samples[field], tenant, { client: owner.client });
      expect([field, outcome(answer)]).toEqual([field, 'NOT_FOUND']);
    }
    const { data } = await owner.client.send('{ organization { projects { nodes { id } } } }');
    expect(data).toEqual({ organization: null });
  });
});
