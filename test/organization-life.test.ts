import { describe, expect, test } from 'vitest';
import { type Account, join, register } from './support/client.ts';
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
const { anonymous, db } = server;

const HISTORY = `{ organization { statusHistory { totalCount nodes { status reason until changedBy { id } createdAt } } } }`;
const mutations = { SUSPEND, REINSTATE, ARCHIVE, RESTORE };

const statusOf = async ({ client }: Account) => (await client.ask(STATUS)).organization.status;

const actionsOf = async ({ organizationId }: Account) => {
  const query = db.selectFrom('audit_events').select('action').where('organization_id', '=', organizationId);
  return (await query.orderBy('id').execute()).map((row) => row.action);
};

describe('a suspension by an owner', () => {
  test('says why, by whom and until when, and is lifted by an owner', async () => {
    const owner = await registerOwner(server);
    const until = inHours(1);
    const { organization } = await send(owner.client, SUSPEND, { reason: ' Winter break ', until });
    expect(organization).toMatchObject({
      id: owner.organizationId,
      status: 'SUSPENDED',
      suspension: { reason: ' Winter break ', until, suspendedBy: 'OWNER', since: expect.any(String) },
    });
    expect(await owner.client.codes(WRITE)).toEqual(['ORGANIZATION_SUSPENDED']);
    expect(await send(owner.client, REINSTATE)).toMatchObject({
      organization: { status: 'ACTIVE', suspension: null },
    });
    expect(await owner.client.codes(WRITE)).toEqual([]);
  });

  test('ends by itself, without a job', async () => {
    const owner = await registerOwner(server);
    await send(owner.client, SUSPEND, { until: inHours(1) });
    await setUntil(server, owner, inHours(-1));
    expect((await owner.client.ask(STATUS)).organization).toMatchObject({
      status: 'ACTIVE',
      suspension: null,
    });
    expect(await owner.client.codes(WRITE)).toEqual([]);
  });

  test('may get another reason and end, and keeps its beginning', async () => {
    const owner = await registerOwner(server);
    const first = await send(owner.client, SUSPEND);
    const second = await send(owner.client, SUSPEND, { reason: 'Still unpaid', until: inHours(2) });
    expect(second.organization.suspension.reason).toBe('Still unpaid');
    expect(second.organization.suspension.since).toBe(first.organization.suspension.since);
  });

  test.each([
    ['an end in the past', { until: inHours(-1) }, [{ code: 'INVALID', field: ['until'] }]],
    ['a blank reason', { reason: ' ' }, [{ code: 'REQUIRED', field: ['reason'] }]],
    ['a reason that is too long', { reason: 'x'.repeat(501) }, [{ code: 'TOO_LONG', field: ['reason'] }]],
  ])('is refused with %s', async (_what, variables, userErrors) => {
    const owner = await registerOwner(server);
    const { data } = await owner.client.send(SUSPEND, variables);
    expect(data).toEqual({ suspendOrganization: { organization: null, userErrors } });
    expect(await statusOf(owner)).toBe('ACTIVE');
  });

  test('binds the rest of the operation, and its end frees it', async () => {
    const owner = await registerOwner(server);
    const { data, errors } = await owner.client.send(`mutation {
      before: createProject(input: { name: "A" }) { userErrors { code } }
      suspendOrganization(input: { reason: "Storm" }) { userErrors { code } }
      within: createProject(input: { name: "B" }) { userErrors { code } }
      reinstateOrganization { userErrors { code } }
      after: createProject(input: { name: "C" }) { userErrors { code } } }`);
    expect(errors).toMatchObject([{ path: ['within'], extensions: { code: 'ORGANIZATION_SUSPENDED' } }]);
    expect(data).toMatchObject({ before: { userErrors: [] }, within: null, after: { userErrors: [] } });
    const { projects } = await owner.client.ask('{ projects { nodes { name } } }');
    expect(projects.nodes.map((project: { name: string }) => project.name)).toEqual(['C', 'A']);
  });
});

describe('the status', () => {
  test('is for owners alone to change', async () => {
    const owner = await registerOwner(server);
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

  test('has a history, newest first, that members read as well', async () => {
    const owner = await registerOwner(server);
    const member = await join(owner, 'MEMBER');
    const until = inHours(1);
    await send(owner.client, SUSPEND, { reason: 'Storm', until });
    await send(await administer(server, owner), SUSPEND, { reason: 'Spam' });
    await send(await administer(server, owner), REINSTATE);
    await send(owner.client, ARCHIVE);
    await send(owner.client, RESTORE);
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
    const stranger = await registerOwner(server);
    expect((await stranger.client.ask(HISTORY)).organization.statusHistory.totalCount).toBe(0);
  });

  test('is left alone, without a trace, by what would not change it', async () => {
    const owner = await registerOwner(server);
    await send(owner.client, REINSTATE);
    await send(owner.client, RESTORE);
    expect(await actionsOf(owner)).toEqual(['organization.created']);
    expect((await owner.client.ask(HISTORY)).organization.statusHistory.totalCount).toBe(0);
  });

  test('changes one at a time: of those who archive at once, one does', async () => {
    const owner = await registerOwner(server);
    const codes = await Promise.all(Array.from({ length: 6 }, () => owner.client.codes(ARCHIVE)));
    expect(codes.filter((each) => each.length === 0)).toHaveLength(1);
    expect(codes.flat()).toEqual(Array.from({ length: 5 }, () => 'NOT_FOUND'));
    expect(await actionsOf(owner)).toEqual(['organization.created', 'organization.archived']);
  });

  test('is one of the two when it is suspended and archived at once', async () => {
    const owner = await registerOwner(server);
    const [suspended, archived] = await Promise.all([
      owner.client.codes(SUSPEND),
      owner.client.codes(ARCHIVE),
    ]);
    expect(archived).toEqual([]);
    expect([[], ['NOT_FOUND']]).toContainEqual(suspended);
    expect(await statusOf(owner)).toBe('ARCHIVED');
    const restored = await send(owner.client, RESTORE);
    expect(restored.organization.status).toBe(suspended.length === 0 ? 'SUSPENDED' : 'ACTIVE');
  });
});
