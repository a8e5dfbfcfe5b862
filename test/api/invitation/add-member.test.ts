import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { requestStatements } from '../../support/count-statements.ts';
import { verify, whileAcquainted } from '../../support/acquaintance.ts';
import { type Account, add, Client, join, register } from '../../support/client.ts';
import { rootOf } from '../../support/operations.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const ADD = `mutation ($email: String!, $role: Role! = MEMBER) { addMember(input: { email: $email, role: $role }) {
  membership { role user { id } } invitation { email role status invitedBy { id } } userErrors { code field message } } }`;
const INVITE = `mutation ($email: String!) { inviteMember(input: { email: $email }) {
  invitation { email role status } userErrors { code field message } } }`;

/** Returns the payload of the mutation and its statements. */
async function watch<Text extends string>(
  { client }: Account,
  query: Text,
  variables: Record<string, unknown>,
) {
  const {
    statements,
    result: { data, errors },
  } = await requestStatements(() => client.send(query, variables));
  expect(errors).toBeUndefined();
  return { answer: rootOf<Text>(data), statements };
}

type Watched = Awaited<ReturnType<typeof watch<typeof ADD | typeof INVITE>>>;

const addTo = async (owner: Account, account: Account, role?: string) =>
  (await watch(owner, ADD, { email: account.email, role })).answer;

const setStatus = (account: Account, status: string) =>
  db.updateTable('users').set({ status }).where('id', '=', account.userId).execute();

const membersOf = async ({ organizationId }: Account) => {
  const query = db.selectFrom('memberships').select('user_id').where('organization_id', '=', organizationId);
  return (await query.execute()).map((row) => row.user_id);
};

/** Returns addresses without an account, and of every kind of account that the caller cannot see. */
async function strangers(): Promise<[what: string, email: string][]> {
  const [squatter, proven, suspended, archived] = await Promise.all(
    Array.from({ length: 4 }, () => register(anonymous)),
  );
  await Promise.all([proven!, suspended!, archived!].map(verify));
  await setStatus(suspended!, 'SUSPENDED');
  await setStatus(archived!, 'ARCHIVED');
  return [
    ['nobody', `${randomUUID()}@polity.test`],
    ['an unproven account', squatter!.email],
    ['a proven account', proven!.email],
    ['a suspended account', suspended!.email],
    ['an archived account', archived!.email],
  ];
}

describe('adding an address of', () => {
  test('a person whom the caller cannot see invites them, with the same response and statements', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    for (const mutation of [ADD, INVITE] as const) {
      const found: Watched[] = [];
      for (const [, email] of await strangers()) {
        const { answer, statements } = await watch(owner, mutation, { email });
        expect(answer.invitation.email).toBe(email);
        found.push({ answer: { ...answer, invitation: { ...answer.invitation, email: '' } }, statements });
      }
      const [first] = found;
      expect(first!.answer.userErrors).toEqual([]);
      if (mutation === ADD) expect(first!.answer).toMatchObject({ membership: null });
      expect(found).toEqual(found.map(() => first));
    }
    expect(await membersOf(owner)).toEqual([owner.userId]);
  });

  test('any person has the same error when already invited and when the limit of the plan is reached', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const found = await strangers();
    for (const [, email] of found) {
      await watch(owner, ADD, { email });
      const [again, invited] = [await watch(owner, ADD, { email }), await watch(owner, INVITE, { email })];
      expect([again.answer.userErrors, invited.answer.userErrors]).toEqual(
        Array.from({ length: 2 }, () => [
          { code: 'TAKEN', field: ['email'], message: 'The address is already invited.' },
        ]),
      );
    }
    const full = await createOwner(anonymous, 'FREE');
    await join(full, 'MEMBER');
    await join(full, 'MEMBER');
    const refusals: Watched[] = [];
    for (const [, email] of await strangers()) refusals.push(await watch(full, ADD, { email }));
    expect(refusals[0]!.answer.userErrors).toMatchObject([{ code: 'PLAN_LIMIT_REACHED' }]);
    expect(refusals).toEqual(refusals.map(() => refusals[0]));
  });

  test('a person whom the caller sees in another organization adds them, once the address is verified', async () => {
    const [owner, ada] = [await createOwner(anonymous, 'PRO'), await register(anonymous)];
    const answer = await whileAcquainted(owner, ada, () => addTo(owner, ada, 'ADMIN'));
    expect(answer).toMatchObject({
      membership: { role: 'ADMIN', user: { id: ada.userId } },
      invitation: null,
      userErrors: [],
    });
    expect(await membersOf(owner)).toContain(ada.userId);
  });

  test('a member is refused with ALREADY_A_MEMBER', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const member = await join(owner, 'MEMBER');
    expect((await addTo(owner, member)).userErrors).toMatchObject([{ code: 'ALREADY_A_MEMBER' }]);
  });

  test.each<[string, (owner: Account, ada: Account) => Promise<unknown>]>([
    [
      'whose address is not proven',
      (_owner, ada) =>
        db.updateTable('users').set({ email_verified_at: null }).where('id', '=', ada.userId).execute(),
    ],
    ['whose account is suspended', (_owner, ada) => setStatus(ada, 'SUSPENDED')],
    [
      'with whom they share an archived organization alone',
      () =>
        db
          .updateTable('organizations')
          .set({ status: 'ARCHIVED' })
          .where('name', '=', 'Acquaintances')
          .execute(),
    ],
  ])('an acquaintance %s invites them', async (_who, change) => {
    const [owner, ada] = [await createOwner(anonymous, 'PRO'), await register(anonymous)];
    const answer = await whileAcquainted(owner, ada, async () => {
      await change(owner, ada);
      return addTo(owner, ada);
    });
    expect(answer).toMatchObject({ membership: null, invitation: { email: ada.email }, userErrors: [] });
  });

  test('an acquaintance of another administrator only invites them', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const [admin, ada, bea] = [
      await join(owner, 'ADMIN'),
      await register(anonymous),
      await register(anonymous),
    ];
    const other = await whileAcquainted(admin, ada, () => addTo(owner, ada));
    expect(other).toMatchObject({ membership: null, invitation: { email: ada.email } });
    await add(admin, bea);
    expect(await membersOf(owner)).toContain(bea.userId);
  });
});

test('an account that somebody else registered gets nothing from addMember until the mail is read', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  const squatter = await register(new Client(server.url), 'Mallory');
  await addTo(owner, squatter, 'ADMIN');
  expect(await squatter.client.in(owner.organizationId).codes('{ organization { id } }')).toEqual([
    'NOT_FOUND',
  ]);
  const { organizations } = await squatter.client.ask('{ organizations { nodes { id } } }');
  expect(organizations.nodes).toEqual([{ id: squatter.organizationId }]);
});
