import { expect, test } from 'vitest';
import { createTask } from '../fixtures/work.ts';
import { join } from '../support/client.ts';
import { type Caller, callers, createTenant, schema, type Tenant } from '../support/contract.ts';
import { allLiveSamples } from '../support/live-samples.ts';
import { startTestServer } from '../support/server.ts';
import { connect, hear, listen, publish, taskEvents } from '../support/subscriber.ts';

const server = await startTestServer();

const samples = allLiveSamples(server);
const fields = Object.keys(samples);

const everybody: Record<string, (tenant: Tenant) => Promise<Caller>> = {
  ...callers,
  'owner of another tenant': async ({ organizationId }) => {
    const { owner } = await createTenant(server.anonymous);
    return { client: owner.client.in(organizationId), account: owner };
  },
};

/** The outcome of a subscription: the error codes with which it ends, or the close code; `hears` if it receives events. */
const outcomes: Record<string, unknown> = {
  anonymous: 4403,
  'invalid token': 4403,
  'ended session': 4403,
  outsider: ['NOT_FOUND'],
  'removed member': ['NOT_FOUND'],
  'owner of another tenant': ['NOT_FOUND'],
  MEMBER: 'hears',
  ADMIN: 'hears',
  OWNER: 'hears',
};

/** The outcomes of single fields that differ. */
const exceptions: Record<string, Record<string, unknown>> = {
  invitationEvents: { MEMBER: ['FORBIDDEN'] },
};

test('every subscription field and every caller is in the table', () => {
  expect(fields.toSorted()).toEqual(Object.keys(schema.getSubscriptionType()!.getFields()).toSorted());
  expect(Object.keys(outcomes).toSorted()).toEqual(Object.keys(everybody).toSorted());
});

test.each(fields.flatMap((field) => Object.keys(outcomes).map((name) => [field, name] as const)))(
  '%s answers %s as the table says',
  async (field, name) => {
    const tenant = await createTenant(server.anonymous);
    const { client } = await everybody[name]!(tenant);
    const { operation, write } = samples[field]!;
    const heard = hear(connect(client), operation);
    const outcome = exceptions[field]?.[name] ?? outcomes[name];
    if (outcome !== 'hears') {
      expect(await heard.ended).toEqual(outcome);
      await write(tenant);
      expect(heard.events).toEqual([]);
      return;
    }
    await expect.poll(() => server.services.events.size).toBe(1);
    await write(tenant);
    expect(await heard.first(1)).toHaveLength(1);
    heard.stop();
    await expect.poll(() => server.services.events.size).toBe(0);
  },
);

const announce = ({ organizationId, taskId, projectId }: Tenant) =>
  publish(server, organizationId, [taskId], projectId);

const setStatus = ({ organizationId }: Tenant, status: string) =>
  server.db.updateTable('organizations').set({ status }).where('id', '=', organizationId).execute();

/** What ends the subscription of a member, and with which error codes or close code. */
const endings: Record<string, [end: (tenant: Tenant, caller: Caller) => Promise<unknown>, code: unknown]> = {
  'is removed': [
    ({ owner }, { account }) =>
      owner.client.ask(
        `mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { userErrors { code } } }`,
        { userId: account!.userId },
      ),
    4403,
  ],
  'signs out': [
    (_, { client }) => client.ask('mutation { logout { userErrors { code } } }'),
    ['UNAUTHENTICATED'],
  ],
  'is suspended': [
    (_, { account }) =>
      server.db.updateTable('users').set({ status: 'SUSPENDED' }).where('id', '=', account!.userId).execute(),
    4403,
  ],
  'sees the organization archived': [(tenant) => setStatus(tenant, 'ARCHIVED'), ['NOT_FOUND']],
};

test.each(Object.entries(endings))(
  'who %s hears of nothing more, on every subscription',
  async (_, [end, code]) => {
    const tenant = await createTenant(server.anonymous);
    const account = await join(tenant.owner, 'MEMBER');
    const client = connect(account.client);
    const heard = await Promise.all([hear(client, taskEvents), hear(client, taskEvents)]);
    await expect.poll(() => server.services.events.size).toBe(2);
    await createTask(tenant.owner.client, tenant.projectId);
    for (const each of heard) await each.first(1);
    await end(tenant, { client: account.client, account });
    // Nobody can write in an archived organization, but an earlier write may still cause an event.
    await announce(tenant);
    for (const each of heard) {
      expect(await each.ended).toEqual(code);
      expect(each.events).toHaveLength(1);
    }
    expect(server.services.events.size).toBe(0);
  },
);

test('a suspended organization can be subscribed to', async () => {
  const tenant = await createTenant(server.anonymous);
  await setStatus(tenant, 'SUSPENDED');
  const heard = await listen(server, connect(tenant.fellow.client), taskEvents);
  await announce(tenant);
  expect(await heard.first(1)).toMatchObject([{ taskId: tenant.taskId, task: { id: tenant.taskId } }]);
  heard.stop();
});
