import { describe, expect, test } from 'vitest';
import type { Role } from '../../../src/generated/enums.ts';
import { register } from '../../support/client.ts';
import { ACCEPT, invitationOf, invite, refused, roleOf, SUBJECT } from '../../support/invitations.ts';
import { receiveMails } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);

const REVOKE = 'mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { userErrors { code field } } }';
const DECLINE =
  'mutation ($token: String!) { declineInvitation(input: { token: $token }) { userErrors { code field } } }';

const invited = (role?: Role) => invite(server, mails, role);
const over = { userErrors: [{ code: 'INVALID_TOKEN', field: ['token'] }] };

describe('accepting', () => {
  test('makes the invited account a member once and verifies its address', async () => {
    const { owner, guest, token, id } = await invited('ADMIN');
    const first = await guest.client.payload(ACCEPT, { token });
    expect(first).toMatchObject({
      membership: { role: 'ADMIN', organization: { id: owner.organizationId } },
      userErrors: [],
    });
    expect(await guest.client.payload(ACCEPT, { token })).toEqual(first);
    expect(await roleOf(owner, guest)).toBe('ADMIN');
    expect((await invitationOf(server, id)).status).toBe('ACCEPTED');
    const { me } = await guest.client.ask('{ me { account { emailVerified } } }');
    expect(me.account.emailVerified).toBe(true);
  });

  test('takes effect for the rest of the operation', async () => {
    const { owner, guest, token } = await invited();
    const { data } = await guest.client.in(owner.organizationId).send(
      `mutation ($token: String!) {
        acceptInvitation(input: { token: $token }) { userErrors { code } }
        leaveOrganization { userErrors { code } } }`,
      { token },
    );
    expect(data).toEqual({ acceptInvitation: { userErrors: [] }, leaveOrganization: { userErrors: [] } });
  });

  test('with ten requests at once creates one membership and one event', async () => {
    const { owner, guest, token } = await invited();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => guest.client.payload(ACCEPT, { token })),
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

  test('and revoking or declining at the same time: one of the two succeeds', async () => {
    for (const other of ['revoke', 'decline', 'revoke', 'decline', 'revoke', 'decline'] as const) {
      const { owner, guest, token, id } = await invited();
      const [accepted, ended] = await Promise.all([
        guest.client.payload(ACCEPT, { token }),
        other === 'revoke' ? owner.client.payload(REVOKE, { id }) : anonymous.payload(DECLINE, { token }),
      ]);
      const isMember = (await roleOf(owner, guest)) === 'MEMBER';
      expect([isMember, accepted.userErrors.length, ended.userErrors.length]).toEqual(
        isMember ? [true, 0, 1] : [false, 1, 0],
      );
      const ends = other === 'revoke' ? 'REVOKED' : 'DECLINED';
      expect((await invitationOf(server, id)).status).toBe(isMember ? 'ACCEPTED' : ends);
    }
  });

  test('requires the invited address, a session and an active account', async () => {
    const { owner, guest, token } = await invited();
    const other = await register(anonymous);
    expect(await other.client.payload(ACCEPT, { token })).toEqual(refused('INVALID'));
    expect(await owner.client.payload(ACCEPT, { token })).toEqual(refused('INVALID'));
    expect(await anonymous.codes(ACCEPT, { token })).toEqual(['UNAUTHENTICATED']);
    await db.updateTable('users').set({ status: 'SUSPENDED' }).where('id', '=', guest.userId).execute();
    expect(await guest.client.codes(ACCEPT, { token })).toEqual(['UNAUTHENTICATED']);
    await db.updateTable('users').set({ status: 'ACTIVE' }).where('id', '=', guest.userId).execute();
    expect((await guest.client.payload(ACCEPT, { token })).userErrors).toEqual([]);
  });

  test('fails after a week and for an ended invitation', async () => {
    const { owner, guest, token, id } = await invited();
    const set = (changes: Record<string, string>) =>
      db.updateTable('invitations').set(changes).where('id', '=', id).execute();
    await set({ expires_at: new Date(Date.now() - 1000).toISOString() });
    expect(await guest.client.payload(ACCEPT, { token })).toEqual(refused('EXPIRED'));
    await set({ expires_at: new Date(Date.now() + 60_000).toISOString() });
    await owner.client.payload(REVOKE, { id });
    expect(await guest.client.payload(ACCEPT, { token })).toEqual(refused('INVALID_TOKEN'));
    for (const none of ['', 'unknown', '\0', '\ud800', token.slice(1)])
      expect(await guest.client.payload(ACCEPT, { token: none })).toEqual(refused('INVALID_TOKEN'));
    expect(await roleOf(owner, guest)).toBeUndefined();
  });

  test('of an invitation that they sent to themselves is refused to a removed member', async () => {
    const { owner, guest, token } = await invited();
    await guest.client.payload(ACCEPT, { token });
    await owner.client.ask(
      `mutation { removeMember(input: { userId: "${guest.userId}" }) { userErrors { code } } }`,
    );
    expect(await guest.client.payload(ACCEPT, { token })).toEqual(refused('INVALID_TOKEN'));
  });

  test('is refused while the organization is suspended or archived', async () => {
    const { owner, guest, token } = await invited();
    const { email } = guest;
    await owner.client.ask(
      'mutation { suspendOrganization(input: { reason: "Storm" }) { userErrors { code } } }',
    );
    expect(await guest.client.codes(ACCEPT, { token })).toEqual(['ORGANIZATION_SUSPENDED']);
    await owner.client.ask(
      'mutation { archiveOrganization(input: { reason: "Done" }) { userErrors { code } } }',
    );
    expect(await guest.client.payload(ACCEPT, { token })).toEqual(refused('INVALID_TOKEN'));
    const back = owner.client.in(owner.organizationId);
    await back.ask(
      'mutation { restoreOrganization { userErrors { code } } reinstateOrganization { userErrors { code } } }',
    );
    expect((await guest.client.payload(ACCEPT, { token })).userErrors).toEqual([]);
    expect(mails.to(email, SUBJECT)).toHaveLength(1);
  });
});

describe('declining', () => {
  test('requires no account, can be repeated, and ends the invitation', async () => {
    const { guest, token, id } = await invited();
    for (let times = 0; times < 2; times++)
      expect(await anonymous.payload(DECLINE, { token })).toEqual({ userErrors: [] });
    expect(await guest.client.payload(ACCEPT, { token })).toEqual(refused('INVALID_TOKEN'));
    expect((await invitationOf(server, id)).status).toBe('DECLINED');
    expect(await anonymous.payload(DECLINE, { token: 'unknown' })).toEqual(over);
  });

  test('fails for an accepted invitation', async () => {
    const { owner, guest, token } = await invited();
    await guest.client.payload(ACCEPT, { token });
    expect(await anonymous.payload(DECLINE, { token })).toEqual(over);
    expect(await roleOf(owner, guest)).toBe('MEMBER');
  });
});
