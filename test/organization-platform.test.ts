import { describe, expect, test } from 'vitest';
import { type Account, type Client, register } from './support/client.ts';
import { until } from './support/mail.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ FEDERATION: 'on' });
const { anonymous, db } = server;

const suspension = 'suspension { reason since until suspendedBy }';
const life = `organization { id status ${suspension} archiveReason } userErrors { code field }`;
const SUSPEND = `mutation ($reason: String! = "Unpaid", $until: DateTime) {
  suspendOrganization(input: { reason: $reason, until: $until }) { ${life} } }`;
const REINSTATE = `mutation { reinstateOrganization { ${life} } }`;
const ARCHIVE = `mutation ($reason: String! = "Done") { archiveOrganization(input: { reason: $reason }) { ${life} } }`;
const RESTORE = `mutation { restoreOrganization { ${life} } }`;
const WRITE = 'mutation { createProject(input: { name: "Pier" }) { userErrors { code } } }';
const STATUS = `{ organization { status ${suspension} archiveReason } }`;

const inHours = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+Z/, 'Z');

/** An owner whose client names the organization, as it must once that is archived. */
async function registerOwner(): Promise<Account> {
  const owner = await register(anonymous, 'Olive Owner');
  return { ...owner, client: owner.client.in(owner.organizationId) };
}

/** A platform administrator, acting in this organization without belonging to it. */
async function administer({ organizationId }: Account): Promise<Client> {
  const admin = await register(anonymous, 'Paula Platform');
  await db.updateTable('users').set({ platform_admin: true }).where('id', '=', admin.userId).execute();
  return admin.client.in(organizationId);
}

async function send(client: Client, query: string, variables?: Record<string, unknown>): Promise<any> {
  return Object.values(await client.ask(query, variables))[0];
}

const setUntil = ({ organizationId }: Account, suspended_until: string) =>
  db.updateTable('organizations').set({ suspended_until }).where('id', '=', organizationId).execute();

describe('a suspension by the platform', () => {
  test('is not for an owner to lift, to change or to shorten', async () => {
    const owner = await registerOwner();
    const platform = await administer(owner);
    expect(await send(platform, SUSPEND, { reason: 'Spam' })).toMatchObject({
      organization: { status: 'SUSPENDED', suspension: { suspendedBy: 'PLATFORM' } },
    });
    expect(await owner.client.codes(REINSTATE)).toEqual(['FORBIDDEN']);
    expect(await owner.client.codes(SUSPEND, { until: inHours(0.01) })).toEqual(['FORBIDDEN']);
    expect((await owner.client.ask(STATUS)).organization.suspension).toMatchObject({
      reason: 'Spam',
      until: null,
      suspendedBy: 'PLATFORM',
    });
    expect(await send(platform, REINSTATE)).toMatchObject({ organization: { status: 'ACTIVE' } });
    expect(await owner.client.codes(WRITE)).toEqual([]);
  });

  test('outlives archive and deletion with all that follows', async () => {
    const owner = await registerOwner();
    await send(await administer(owner), SUSPEND);
    for (const putAway of [ARCHIVE, 'mutation { deleteOrganization { deletedId userErrors { code } } }']) {
      await send(owner.client, putAway);
      expect(await owner.client.codes(SUSPEND)).toEqual(['NOT_FOUND']);
      expect(await owner.client.codes(REINSTATE)).toEqual(['NOT_FOUND']);
      expect(await send(owner.client, RESTORE)).toMatchObject({
        organization: { status: 'SUSPENDED', suspension: { suspendedBy: 'PLATFORM' } },
      });
      expect(await owner.client.codes(REINSTATE)).toEqual(['FORBIDDEN']);
      expect(await owner.client.codes(WRITE)).toEqual(['ORGANIZATION_SUSPENDED']);
    }
  });

  test('takes the place of the owner’s own', async () => {
    const owner = await registerOwner();
    await send(owner.client, SUSPEND);
    await send(await administer(owner), SUSPEND, { reason: 'Spam' });
    expect(await owner.client.codes(REINSTATE)).toEqual(['FORBIDDEN']);
  });

  test('that is over keeps no owner from their own', async () => {
    const owner = await registerOwner();
    await send(await administer(owner), SUSPEND, { until: inHours(1) });
    await setUntil(owner, inHours(-1));
    expect(await send(owner.client, SUSPEND)).toMatchObject({
      organization: { suspension: { suspendedBy: 'OWNER', until: null } },
    });
    expect(await owner.client.codes(REINSTATE)).toEqual([]);
  });

  test('needs an organization that exists', async () => {
    const platform = await administer(await registerOwner());
    for (const id of ['01900000-0000-7000-8000-000000000000', 'not-an-id'])
      expect(await platform.in(id).codes(SUSPEND)).toEqual(['NOT_FOUND']);
  });
});

test('a change that waited while the organization was suspended is refused', async () => {
  const owner = await registerOwner();
  const blocker = await server.systemPool.connect();
  try {
    await blocker.query('begin');
    await blocker.query('select from organizations where id = $1 for update', [owner.organizationId]);
    const codes = owner.client.codes(WRITE);
    await until(async () => {
      const { rows } = await blocker.query(
        'select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))',
      );
      return rows.length > 0 || undefined;
    });
    await blocker.query(
      `update organizations set status = 'SUSPENDED', suspended_at = now(), suspended_by = 'PLATFORM' where id = $1`,
      [owner.organizationId],
    );
    await blocker.query('commit');
    expect(await codes).toEqual(['ORGANIZATION_SUSPENDED']);
  } finally {
    blocker.release();
  }
});
