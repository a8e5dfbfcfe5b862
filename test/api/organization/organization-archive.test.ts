import { describe, expect, test } from 'vitest';
import { createProject } from '../../fixtures/work.ts';
import { type Account, join, password, register } from '../../support/client.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer({ FEDERATION: 'on' });
const { anonymous, db } = server;

const life = 'organization { id status archiveReason deletesAt } userErrors { code field }';
const ARCHIVE =
  `mutation ($reason: String! = "Done") { archiveOrganization(input: { reason: $reason }) { ${life} } }` as const;
const RESTORE = `mutation { restoreOrganization { ${life} } }` as const;
const DELETE = 'mutation { deleteOrganization { deletedId deletesAt userErrors { code } } }';
const SWITCH = `mutation ($id: ID!) { switchOrganization(input: { organizationId: $id }) {
  accessToken refreshToken organization { id } userErrors { code } } }`;
const LOGIN = `mutation ($email: String!, $password: String!, $id: ID) {
  login(input: { email: $email, password: $password, organizationId: $id }) { organization { id } userErrors { code } } }`;
const REFRESH = `mutation ($token: String!) {
  refreshSession(input: { refreshToken: $token }) { organization { id } userErrors { code } } }`;
const SEEN = `query ($id: ID!) { organization { id status } organizations { nodes { id } } node(id: $id) { id }
  me { memberships { organization { id } } }
  _entities(representations: [{ __typename: "Organization", id: $id }]) { ... on Organization { id } } }`;
const DAY = 86_400_000;

/** Creates an owner of two organizations whose session selects the first. */
async function registerOwner(): Promise<Account & { otherId: string }> {
  const owner = await register(anonymous, 'Olive Owner');
  const { createOrganization } = await owner.client.ask(
    'mutation { createOrganization(input: { name: "Spare" }) { organization { id } userErrors { code } } }',
  );
  return { ...owner, otherId: createOrganization.organization.id };
}

async function settle(account: Account): Promise<Account> {
  const { switchOrganization: switched } = await account.client.ask(SWITCH, { id: account.organizationId });
  const client = anonymous.with({ authorization: `Bearer ${switched.accessToken}` });
  return { ...account, ...switched, client };
}

const makeDue = ({ organizationId }: Account) =>
  db
    .updateTable('organizations')
    .set({ deletes_at: new Date(Date.now() - 1000).toISOString() })
    .where('id', '=', organizationId)
    .execute();

const deleteDue = () => runScheduled(server, 'delete-due-organizations');

async function exists(id: string): Promise<boolean> {
  const row = await db.selectFrom('organizations').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

describe('an archived organization', () => {
  test('shows its owner the reason, and is restored with its previous status', async () => {
    const owner = await registerOwner();
    const archived = await owner.client.ask(ARCHIVE, { reason: 'Season is over' });
    expect(archived.archiveOrganization.organization).toEqual({
      id: owner.organizationId,
      status: 'ARCHIVED',
      archiveReason: 'Season is over',
      deletesAt: null,
    });
    expect(await owner.client.codes('{ projects { totalCount } }')).toEqual(['NOT_FOUND']);
    expect((await owner.client.ask(RESTORE)).restoreOrganization.organization).toMatchObject({
      status: 'ACTIVE',
      archiveReason: null,
    });
    expect(await owner.client.codes('{ projects { totalCount } }')).toEqual([]);
  });

  test('cannot be used by later fields of the operation that archived it, until a field restores it', async () => {
    const owner = await registerOwner();
    const { errors, data } = await owner.client.send(`mutation {
      archiveOrganization(input: { reason: "Done" }) { userErrors { code } }
      within: createProject(input: { name: "A" }) { userErrors { code } }
      restoreOrganization { userErrors { code } }
      after: createProject(input: { name: "B" }) { userErrors { code } } }`);
    expect(errors).toMatchObject([{ path: ['within'], extensions: { code: 'NOT_FOUND' } }]);
    expect(data).toMatchObject({ after: { userErrors: [] } });
  });

  test('cannot be selected by a member at sign-in, by switching or with an open session', async () => {
    const owner = await registerOwner();
    const [outside, settled] = [await join(owner, 'ADMIN'), await settle(await join(owner, 'MEMBER'))];
    const id = owner.organizationId;
    await owner.client.ask(ARCHIVE);
    expect((await outside.client.payload(SWITCH, { id })).userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    const login = await anonymous.payload(LOGIN, { email: outside.email, password, id });
    expect(login).toEqual({ organization: null, userErrors: [{ code: 'NOT_FOUND' }] });
    const { data, errors } = await settled.client.send(SEEN, { id });
    expect(errors).toMatchObject([{ path: ['organization'], extensions: { code: 'NOT_FOUND' } }]);
    expect(JSON.stringify(data)).not.toContain(id);
    const refreshed = await anonymous.payload(REFRESH, { token: settled.refreshToken });
    expect(refreshed.organization.id).not.toBe(id);
  });

  test('can be selected by an owner, but is never selected by default', async () => {
    const owner = await registerOwner();
    const id = owner.organizationId;
    await owner.client.ask(ARCHIVE);
    expect((await owner.client.payload(SWITCH, { id })).organization).toEqual({ id });
    expect((await anonymous.payload(LOGIN, { email: owner.email, password, id })).organization).toEqual({
      id,
    });
    expect((await anonymous.payload(LOGIN, { email: owner.email, password })).organization).toEqual({
      id: owner.otherId,
    });
  });

  test.each([
    ['a blank reason', ' ', 'REQUIRED'],
    ['a reason that is too long', 'x'.repeat(501), 'TOO_LONG'],
  ])('is not archived with %s', async (_what, reason, code) => {
    const owner = await registerOwner();
    expect(await owner.client.codes(ARCHIVE, { reason })).toEqual([code]);
    expect(await owner.client.codes('{ projects { totalCount } }')).toEqual([]);
  });
});

describe('a deleted organization', () => {
  test('is archived for 30 days, in which an owner can restore it', async () => {
    const owner = await registerOwner();
    const member = await join(owner, 'MEMBER');
    const { deleteOrganization } = await owner.client.ask(DELETE);
    expect(deleteOrganization.deletedId).toBe(owner.organizationId);
    const days = (Date.parse(deleteOrganization.deletesAt) - Date.now()) / DAY;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThan(30.1);
    expect(await member.client.codes('{ organization { id } }')).toEqual(['NOT_FOUND']);
    const again = await owner.client.ask(DELETE);
    expect(again.deleteOrganization.deletesAt).toBe(deleteOrganization.deletesAt);
    await deleteDue();
    expect((await owner.client.ask(RESTORE)).restoreOrganization.organization).toMatchObject({
      status: 'ACTIVE',
      deletesAt: null,
    });
    expect(await member.client.codes('{ organization { id } }')).toEqual([]);
  });

  test('that was archived before is restored from both', async () => {
    const owner = await registerOwner();
    await owner.client.ask(ARCHIVE);
    await owner.client.ask(DELETE);
    expect((await owner.client.ask(RESTORE)).restoreOrganization.organization).toEqual({
      id: owner.organizationId,
      status: 'ACTIVE',
      archiveReason: null,
      deletesAt: null,
    });
  });

  test('is invisible to its owner after 30 days, even before the job runs', async () => {
    const owner = await settle(await registerOwner());
    const id = owner.organizationId;
    await owner.client.ask(DELETE);
    await makeDue(owner);
    const { data, errors } = await owner.client.send(SEEN, { id });
    expect(errors).toMatchObject([{ path: ['organization'], extensions: { code: 'NOT_FOUND' } }]);
    expect(JSON.stringify(data)).not.toContain(id);
    for (const mutation of [RESTORE, DELETE])
      expect(await owner.client.codes(mutation)).toEqual(['NOT_FOUND']);
    expect((await owner.client.payload(SWITCH, { id })).userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    expect((await anonymous.payload(LOGIN, { email: owner.email, password, id })).userErrors).toEqual([
      { code: 'NOT_FOUND' },
    ]);
    expect((await anonymous.payload(REFRESH, { token: owner.refreshToken })).organization.id).not.toBe(id);
  });

  test('is deleted permanently by the job, which deletes no other', async () => {
    const [due, waiting, archived] = [await registerOwner(), await registerOwner(), await registerOwner()];
    await createProject(due.client);
    for (const owner of [due, waiting]) await owner.client.ask(DELETE);
    await archived.client.ask(ARCHIVE);
    await makeDue(due);
    await deleteDue();
    expect(await exists(due.organizationId)).toBe(false);
    for (const owner of [waiting, archived]) expect(await exists(owner.organizationId)).toBe(true);
    expect(await due.client.codes('{ me { id } }')).toEqual([]);
    expect(await due.client.in(due.organizationId).codes('{ organization { id } }')).toEqual(['NOT_FOUND']);
  });

  test('can be deleted only by owners', async () => {
    const owner = await registerOwner();
    for (const role of ['MEMBER', 'ADMIN'] as const)
      expect(await (await join(owner, role)).client.codes(DELETE)).toEqual(['FORBIDDEN']);
    const outsider = await register(anonymous);
    expect(await outsider.client.in(owner.organizationId).codes(DELETE)).toEqual(['NOT_FOUND']);
    expect(await owner.client.codes('{ projects { totalCount } }')).toEqual([]);
  });
});
