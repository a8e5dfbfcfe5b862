import { describe, expect, test } from 'vitest';
import { hashToken, newToken } from '../../../src/crypto/one-time-tokens.ts';
import { verify } from '../../support/acquaintance.ts';
import { type Client, join, register } from '../../support/client.ts';
import { INVITE, invite } from '../../support/invitations.ts';
import { receiveMails } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);

const PREVIEW = `query ($token: String!) {
  invitation(token: $token) { organizationName inviterName role expiresAt } }`;
const RECEIVED = `query ($first: Int, $after: String, $orderBy: ReceivedInvitationOrder) {
  receivedInvitations(first: $first, after: $after, orderBy: $orderBy) {
  totalCount nodes { id organizationName inviterName role expiresAt createdAt } pageInfo { hasNextPage endCursor } } }`;

const preview = async (token: string, client: Client = anonymous) =>
  (await client.ask(PREVIEW, { token })).invitation;
const received = async (client: Client, variables = {}) =>
  (await client.ask(RECEIVED, variables)).receivedInvitations;

describe('invitation', () => {
  test('shows organization, inviter, role and expiry to a caller with the token', async () => {
    const { owner, token } = await invite(server, mails, 'ADMIN');
    const { organization } = await owner.client.ask('{ organization { name } }');
    const shown = await preview(token);
    expect(shown).toEqual({
      organizationName: organization.name,
      inviterName: 'Olive Owner',
      role: 'ADMIN',
      expiresAt: expect.any(String),
    });
    const days = (Date.parse(shown.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(await preview(` ${token}\n`, owner.client)).toEqual(shown);
    expect(await preview(token, anonymous.with({ authorization: 'Bearer stale' }))).toEqual(shown);
  });

  test('returns null for every token that cannot be accepted', async () => {
    const { owner, id, token } = await invite(server, mails);
    for (const none of ['', 'unknown', '\0', '\ud800', token.slice(1), newToken()])
      expect(await preview(none)).toBeNull();
    const set = (changes: Record<string, string>) =>
      db.updateTable('invitations').set(changes).where('id', '=', id).execute();
    const valid = { status: 'PENDING', expires_at: new Date(Date.now() + 60_000).toISOString() };
    for (const status of ['ACCEPTED', 'DECLINED', 'REVOKED', 'EXPIRED']) {
      await set({ ...valid, status });
      expect([status, await preview(token)]).toEqual([status, null]);
    }
    await set({ ...valid, expires_at: new Date(Date.now() - 1000).toISOString() });
    expect(await preview(token)).toBeNull();
    await set(valid);
    expect(await preview(token)).toMatchObject({ role: 'MEMBER' });
    await owner.client.ask(
      'mutation { archiveOrganization(input: { reason: "Done" }) { userErrors { code } } }',
    );
    expect(await preview(token)).toBeNull();
  });

  test('is limited to 60 calls of a network in 15 minutes, in any number of operations', async () => {
    const { token } = await invite(server, mails);
    const from = (address: string) => anonymous.with({ 'x-forwarded-for': address });
    const single = await Promise.all(
      Array.from({ length: 66 }, () => from('192.0.2.7').codes(PREVIEW, { token })),
    );
    expect(single.flat()).toEqual(Array(6).fill('RATE_LIMITED'));
    const aliases = Array.from({ length: 20 }, (_, n) => `p${n}: invitation(token: $token) { role }`);
    const query = `query ($token: String!) { ${aliases.join(' ')} }`;
    const many = await Promise.all(
      Array.from({ length: 6 }, () => from('192.0.2.8').codes(query, { token })),
    );
    expect(many.flat().length).toBeGreaterThanOrEqual(60);
    expect(await preview(token)).toMatchObject({ role: 'MEMBER' });
  });
});

describe('receivedInvitations', () => {
  test('lists the pending invitations to a verified address, newest first, in pages', async () => {
    const guest = await verify(await register(anonymous));
    const owners = await Promise.all(['Una', 'Dora', 'Trudi'].map((name) => register(anonymous, name)));
    for (const { client } of owners) await client.ask(INVITE, { email: guest.email });
    const all = await received(guest.client);
    expect(all.totalCount).toBe(3);
    expect(all.nodes.map((node) => node.inviterName)).toEqual(['Trudi', 'Dora', 'Una']);
    const first = await received(guest.client, { first: 2 });
    const second = await received(guest.client, { first: 2, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes]).toEqual(all.nodes);
    const oldest = await received(guest.client, { orderBy: { field: 'EXPIRES_AT' } });
    expect(oldest.nodes).toEqual(all.nodes.toReversed());
    await owners[0]!.client.ask(
      'mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { userErrors { code } } }',
      { id: all.nodes[2]!.id },
    );
    await owners[1]!.client.ask(
      'mutation { archiveOrganization(input: { reason: "Done" }) { userErrors { code } } }',
    );
    expect((await received(guest.client)).nodes.map((node) => node.inviterName)).toEqual(['Trudi']);
    await db
      .updateTable('invitations')
      .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
      .where('email', '=', guest.email)
      .execute();
    expect((await received(guest.client)).totalCount).toBe(0);
  });

  test('is empty for an account with an unverified address', async () => {
    const { guest, id } = await invite(server, mails);
    expect(await received(guest.client)).toMatchObject({ nodes: [], totalCount: 0 });
    await verify(guest);
    expect((await received(guest.client)).nodes).toMatchObject([{ id }]);
  });

  test('shows an invitation to nobody else, not even the inviter', async () => {
    const { owner } = await invite(server, mails);
    const fellow = await join(owner, 'ADMIN');
    const outsider = await verify(await register(anonymous));
    for (const { client } of [await verify(owner), fellow, outsider])
      expect(await received(client)).toMatchObject({ nodes: [], totalCount: 0 });
    expect(await anonymous.codes(RECEIVED)).toEqual(['UNAUTHENTICATED']);
  });
});

test('no response contains a token or its hash', async () => {
  const { guest, token } = await invite(server, mails);
  await verify(guest);
  const text = JSON.stringify([await preview(token), await received(guest.client)]);
  for (const secret of [token, hashToken(token).toString('hex'), hashToken(token).toString('base64')])
    expect(text).not.toContain(secret);
});
