import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { type Account, password, register } from '../../support/client.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

/*
 * Calls of the person who registered somebody else's address while the holder of the address takes the account over.
 * Whichever call gets the locks first, nothing of the caller remains.
 */

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);
const RESET_MAIL = 'Set a new password';
const NEW = 'a wholly new phrase';

async function resetToken({ email }: Account, count = 1): Promise<string> {
  await anonymous.ask(
    'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }',
    { email },
  );
  return mails.token(email, RESET_MAIL, count);
}

const reset = (token: string, newPassword = NEW) =>
  anonymous.codes(
    `mutation ($token: String!, $newPassword: String!) {
      resetPassword(input: { token: $token, newPassword: $newPassword }) { userErrors { code } } }`,
    { token, newPassword },
  );

/** Returns the number of statements that wait for a lock. */
async function countWaiting(): Promise<number> {
  const { rows } = await server.systemPool.query(
    `select count(distinct pid)::int as waiting from pg_locks join pg_stat_activity using (pid)
     where datname = current_database() and not granted`,
  );
  return rows[0].waiting;
}

type Lock = 'account' | 'organization';

/** Starts two requests that wait for the lock in this order. */
async function inOrder<A, B>(
  lock: Lock,
  { userId, organizationId }: Account,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<[A, B]> {
  const started = await db.transaction().execute(async (tx) => {
    await (
      lock === 'account'
        ? sql`select from users where id = ${userId} for update`
        : sql`select from organizations where id = ${organizationId} for update`
    ).execute(tx);
    const one = first();
    await until(async () => (await countWaiting()) === 1 || undefined);
    const other = second();
    await until(async () => (await countWaiting()) === 2 || undefined);
    return [one, other] as const;
  });
  return Promise.all(started);
}

/** The call of the person who registered. */
interface Attack {
  lock: Lock;
  prepare?: (account: Account) => Promise<Record<string, unknown>>;
  query: string;
  /** The response when the call comes second. */
  refusal: string;
}

const attacks: Record<string, Attack> = {
  'signing in': {
    lock: 'account',
    prepare: async ({ email }) => ({ email, password }),
    query: `mutation ($email: String!, $password: String!) { answer: login(input: { email: $email, password: $password }) {
      accessToken userErrors { code } } }`,
    refusal: 'INVALID_CREDENTIALS',
  },
  'beginning to set up a second factor': {
    lock: 'account',
    query: `mutation { answer: beginTotpEnrollment(input: { password: "${password}" }) { secret userErrors { code } } }`,
    refusal: 'UNAUTHENTICATED',
  },
  'making an API key': {
    lock: 'organization',
    query: `mutation { answer: createApiKey(input: { name: "Later", role: ADMIN }) { secret userErrors { code } } }`,
    refusal: 'NOT_FOUND',
  },
};

/** The payload of an attack; a token and a key are of those that make one. */
interface Gained {
  accessToken?: string | null;
  secret?: string | null;
  userErrors: { code: string }[];
}

const cases = Object.keys(attacks).flatMap((name) => [
  { name, early: true, order: 'just before' },
  { name, early: false, order: 'just after' },
]);

test.each(cases)(
  '$name $order a reset gives the person who registered nothing that lasts',
  async ({ name, early }) => {
    const { lock, prepare, query, refusal } = attacks[name]!;
    const squatter = await register(anonymous, 'Mallory');
    const token = await resetToken(squatter);
    const variables = await prepare?.(squatter);
    const attack = () => squatter.client.send(query, variables);
    const [answers, codes] = early
      ? await inOrder(lock, squatter, attack, () => reset(token))
      : ((await inOrder(lock, squatter, () => reset(token), attack)).toReversed() as [
          Awaited<ReturnType<typeof attack>>,
          string[],
        ]);
    expect(codes).toEqual([]);
    const { data, errors } = answers;
    const answer = (data as { answer: Gained | null } | null)?.answer;
    const refused = errors?.[0]?.extensions['code'] ?? answer?.userErrors[0]?.code;
    expect(refused).toBe(early ? undefined : refusal);
    // The token or key that it returned is invalid.
    for (const bearer of [squatter.accessToken, answer?.accessToken, answer?.secret].filter(Boolean))
      expect(await anonymous.with({ authorization: `Bearer ${bearer}` }).codes('{ me { id } }')).toEqual([
        'UNAUTHENTICATED',
      ]);
    const account = await db
      .selectFrom('users')
      .select(['totp_secret', 'totp_enabled_at'])
      .where('id', '=', squatter.userId)
      .executeTakeFirstOrThrow();
    expect(account).toEqual({ totp_secret: null, totp_enabled_at: null });
    const live = (table: 'sessions' | 'api_keys', person: 'user_id' | 'created_by_id') =>
      sql`select from ${sql.table(table)} where ${sql.ref(person)} = ${squatter.userId} and revoked_at is null`.execute(
        db,
      );
    expect((await live('sessions', 'user_id')).rows).toEqual([]);
    expect((await live('api_keys', 'created_by_id')).rows).toEqual([]);
  },
);

test('a second factor that is confirmed at the same time is removed by the reset, or invalidates its link', async () => {
  for (const early of [true, false]) {
    const squatter = await register(anonymous, 'Mallory');
    const { beginTotpEnrollment } = await squatter.client.ask(
      `mutation { beginTotpEnrollment(input: { password: "${password}" }) { secret userErrors { code } } }`,
    );
    const code = new TOTP({ secret: Secret.fromBase32(beginTotpEnrollment.secret) }).generate();
    const confirm = () =>
      squatter.client.codes(
        `mutation { confirmTotpEnrollment(input: { password: "${password}", code: "${code}" }) { userErrors { code } } }`,
      );
    const token = await resetToken(squatter);
    if (early) {
      expect(await inOrder('account', squatter, confirm, () => reset(token))).toEqual([
        [],
        ['INVALID_TOKEN'],
      ]);
      // The next link removes the factor.
      expect(await reset(await resetToken(squatter, 2))).toEqual([]);
    } else {
      expect(await inOrder('account', squatter, () => reset(token), confirm)).toEqual([
        [],
        ['UNAUTHENTICATED'],
      ]);
    }
    const { login } = await anonymous.ask(
      `mutation ($email: String!) { login(input: { email: $email, password: "${NEW}" }) { user { id } userErrors { code } } }`,
      { email: squatter.email },
    );
    expect(login.user.id).toBe(squatter.userId);
  }
});

test.each(['the same link', 'two links'])(
  'of two resets at the same time with %s, one takes effect',
  async (links) => {
    const squatter = await register(anonymous, 'Mallory');
    const first = await resetToken(squatter);
    const second = links === 'two links' ? await resetToken(squatter, 2) : first;
    const [one, other] = await inOrder(
      'organization',
      squatter,
      () => reset(first, 'the phrase of the first'),
      () => reset(second, 'the phrase of the second'),
    );
    // Of two links, the newer one is valid.
    expect([one, other]).toEqual(links === 'two links' ? [['INVALID_TOKEN'], []] : [[], ['INVALID_TOKEN']]);
    const events = await db
      .selectFrom('account_events')
      .select('id')
      .where('user_id', '=', squatter.userId)
      .where('action', '=', 'account.reclaimed')
      .execute();
    expect(events).toHaveLength(1);
  },
);
