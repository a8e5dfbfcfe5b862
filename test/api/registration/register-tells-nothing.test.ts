import { randomInt, randomUUID } from 'node:crypto';
import { getNamedType, isInputObjectType } from 'graphql';
import { Piscina } from 'piscina';
import { describe, expect, test, vi } from 'vitest';
import { changePlan } from '../../fixtures/owner.ts';
import { requestStatements } from '../../support/count-statements.ts';
import { verify } from '../../support/acquaintance.ts';
import { type Account, type Client, password, register } from '../../support/client.ts';
import { schema } from '../../support/contract.ts';
import { type Data, type Present } from '../../support/operations.ts';
import { startTestServer } from '../../support/server.ts';

/*
 * A caller who cannot read an address's mail must not learn whether the address has an account: not from the response to
 * `register`, not from what the account can see and do later, and not from the work of an operation.
 */

const server = await startTestServer();
const { anonymous, db } = server;

const fresh = () => `${randomUUID()}@polity.test`;
const other = 'a wholly new phrase';
/** A password that differs from that of the other account. */
const own = 'the phrase of nobody else';

/** An address of each kind. */
const addresses: Record<string, () => Promise<string>> = {
  'nobody has': async () => fresh(),
  'an unproven account has': async () => (await register(anonymous)).email,
  'a proven account has': async () => (await verify(await register(anonymous))).email,
  'a suspended account has': async () => {
    const { email, userId } = await verify(await register(anonymous));
    await db.updateTable('users').set({ status: 'SUSPENDED' }).where('id', '=', userId).execute();
    return email;
  },
  'a proven account has and an unproven one claims': async () => {
    const { email } = await verify(await register(anonymous));
    await anonymous.ask(REGISTER, { input: { email, password: other, fullName: 'Eve' } });
    return email;
  },
  'an account may get back': async () => {
    const { email, userId } = await verify(await register(anonymous));
    const now = Date.now();
    await db.updateTable('users').set({ email: fresh() }).where('id', '=', userId).execute();
    await db
      .insertInto('email_changes')
      .values({
        user_id: userId,
        session_id: randomUUID(),
        old_email: email,
        new_email: fresh(),
        expires_at: new Date(now + 3_600_000).toISOString(),
        confirmed_at: new Date(now).toISOString(),
        undo_expires_at: new Date(now + 3_600_000).toISOString(),
      })
      .execute();
    return email;
  },
};

const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) {
  accessToken accessTokenExpiresAt refreshToken
  user { id email fullName status memberships { role organization { id } }
    account { emailVerified totpEnabled recoveryCodesLeft } }
  organization { id name slug viewerRole } userErrors { code message field } } }`;
const LOGIN = `mutation ($email: String!, $password: String!) { login(input: { email: $email, password: $password }) {
  accessToken user { id email } organization { id } userErrors { code message field } } }`;

/** The later operations of the person who registered. `registrant` has the address and the user's id. */
const later: [
  what: string,
  query: string,
  variables?: (registrant: Registrant) => Record<string, unknown>,
][] = [
  ['me', '{ me { id email fullName status account { emailVerified totpEnabled } memberships { role } } }'],
  ['the user', 'query ($id: ID!) { user(id: $id) { id email } }', ({ id }) => ({ id })],
  ['sessions', '{ sessions { totalCount nodes { current device ipAddress } } }'],
  ['organizations', '{ organizations { nodes { id name slug viewerRole } } }'],
  ['the log', '{ accountEvents { totalCount nodes { action actor details ipAddress sessionId } } }'],
  ['received invitations', '{ receivedInvitations { totalCount } }'],
  [
    'a search among members',
    'query ($search: String!) { organization { members(filter: { search: $search }) { totalCount nodes { user { email } } } } }',
    ({ email }) => ({ search: email }),
  ],
  [
    'adding the address',
    'mutation ($email: String!) { addMember(input: { email: $email, role: MEMBER }) { invitation { email } userErrors { code message field } } }',
    ({ email }) => ({ email }),
  ],
  [
    'inviting the address',
    'mutation ($email: String!) { inviteMember(input: { email: $email, role: MEMBER }) { invitation { email } userErrors { code message field } } }',
    ({ email }) => ({ email }),
  ],
  [
    'the role of the address',
    'mutation ($email: String!) { setMemberRole(input: { email: $email, role: MEMBER }) { membership { role } userErrors { code message field } } }',
    ({ email }) => ({ email }),
  ],
  ['another verification mail', 'mutation { requestEmailVerification { userErrors { code message } } }'],
  [
    'a reset by a stranger',
    'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }',
    ({ email }) => ({ email }),
  ],
  [
    'the same address again',
    'mutation ($email: String!, $password: String!) { changeEmail(input: { newEmail: $email, password: $password }) { userErrors { code message field } } }',
    ({ email }) => ({ email, password: own }),
  ],
  [
    'another address',
    'mutation ($email: String!, $password: String!) { changeEmail(input: { newEmail: $email, password: $password }) { userErrors { code message field } } }',
    () => ({ email: fresh(), password: own }),
  ],
  ['signing in', LOGIN, ({ email }) => ({ email, password: own })],
  ['signing in with a wrong password', LOGIN, ({ email }) => ({ email, password: 'not the password' })],
  [
    'another password',
    'mutation ($old: String!, $new: String!) { changePassword(input: { currentPassword: $old, newPassword: $new }) { userErrors { code message field } } }',
    () => ({ old: own, new: 'yet another phrase' }),
  ],
  ['signing in with it', LOGIN, ({ email }) => ({ email, password: 'yet another phrase' })],
  ['signing in with the earlier one', LOGIN, ({ email }) => ({ email, password: own })],
  [
    'a second factor',
    'mutation ($password: String!) { beginTotpEnrollment(input: { password: $password }) { otpauthUri userErrors { code } } }',
    () => ({ password: 'yet another phrase' }),
  ],
  [
    'a profile',
    'mutation { updateProfile(input: { bio: "Mine." }) { user { email bio } userErrors { code } } }',
  ],
  ['the log afterwards', '{ accountEvents(first: 50) { totalCount nodes { action actor details } } }'],
  [
    'the end',
    'mutation ($password: String!) { deleteAccount(input: { password: $password }) { deletedId userErrors { code message } } }',
    () => ({ password: 'yet another phrase' }),
  ],
  ['signing in after the end', LOGIN, ({ email }) => ({ email, password: 'yet another phrase' })],
];

interface Registrant {
  email: string;
  id: string;
}

/** Returns the response and the work of an operation: its statements and the number of hashed passwords. */
async function watch(client: Client, query: string, variables?: Record<string, unknown>) {
  const hashing = vi.spyOn(Piscina.prototype, 'run');
  const {
    statements,
    result: { body, status },
  } = await requestStatements(() => client.send(query, variables));
  const hashes = hashing.mock.calls.map(([, options]) => options!.name);
  hashing.mockRestore();
  return { body, seen: { body, status, statements, hashes } };
}

/** Removes the values that are random in every account. */
const withoutChance = (seen: unknown, { email, ip, name }: { email: string; ip: string; name: string }) =>
  JSON.parse(
    JSON.stringify(seen)
      .replaceAll(email, 'THE ADDRESS')
      .replaceAll(encodeURIComponent(email), 'THE ADDRESS')
      .replaceAll(name, 'the-name')
      .replaceAll(ip, 'IP')
      .replaceAll(/secret=[A-Z2-7]+/g, 'secret=SECRET')
      .replaceAll(/ey[\w-]+\.[\w-]+\.[\w-]+/g, 'JWT')
      .replaceAll(/rt_[\w-]+/g, 'REFRESH')
      .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME'),
  );

/** Registers with the address and sends all operations of `later`. */
async function live(email: string): Promise<Record<string, unknown>> {
  const chance = { email, name: `n${randomInt(2 ** 47)}`, ip: `198.19.${randomInt(256)}.${randomInt(256)}` };
  const client = anonymous.with({ 'x-forwarded-for': chance.ip });
  const input = {
    email,
    password: own,
    fullName: 'Ada Lovelace',
    organizationName: chance.name,
    organizationSlug: chance.name,
  };
  const { body, seen } = await watch(client, REGISTER, { input });
  const { accessToken, user } = (body.data as Present<Data<typeof REGISTER>>).register;
  const registrant = { email, id: user.id };
  const all: Record<string, unknown> = { registering: withoutChance(seen, chance) };
  const signedIn = client.with({ authorization: `Bearer ${accessToken}` });
  for (const [what, query, variables] of later)
    all[what] = withoutChance((await watch(signedIn, query, variables?.(registrant))).seen, chance);
  return all;
}

describe('registering with an address that', () => {
  test('another account has causes the same responses and the same work as with an unused one', async () => {
    // The first registration prepares statements and fills caches.
    await live(fresh());
    const [first, ...rest] = Object.entries(addresses);
    const usual = await live(await first![1]());
    expect(usual['registering']).toMatchObject({ body: { data: { register: { userErrors: [] } } } });
    expect(usual['me']).toMatchObject({ body: { data: { me: { email: 'THE ADDRESS' } } } });
    expect(usual['signing in']).toMatchObject({ hashes: ['matches', 'matches'] });
    expect(usual['signing in with a wrong password']).toMatchObject({ hashes: ['matches'] });
    for (const [kind, make] of rest)
      expect({ kind, ...(await live(await make())) }).toEqual({ kind, ...usual });
  });

  test('another account has causes one mail, and one more for each request, as with an unused one', async () => {
    for (const make of Object.values(addresses)) {
      const email = await make();
      const { register: made } = await anonymous.ask(REGISTER, {
        input: { email, password, fullName: 'Ada' },
      });
      const { rows } = await server.systemPool.query(
        `select t.identifier from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
         where j.payload ->> 'userId' = $1`,
        [made.user.id],
      );
      expect(rows).toEqual([{ identifier: 'send-verification-mail' }]);
    }
  });
});

/** Operations with an address, sent by an owner for addresses of every kind. */
const taking: Record<string, { query: string; more?: object } | 'above'> = {
  register: 'above',
  login: 'above',
  changeEmail: { query: 'changeEmail(input: $input)', more: { password } },
  requestPasswordReset: { query: 'requestPasswordReset(input: $input)' },
  addMember: { query: 'addMember(input: $input)', more: { role: 'MEMBER' } },
  inviteMember: { query: 'inviteMember(input: $input)' },
  setMemberRole: { query: 'setMemberRole(input: $input)', more: { role: 'MEMBER' } },
};

describe('an operation with an address', () => {
  /** The input type and its address field of each mutation. */
  const found = Object.values(schema.getMutationType()!.getFields()).flatMap(({ name, args }) =>
    args.flatMap(({ type }) => {
      const input = getNamedType(type);
      if (!isInputObjectType(input)) return [];
      const fields = Object.values(input.getFields());
      const field = fields.find(
        (each) => /e.?mail/i.test(each.name) && String(getNamedType(each.type)) === 'String',
      );
      return field ? [{ name, type: input.name, field: field.name }] : [];
    }),
  );

  test('is listed here', () => {
    expect(found.map(({ name }) => name).toSorted()).toEqual(Object.keys(taking).toSorted());
  });

  test.each(found.filter(({ name }) => taking[name] !== 'above'))(
    '$name answers the same and does the same for every address',
    async ({ name, type, field }) => {
      const { query, more } = taking[name] as { query: string; more?: object };
      const owner: Account = await verify(await register(anonymous));
      await changePlan(owner.client, 'PRO');
      const ask = async (email: string) => {
        const text = `mutation ($input: ${type}!) { ${query} { userErrors { code message field } } }`;
        const { seen } = await watch(owner.client, text, { input: { [field]: email, ...more } });
        return withoutChance(seen, { email, ip: 'no address', name: 'no name' });
      };
      await ask(fresh());
      const usual = await ask(fresh());
      const kinds = Object.entries(addresses).slice(1, name === 'changeEmail' ? 4 : undefined);
      for (const [kind, make] of kinds)
        expect({ kind, ...(await ask(await make())) }).toEqual({ kind, ...usual });
    },
  );
});
