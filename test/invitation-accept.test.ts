import { describe, expect, test } from 'vitest';
import type { Role } from '../src/generated/graphql.ts';
import { register } from './support/client.ts';
import { ACCEPT, answer, invitationOf, invite, refused, roleOf, SUBJECT } from './support/invitations.ts';
import { receiveMails } from './support/mail.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);

const REVOKE = 'mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { userErrors { code field } } }';
const DECLINE =
  'mutation ($token: String!) { declineInvitation(input: { token: $token }) { userErrors { code field } } }';

const invited = (role?: Role) => invite(server, mails, role);
const over = { userErrors: [{ code: 'INVALID_TOKEN', field: ['token'] }] };

describe('accepting', () => {
  test('makes a member of the invited account, once, and verifies its address', async () => {
    const { owner, guest, token, id } = await invited('ADMIN');
    const first = await answer(guest.client, ACCEPT, { token });
    expect(first).toMatchObject({
      membership: { role: 'ADMIN', organization: { id: owner.organizationId } },
      userErrors: [],
    });
    expect(await answer(guest.client, ACCEPT, { token })).toEqual(first);
    expect(await roleOf(owner, guest)).toBe('ADMIN');
    expect((await invitationOf(server, id)).status).toBe('ACCEPTED');
    const { me } = await guest.client.ask('{ me { account { emailVerified } } }');
    expect(me.account.emailVerified).toBe(true);
  });

  test('counts for the rest of the operation', async () => {
    const { owner, guest, token } = await invited();
    const { data } = await guest.client.in(owner.organizationId).send(
      `mutation ($token: String!) {
        acceptInvitation(input: { token: $token }) { userErrors { code } }
        leaveOrganization { userErrors { code } } }`,
      { token },
    );
    expect(data).toEqual({ acceptInvitation: { userErrors: [] }, leaveOrganization: { userErrors: [] } });
  });

  test('by ten requests at once makes one membership and one event', async () => {
    const { owner, guest, token } = await invited();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => answer(guest.client, ACCEPT, { token })),
    );
    expect(new Set(answers.map((each) => each.membership.id)).size).toBe(1);
    const events = await db
      .selectFrom('audit_events')
      .select('id')
      .where('organization_id', '=', owner.organizationId)
      .where('action', '=', 'member.added')
      .execute();
    expect(events).toHaveLength(1);
  });

  test('and taking back or declining at once: one of the two happens', async () => {
    for (const other of ['revoke', 'decline', 'revoke', 'decline', 'revoke', 'decline'] as const) {
      const { owner, guest, token, id } = await invited();
      const [accepted, ended] = await Promise.all([
        answer(guest.client, ACCEPT, { token }),
        other === 'revoke' ? answer(owner.client, REVOKE, { id }) : answer(anonymous, DECLINE, { token }),
      ]);
      const isMember = (await roleOf(owner, guest)) === 'MEMBER';
      expect([isMember, accepted.userErrors.length, ended.userErrors.length]).toEqual(
        isMember ? [true, 0, 1] : [false, 1, 0],
      );
      const ends = other === 'revoke' ? 'REVOKED' : 'DECLINED';
      expect((await invitationOf(server, id)).status).toBe(isMember ? 'ACCEPTED' : ends);
    }
  });

  test('is for the invited address alone, and for those who are signed in and active', async () => {
    const { owner, guest, token } = await invited();
    const other = await register(anonymous);
    expect(await answer(other.client, ACCEPT, { token })).toEqual(refused('INVALID'));
    expect(await answer(owner.client, ACCEPT, { token })).toEqual(refused('INVALID'));
    expect(await answer(anonymous, ACCEPT, { token })).toEqual(['UNAUTHENTICATED']);
    await db.updateTable('users').set({ status: 'SUSPENDED' }).where('id', '=', guest.userId).execute();
    expect(await answer(guest.client, ACCEPT, { token })).toEqual(['UNAUTHENTICATED']);
    await db.updateTable('users').set({ status: 'ACTIVE' }).where('id', '=', guest.userId).execute();
    expect((await answer(guest.client, ACCEPT, { token })).userErrors).toEqual([]);
  });

  test('comes too late after a week, or when the invitation is over', async () => {
    const { owner, guest, token, id } = await invited();
    const set = (changes: Record<string, string>) =>
      db.updateTable('invitations').set(changes).where('id', '=', id).execute();
    await set({ expires_at: new Date(Date.now() - 1000).toISOString() });
    expect(await answer(guest.client, ACCEPT, { token })).toEqual(refused('EXPIRED'));
    await set({ expires_at: new Date(Date.now() + 60_000).toISOString() });
    await answer(owner.client, REVOKE, { id });
    expect(await answer(guest.client, ACCEPT, { token })).toEqual(refused('INVALID_TOKEN'));
    for (const none of ['', 'unknown', '\0', '\ud800', token.slice(1)])
      expect(await answer(guest.client, ACCEPT, { token: none })).toEqual(refused('INVALID_TOKEN'));
    expect(await roleOf(owner, guest)).toBeUndefined();
  });

  test('an invitation of one’s own does not let a removed member in again', async () => {
    const { owner, guest, token } = await invited();
    await answer(guest.client, ACCEPT, { token });
    await owner.client.ask(
      `mutation { removeMember(input: { userId: "${guest.userId}" }) { userErrors { code } } }`,
    );
    expect(await answer(guest.client, ACCEPT, { token })).toEqual(refused('INVALID_TOKEN'));
  });

  test('waits for the end of a suspension; an archived organization invites nobody', async () => {
    const { owner, guest, token } = await invited();
    const { email } = guest;
    await owner.client.ask(
      'mutation { suspendOrganization(input: { reason: "Storm" }) { userErrors { code } } }',
    );
    expect(await answer(guest.client, ACCEPT, { token })).toEqual(['ORGANIZATION_SUSPENDED']);
    await owner.client.ask(
      'mutation { archiveOrganization(input: { reason: "Done" }) { userErrors { code } } }',
    );
    expect(await answer(guest.client, ACCEPT, { token })).toEqual(refused('INVALID_TOKEN'));
    const back = owner.client.in(owner.organizationId);
    await back.ask(
      'mutation { restoreOrganization { userErrors { code } } reinstateOrganization { userErrors { code } } }',
    );
    expect((await answer(guest.client, ACCEPT, { token })).userErrors).toEqual([]);
    expect(mails.to(email, SUBJECT)).toHaveLength(1);
  });
});

describe('declining', () => {
  test('needs no account, may be repeated, and ends the invitation', async () => {
    const { guest, token, id } = await invited();
    for (let times = 0; times < 2; times++)
      expect(await answer(anonymous, DECLINE, { token })).toEqual({ userErrors: [] });
    expect(await answer(guest.client, ACCEPT, { token })).toEqual(refused('INVALID_TOKEN'));
    expect((await invitationOf(server, id)).status).toBe('DECLINED');
    expect(await answer(anonymous, DECLINE, { token: 'unknown' })).toEqual(over);
  });

  test('comes too late for an accepted one', async () => {
    const { owner, guest, token } = await invited();
    await answer(guest.client, ACCEPT, { token });
    expect(await answer(anonymous, DECLINE, { token })).toEqual(over);
    expect(await roleOf(owner, guest)).toBe('MEMBER');
  });
});
