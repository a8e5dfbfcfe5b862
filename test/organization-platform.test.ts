import { describe, expect, test } from 'vitest';

import { until } from './support/mail.ts';
import {
  administer,
  ARCHIVE,
  inHours,
  registerOwner,
  REINSTATE,
  RESTORE,
  send,
  setUntil,
  STATUS,
  SUSPEND,
  WRITE,
} from './support/organizations.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ FEDERATION: 'on' });

describe('a suspension by the platform', () => {
  test('is not for an owner to lift, to change or to shorten', async () => {
    const owner = await registerOwner(server);
    const platform = await administer(server, owner);
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
    const owner = await registerOwner(server);
    await send(await administer(server, owner), SUSPEND);
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
    const owner = await registerOwner(server);
    await send(owner.client, SUSPEND);
    await send(await administer(server, owner), SUSPEND, { reason: 'Spam' });
    expect(await owner.client.codes(REINSTATE)).toEqual(['FORBIDDEN']);
  });

  test('that is over keeps no owner from their own', async () => {
    const owner = await registerOwner(server);
    await send(await administer(server, owner), SUSPEND, { until: inHours(1) });
    await setUntil(server, owner, inHours(-1));
    expect(await send(owner.client, SUSPEND)).toMatchObject({
      organization: { suspension: { suspendedBy: 'OWNER', until: null } },
    });
    expect(await owner.client.codes(REINSTATE)).toEqual([]);
  });

  test('needs an organization that exists', async () => {
    const platform = await administer(server, await registerOwner(server));
    for (const id of ['01900000-0000-7000-8000-000000000000', 'not-an-id'])
      expect(await platform.in(id).codes(SUSPEND)).toEqual(['NOT_FOUND']);
  });
});

test('a change that waited while the organization was suspended is refused', async () => {
  const owner = await registerOwner(server);
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
