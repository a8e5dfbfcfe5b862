import { describe, expect, test } from 'vitest';

import { createOwner } from '../../fixtures/owner.ts';
import { until } from '../../support/mail.ts';
import {
  administer,
  ARCHIVE,
  inHours,
  REINSTATE,
  RESTORE,
  setUntil,
  STATUS,
  SUSPEND,
  WRITE,
} from '../../support/organizations.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer({ FEDERATION: 'on' });

describe('a suspension by the platform', () => {
  test('cannot be ended, changed or shortened by an owner', async () => {
    const owner = await createOwner(server.anonymous);
    const platform = await administer(server, owner);
    expect((await platform.ask(SUSPEND, { reason: 'Spam' })).suspendOrganization).toMatchObject({
      organization: { status: 'SUSPENDED', suspension: { suspendedBy: 'PLATFORM' } },
    });
    expect(await owner.client.codes(REINSTATE)).toEqual(['FORBIDDEN']);
    expect(await owner.client.codes(SUSPEND, { until: inHours(0.01) })).toEqual(['FORBIDDEN']);
    expect((await owner.client.ask(STATUS)).organization.suspension).toMatchObject({
      reason: 'Spam',
      until: null,
      suspendedBy: 'PLATFORM',
    });
    expect((await platform.ask(REINSTATE)).reinstateOrganization).toMatchObject({
      organization: { status: 'ACTIVE' },
    });
    expect(await owner.client.codes(WRITE)).toEqual([]);
  });

  test('remains after archiving, deletion and restoring', async () => {
    const owner = await createOwner(server.anonymous);
    await (await administer(server, owner)).ask(SUSPEND);
    for (const putAway of [ARCHIVE, 'mutation { deleteOrganization { deletedId userErrors { code } } }']) {
      await owner.client.ask(putAway);
      expect(await owner.client.codes(SUSPEND)).toEqual(['NOT_FOUND']);
      expect(await owner.client.codes(REINSTATE)).toEqual(['NOT_FOUND']);
      expect((await owner.client.ask(RESTORE)).restoreOrganization).toMatchObject({
        organization: { status: 'SUSPENDED', suspension: { suspendedBy: 'PLATFORM' } },
      });
      expect(await owner.client.codes(REINSTATE)).toEqual(['FORBIDDEN']);
      expect(await owner.client.codes(WRITE)).toEqual(['ORGANIZATION_SUSPENDED']);
    }
  });

  test('replaces a suspension by an owner', async () => {
    const owner = await createOwner(server.anonymous);
    await owner.client.ask(SUSPEND);
    await (await administer(server, owner)).ask(SUSPEND, { reason: 'Spam' });
    expect(await owner.client.codes(REINSTATE)).toEqual(['FORBIDDEN']);
  });

  test('that has ended does not prevent a suspension by an owner', async () => {
    const owner = await createOwner(server.anonymous);
    await (await administer(server, owner)).ask(SUSPEND, { until: inHours(1) });
    await setUntil(server, owner, inHours(-1));
    expect((await owner.client.ask(SUSPEND)).suspendOrganization).toMatchObject({
      organization: { suspension: { suspendedBy: 'OWNER', until: null } },
    });
    expect(await owner.client.codes(REINSTATE)).toEqual([]);
  });

  test('requires an existing organization', async () => {
    const platform = await administer(server, await createOwner(server.anonymous));
    for (const id of ['01900000-0000-7000-8000-000000000000', 'not-an-id'])
      expect(await platform.in(id).codes(SUSPEND)).toEqual(['NOT_FOUND']);
  });
});

test('a change that waited while the organization was suspended is refused', async () => {
  const owner = await createOwner(server.anonymous);
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
