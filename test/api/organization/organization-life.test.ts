import { describe, expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { type Account, join, register } from '../../support/client.ts';
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
const { anonymous, db } = server;

const HISTORY = `{ organization { statusHistory { totalCount nodes { status reason until changedBy { id } createdAt } } } }`;
const mutations = { SUSPEND, REINSTATE, ARCHIVE, RESTORE };

const statusOf = async ({ client }: Account) => (await client.ask(STATUS)).organization.status;

const actionsOf = async ({ organizationId }: Account) => {
  const query = db.selectFrom('audit_events').select('action').where('organization_id', '=', organizationId);
  return (await query.orderBy('id').execute()).map((row) => row.action);
};

describe('a suspension by an owner', () => {
  test('has a reason, an author and an end, and can be ended by an owner', async () => {
    const owner = await createOwner(server.anonymous);
    const until = inHours(1);
    const { suspendOrganization } = await owner.client.ask(SUSPEND, { reason: ' Winter break ', until });
    const { organization } = suspendOrganization;
    expect(organization).toMatchObject({
      id: owner.organizationId,
      status: 'SUSPENDED',
      suspension: { reason: ' Winter break ', until, suspendedBy: 'OWNER', since: expect.any(String) },
    });
    expect(await owner.client.codes(WRITE)).toEqual(['ORGANIZATION_SUSPENDED']);
    expect((await owner.client.ask(REINSTATE)).reinstateOrganization).toMatchObject({
      organization: { status: 'ACTIVE', suspension: null },
    });
    expect(await owner.client.codes(WRITE)).toEqual([]);
  });

  test('ends by itself, without a job', async () => {
    const owner = await createOwner(server.anonymous);
    await owner.client.ask(SUSPEND, { until: inHours(1) });
    await setUntil(server, owner, inHours(-1));
    expect((await owner.client.ask(STATUS)).organization).toMatchObject({
      status: 'ACTIVE',
      suspension: null,
    });
    expect(await owner.client.codes(WRITE)).toEqual([]);
  });

  test('can get another reason and end, and keeps its beginning', async () => {
    const owner = await createOwner(server.anonymous);
    const { suspendOrganization: first } = await owner.client.ask(SUSPEND);
    const { suspendOrganization: second } = await owner.client.ask(SUSPEND, {
      reason: 'Still unpaid',
      until: inHours(2),
    });
    expect(second.organization.suspension.reason).toBe('Still unpaid');
    expect(second.organization.suspension.since).toBe(first.organization.suspension.since);
  });

  test.each([
    ['an end in the past', { until: inHours(-1) }, [{ code: 'INVALID', field: ['until'] }]],
    ['a blank reason', { reason: ' ' }, [{ code: 'REQUIRED', field: ['reason'] }]],
    ['a reason that is too long', { reason: 'x'.repeat(501) }, [{ code: 'TOO_LONG', field: ['reason'] }]],
  ])('is refused with %s', async (_what, variables, userErrors) => {
    const owner = await createOwner(server.anonymous);
    const { data } = await owner.client.send(SUSPEND, variables);
    expect(data).toEqual({ suspendOrganization: { organization: null, userErrors } });
    expect(await statusOf(owner)).toBe('ACTIVE');
  });

  test('applies to the later fields of the operation, until one of them ends it', async () => {
    const owner = await createOwner(server.anonymous);
    const { data, errors } = await owner.client.send(`mutation {
      before: createProject(input: { name: "A" }) { userErrors { code } }
      suspendOrganization(input: { reason: "Storm" }) { userErrors { code } }
      within: createProject(input: { name: "B" }) { userErrors { code } }
      reinstateOrganization { userErrors { code } }
      after: createProject(input: { name: "C" }) { userErrors { code } } }`);
    expect(errors).toMatchObject([{ path: ['within'], extensions: { code: 'ORGANIZATION_SUSPENDED' } }]);
    expect(data).toMatchObject({ before: { userErrors: [] }, within: null, after: { userErrors: [] } });
    const { projects } = await owner.client.ask('{ projects { nodes { name } } }');
    expect(projects.nodes.map((project) => project.name)).toEqual(['C', 'A']);
  });
});

describe('the status', () => {
  test('can be changed only by owners', async () => {
    const owner = await createOwner(server.anonymous);
    const others = [await join(owner, 'MEMBER'), await join(owner, 'ADMIN')];
    const outsider = (await register(anonymous)).client.in(owner.organizationId);
    for (const mutation of Object.values(mutations)) {
      for (const { client } of others) expect(await client.codes(mutation)).toEqual(['FORBIDDEN']);
      expect(await outsider.codes(mutation)).toEqual(['NOT_FOUND']);
      expect(await anonymous.in(owner.organizationId).codes(mutation)).toEqual(['UNAUTHENTICATED']);
    }
    expect([
      await statusOf(owner),
      (await actionsOf(owner)).filter((each) => each !== 'member.added'),
    ]).toEqual(['ACTIVE', ['organization.created']]);
  });

  test('has a history, newest first, that members can read', async () => {
    const owner = await createOwner(server.anonymous);
    const member = await join(owner, 'MEMBER');
    const until = inHours(1);
    await owner.client.ask(SUSPEND, { reason: 'Storm', until });
    await (await administer(server, owner)).ask(SUSPEND, { reason: 'Spam' });
    await (await administer(server, owner)).ask(REINSTATE);
    await owner.client.ask(ARCHIVE);
    await owner.client.ask(RESTORE);
    const { statusHistory } = (await member.client.ask(HISTORY)).organization;
    const by = { id: owner.userId };
    expect(statusHistory).toMatchObject({
      totalCount: 5,
      nodes: [
        { status: 'ACTIVE', reason: null, changedBy: by },
        { status: 'ARCHIVED', reason: 'Done', changedBy: by },
        { status: 'ACTIVE', reason: null, changedBy: null },
        { status: 'SUSPENDED', reason: 'Spam', until: null, changedBy: null },
        { status: 'SUSPENDED', reason: 'Storm', until, changedBy: by },
      ],
    });
    const stranger = await createOwner(server.anonymous);
    expect((await stranger.client.ask(HISTORY)).organization.statusHistory.totalCount).toBe(0);
  });

  test('is not recorded by calls that do not change it', async () => {
    const owner = await createOwner(server.anonymous);
    await owner.client.ask(REINSTATE);
    await owner.client.ask(RESTORE);
    expect(await actionsOf(owner)).toEqual(['organization.created']);
    expect((await owner.client.ask(HISTORY)).organization.statusHistory.totalCount).toBe(0);
  });

  test('is changed once by concurrent calls that archive', async () => {
    const owner = await createOwner(server.anonymous);
    const codes = await Promise.all(Array.from({ length: 6 }, () => owner.client.codes(ARCHIVE)));
    expect(codes.filter((each) => each.length === 0)).toHaveLength(1);
    expect(codes.flat()).toEqual(Array.from({ length: 5 }, () => 'NOT_FOUND'));
    expect(await actionsOf(owner)).toEqual(['organization.created', 'organization.archived']);
  });

  test('is consistent after a concurrent suspension and archiving', async () => {
    const owner = await createOwner(server.anonymous);
    const [suspended, archived] = await Promise.all([
      owner.client.codes(SUSPEND),
      owner.client.codes(ARCHIVE),
    ]);
    expect(archived).toEqual([]);
    expect([[], ['NOT_FOUND']]).toContainEqual(suspended);
    expect(await statusOf(owner)).toBe('ARCHIVED');
    const { restoreOrganization: restored } = await owner.client.ask(RESTORE);
    expect(restored.organization.status).toBe(suspended.length === 0 ? 'SUSPENDED' : 'ACTIVE');
  });
});
