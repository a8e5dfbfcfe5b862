import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { Context } from '../../../src/core/context.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { type Account, password, someAddress } from '../../support/client.ts';
import { createTenant, type Tenant } from '../../support/contract.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const mails = await receiveMails(server);

const start = `mutation ($input: StartImpersonationInput!) { startImpersonation(input: $input) {
  accessToken accessTokenExpiresAt session { id ipAddress device } userErrors { code field } } }`;

const inputFor = ({ fellow, organizationId }: Tenant, allowsWrites = false) => ({
  userId: fellow.userId,
  organizationId,
  reason: 'A question about a missing task',
  allowsWrites,
});

async function impersonate(admin: Account, tenant: Tenant, allowsWrites = false) {
  const { startImpersonation: started } = await admin.client.ask(start, {
    input: inputFor(tenant, allowsWrites),
  });
  const client = server.anonymous.with({ authorization: `Bearer ${started.accessToken}` });
  return { client, started, accessToken: started.accessToken! };
}

test.each([
  [false, 'without changing anything'],
  [true, 'and may change data in one organization'],
])('the user gets a mail that says what the session may do (allowsWrites: %s)', async (writes, text) => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  await impersonate(admin, tenant, writes);
  const [mail, ...more] = await until(() => {
    const found = mails.to(tenant.fellow.email, 'The support team opened your account');
    return found.length > 0 ? found : undefined;
  });
  expect(more).toEqual([]);
  expect(mail!.text.replace(/\s+/g, ' ')).toContain(text);
  expect(mail!.text).not.toContain('Paula');
});

test('a network starts 20 in an hour, whatever comes of them', async () => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  const from = (address: string) => admin.client.with({ 'x-forwarded-for': address });
  const input = { ...inputFor(tenant), userId: admin.userId };
  const codes: string[][] = [];
  for (let times = 0; times < 22; times++) codes.push(await from('192.0.2.7').codes(start, { input }));
  expect(codes.flat().filter((code) => code === 'RATE_LIMITED')).toHaveLength(2);
  expect(codes.slice(20)).toEqual([['RATE_LIMITED'], ['RATE_LIMITED']]);
  expect(await from('192.0.2.8').codes(start, { input })).toEqual(['NOT_FOUND']);
});

test("it expires with the administrator's own session, and does not say from where they act", async () => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  const ends = new Date(Date.now() + 120_000);
  await server.db
    .updateTable('sessions')
    .set({ expires_at: ends.toISOString() })
    .where('user_id', '=', admin.userId)
    .execute();
  const { client, started } = await impersonate(admin, tenant);
  expect(Date.parse(started.accessTokenExpiresAt!)).toBeLessThanOrEqual(ends.getTime());
  expect(started.session).toMatchObject({ ipAddress: null, device: null });
  expect(await client.codes('{ me { id } }')).toEqual([]);
});

test('the transaction of a session that reads only refuses writes, also those of a mutation', async () => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  for (const writes of [false, true]) {
    const { accessToken } = await impersonate(admin, tenant, writes);
    const claims = await server.services.tokens.verify(accessToken);
    const context = new Context(
      server.services,
      {
        requestId: 'test',
        logger: server.services.logger,
        ipAddress: someAddress(),
        userAgent: undefined,
        claims,
        apiKeyHash: undefined,
        organizationHeader: undefined,
        clientName: undefined,
        clientVersion: undefined,
        isTrustedRouter: false,
        idempotencyKey: undefined,
      },
      true,
    );
    await context.access();
    const renamed = sql`update tasks set title = 'Renamed' where organization_id = ${tenant.organizationId}`
      .execute(context.db)
      .then(
        ({ numAffectedRows }) => Number(numAffectedRows) > 0,
        (error: { code?: string }) => error.code,
      );
    // 25006 is read_only_sql_transaction.
    expect(await renamed).toBe(writes ? true : '25006');
    await context.transaction.rollback();
  }
});

test('it ends with its organization, whose deletion it does not prevent', async () => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  const { client } = await impersonate(admin, tenant);
  await server.db.deleteFrom('organizations').where('id', '=', tenant.organizationId).execute();
  expect(await client.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
});

test("it ends with the administrator's account, whose deletion it does not prevent", async () => {
  const admin = await createPlatformAdmin(server);
  const tenant = await createTenant(server.anonymous);
  const { client } = await impersonate(admin, tenant);
  await admin.client.ask(
    `mutation { deleteAccount(input: { password: "${password}" }) { deletedId userErrors { code } } }`,
  );
  expect(await client.codes('{ me { id } }')).toEqual(['UNAUTHENTICATED']);
  const { auditEvents } = await tenant.owner.client.ask(
    '{ auditEvents(filter: { action: { startsWith: "impersonation." } }) { nodes { action actorId impersonatorId } } }',
  );
  expect(auditEvents!.nodes).toEqual(
    ['impersonation.ended', 'impersonation.started'].map((action) => ({
      action,
      actorId: null,
      impersonatorId: admin.userId,
    })),
  );
});
