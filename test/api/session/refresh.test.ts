import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { hashToken } from '../../../src/crypto/one-time-tokens.ts';
import { type Account, add, type Client, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const payload = `accessToken accessTokenExpiresAt refreshToken
  organization { id viewerRole projects { nodes { id } } } user { id memberships { role } } userErrors { code field }`;
const REFRESH =
  `mutation ($refreshToken: String!) { refreshSession(input: { refreshToken: $refreshToken }) { ${payload} } }` as const;
const SWITCH =
  `mutation ($organizationId: ID!) { switchOrganization(input: { organizationId: $organizationId }) { ${payload} } }` as const;
const invalid = [{ code: 'INVALID_TOKEN', field: ['refreshToken'] }];

/** The payload of `refreshSession`, which must not fail at the top level. */
const refresh = (refreshToken: string, client: Client = anonymous) =>
  client.payload(REFRESH, { refreshToken });

const switchTo = (client: Client, organizationId: string) => client.payload(SWITCH, { organizationId });

const bearer = ({ accessToken }: { accessToken: string }) =>
  anonymous.with({ authorization: `Bearer ${accessToken}` });
const codesOfMe = (client: Client) => client.codes('{ me { id } }');
const ofToken = (token: string) =>
  db.updateTable('refresh_tokens').where('token_hash', '=', hashToken(token));
const endGrace = (token: string) =>
  ofToken(token)
    .set({ used_at: sql`used_at - interval '11 seconds'` })
    .execute();

const tokensOf = ({ userId }: Account) =>
  db
    .selectFrom('refresh_tokens')
    .innerJoin('sessions', 'sessions.id', 'refresh_tokens.session_id')
    .select(['used_at', 'session_id'])
    .where('user_id', '=', userId)
    .execute();

const eventsOf = ({ userId }: Account, action: string) =>
  db
    .selectFrom('account_events')
    .select(['session_id', 'ip_address', 'request_id'])
    .where('user_id', '=', userId)
    .where('action', '=', action)
    .execute();

/** Creates a member of the owner's organization, who also has their own. */
async function registerInTwo() {
  const owner = await register(anonymous);
  const own = await register(anonymous);
  await add(owner, own);
  return { owner, own };
}

describe('a refresh token', () => {
  test('is exchanged for another one and a working access token, with user and organization', async () => {
    const ada = await register(anonymous);
    const answer = await refresh(ada.refreshToken);
    expect(answer).toMatchObject({
      organization: { id: ada.organizationId, viewerRole: 'OWNER', projects: { nodes: [] } },
      user: { id: ada.userId, memberships: [{ role: 'OWNER' }] },
      userErrors: [],
    });
    expect(answer.refreshToken).not.toBe(ada.refreshToken);
    expect(await codesOfMe(bearer(answer))).toEqual([]);
    expect((await refresh(answer.refreshToken)).userErrors).toEqual([]);
  });

  test('returns the same successor to a client that lost the response and retries', async () => {
    const ada = await register(anonymous);
    const first = await refresh(ada.refreshToken);
    const second = await refresh(ada.refreshToken);
    expect(second.refreshToken).toBe(first.refreshToken);
    expect(await codesOfMe(bearer(second))).toEqual([]);
    const next = await refresh(first.refreshToken);
    expect((await refresh(ada.refreshToken)).refreshToken).toBe(first.refreshToken);
    expect((await refresh(next.refreshToken)).userErrors).toEqual([]);
  });

  test('that is used again after the grace period ends the session at once, with an event', async () => {
    const ada = await register(anonymous);
    const other = await refresh((await register(anonymous)).refreshToken);
    const { refreshToken, ...answer } = await refresh(ada.refreshToken);
    await endGrace(ada.refreshToken);
    const requestId = randomUUID();
    const thief = await refresh(
      ada.refreshToken,
      anonymous.with({ 'x-request-id': requestId, 'x-forwarded-for': '192.0.2.9' }),
    );
    expect(thief).toMatchObject({ accessToken: null, refreshToken: null, user: null, userErrors: invalid });
    expect(await codesOfMe(ada.client)).toEqual(['UNAUTHENTICATED']);
    expect(await codesOfMe(bearer(answer))).toEqual(['UNAUTHENTICATED']);
    expect((await refresh(refreshToken)).userErrors).toEqual(invalid);
    expect((await refresh(ada.refreshToken)).userErrors).toEqual(invalid);
    const [token] = await tokensOf(ada);
    expect(await eventsOf(ada, 'session.refresh_token_reused')).toEqual([
      { session_id: token!.session_id, ip_address: '192.0.2.9', request_id: requestId },
    ]);
    expect(await codesOfMe(bearer(other))).toEqual([]);
  });

  test.each(['', 'x', 'rt_', `rt_${'A'.repeat(43)}`, 'nul \0', 'half \ud800', 'x'.repeat(100_000)])(
    'that was never given out is refused (%#)',
    async (token) => {
      expect((await refresh(token)).userErrors).toEqual(invalid);
    },
  );

  test('that has expired returns EXPIRED and ends nothing', async () => {
    const ada = await register(anonymous);
    await ofToken(ada.refreshToken).set({ expires_at: '2020-01-01T00:00:00Z' }).execute();
    expect((await refresh(ada.refreshToken)).userErrors).toEqual([
      { code: 'EXPIRED', field: ['refreshToken'] },
    ]);
    expect(await codesOfMe(ada.client)).toEqual([]);
  });

  test('lives for REFRESH_TOKEN_TTL, like the session', async () => {
    const brief = await startTestServer({ REFRESH_TOKEN_TTL: '2' });
    const ada = await register(brief.anonymous);
    await expect.poll(() => codesOfMe(ada.client)).toEqual(['UNAUTHENTICATED']);
    expect(await brief.anonymous.codes(REFRESH, { refreshToken: ada.refreshToken })).toEqual(['EXPIRED']);
  });

  test('that is exchanged twenty times at once has one successor, and the session remains', async () => {
    for (let round = 0; round < 5; round++) {
      const ada = await register(anonymous);
      const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(ada.refreshToken)));
      expect(new Set(answers.map((each) => each.refreshToken)).size).toBe(1);
      expect((await tokensOf(ada)).map((token) => token.used_at === null).toSorted()).toEqual([false, true]);
      expect(await codesOfMe(bearer(answers[7]!))).toEqual([]);
      expect((await refresh(answers[0]!.refreshToken)).userErrors).toEqual([]);
    }
  });

  test('that is exchanged at the same time as its successor leaves one valid token', async () => {
    const ada = await register(anonymous);
    const { refreshToken: successor } = await refresh(ada.refreshToken);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => refresh(i % 2 ? successor : ada.refreshToken)),
    );
    const given = (odd: number) =>
      new Set(answers.filter((_, i) => i % 2 === odd).map((a) => a.refreshToken));
    expect(given(0)).toEqual(new Set([successor]));
    expect(given(1).size).toBe(1);
    expect((await tokensOf(ada)).filter((token) => token.used_at === null)).toHaveLength(1);
    expect((await refresh([...given(1)][0]!)).userErrors).toEqual([]);
  });

  test('of a suspended user is refused, and works again after the suspension', async () => {
    const ada = await register(anonymous);
    const setStatus = (status: string, status_until: string | null = null) =>
      db.updateTable('users').set({ status, status_until }).where('id', '=', ada.userId).execute();
    await setStatus('SUSPENDED');
    expect((await refresh(ada.refreshToken)).userErrors).toEqual([{ code: 'ACCOUNT_INACTIVE', field: null }]);
    await setStatus('ACTIVE');
    const { refreshToken, userErrors } = await refresh(ada.refreshToken);
    expect(userErrors).toEqual([]);
    await setStatus('SUSPENDED', '2020-01-01T00:00:00Z');
    expect((await refresh(refreshToken)).userErrors).toEqual([]);
  });

  test('of a session that has ended is refused', async () => {
    const ada = await register(anonymous);
    await ada.client.ask('mutation { logout { userErrors { code } } }');
    expect((await refresh(ada.refreshToken)).userErrors).toEqual(invalid);
  });

  test('selects another organization if its own cannot be selected, and none if there is none', async () => {
    const { owner, own } = await registerInTwo();
    const there = await switchTo(own.client, owner.organizationId);
    await owner.client.ask(
      `mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }`,
      { id: own.userId },
    );
    const back = await refresh(there.refreshToken);
    expect(back.organization).toMatchObject({ id: own.organizationId, viewerRole: 'OWNER' });
    await db.deleteFrom('memberships').where('user_id', '=', own.userId).execute();
    const nowhere = await refresh(back.refreshToken);
    expect(nowhere).toMatchObject({ organization: null, user: { id: own.userId, memberships: [] } });
    const { data, errors } = await bearer(nowhere).send('{ me { id } organization { id } }');
    expect(data).toEqual({ me: { id: own.userId }, organization: null });
    expect(errors).toMatchObject([{ extensions: { reason: 'ORGANIZATION_REQUIRED' } }]);
  });
});

describe('switching the organization', () => {
  test('returns tokens that act there', async () => {
    const { owner, own } = await registerInTwo();
    const answer = await switchTo(own.client, owner.organizationId);
    const organization = { id: owner.organizationId, viewerRole: 'MEMBER', projects: { nodes: [] } };
    expect(answer).toMatchObject({ organization, user: { id: own.userId }, userErrors: [] });
    const { organization: acting } = await bearer(answer).ask('{ organization { id } }');
    expect(acting.id).toBe(owner.organizationId);
    expect((await refresh(answer.refreshToken)).organization).toEqual(organization);
  });

  test('refuses foreign and malformed ids, and does not change the tokens', async () => {
    const [ada, stranger] = [await register(anonymous), await register(anonymous)];
    for (const id of [stranger.organizationId, randomUUID(), 'x']) {
      expect(await switchTo(ada.client, id)).toMatchObject({
        accessToken: null,
        organization: null,
        userErrors: [{ code: 'NOT_FOUND', field: ['organizationId'] }],
      });
    }
    expect((await refresh(ada.refreshToken)).userErrors).toEqual([]);
  });

  test('invalidates the earlier refresh tokens of the session', async () => {
    const { owner, own } = await registerInTwo();
    const answer = await switchTo(own.client, owner.organizationId);
    await endGrace(own.refreshToken);
    expect((await refresh(own.refreshToken)).userErrors).toEqual(invalid);
    expect((await refresh(answer.refreshToken)).userErrors).toEqual(invalid);
    expect(await codesOfMe(bearer(answer))).toEqual(['UNAUTHENTICATED']);
  });

  test('never leaves two valid refresh tokens, one of which a thief could keep', async () => {
    const { owner, own } = await registerInTwo();
    const answer = await switchTo(own.client, owner.organizationId);
    const thief = await refresh(own.refreshToken);
    expect((await tokensOf(own)).filter((token) => token.used_at === null)).toHaveLength(1);
    await endGrace(answer.refreshToken);
    expect((await refresh(answer.refreshToken)).userErrors).toEqual(invalid);
    expect((await refresh(thief.refreshToken)).userErrors).toEqual(invalid);
  });

  test('requires a session', async () => {
    const { organizationId } = await register(anonymous);
    expect(await anonymous.codes(SWITCH, { organizationId })).toEqual(['UNAUTHENTICATED']);
  });
});
