import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../../src/generated/enums.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { type Account, type Client, join, password, register } from '../../support/client.ts';
import { bearer, createKey } from '../../support/departure.ts';
import { ACCEPT, INVITE, invitationOf, invite, refused, roleOf, SUBJECT } from '../../support/invitations.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const log: string[] = [];
const server = await startTestServer({}, pino({ level: 'trace' }, { write: (line) => log.push(line) }));
const { anonymous, db } = server;
const mails = await receiveMails(server);

const RESEND = 'mutation ($id: ID!) { resendInvitation(input: { id: $id }) { userErrors { code field } } }';
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) {
  accessToken organization { id viewerRole } user { account { emailVerified } } userErrors { code field } } }`;

const invited = (role?: Role) => invite(server, mails, role);
const asNewcomer = (email: string, invitationToken: string, more: object = {}) => ({
  input: { email, password, fullName: 'Nora Newcomer', invitationToken, ...more },
});

describe('the mail', () => {
  test('has the names of organization and inviter, and the link', async () => {
    const { guest, token } = await invited();
    const [mail] = mails.to(guest.email, SUBJECT);
    expect(mail!.subject).toBe("You are invited to Olive Owner's organization");
    expect(mail!.text).toContain('Olive Owner invites you');
    expect(mail!.text).toContain(`https://app.test/accept-invitation?token=${token}`);
    expect(token.length).toBeGreaterThanOrEqual(43);
  });

  test('is the only place of the token', async () => {
    const { owner, guest, token, id } = await invited();
    await guest.client.payload(ACCEPT, { token });
    const { rows } = await server.systemPool.query(`
      select tablename, query_to_xml(format('select * from %I.%I', schemaname, tablename), true, false, '')::text as text
      from pg_tables where schemaname in ('public', 'graphile_worker')`);
    expect(rows.find((row) => row.tablename === 'invitations').text).toContain(id);
    for (const { text } of rows) expect(text).not.toContain(token);
    expect(log.length).toBeGreaterThan(0);
    expect(log.join('')).not.toContain(token);
    const { token_hash: hash } = await invitationOf(server, id);
    expect(hash).toHaveLength(32);
    expect(await roleOf(owner, guest)).toBe('MEMBER');
  });

  test('is sent again with a new link, which invalidates the old one', async () => {
    const { guest, token, id, owner } = await invited();
    const changed = { mail_requested_at: new Date(Date.now() - 61_000).toISOString() };
    await db.updateTable('invitations').set(changed).where('id', '=', id).execute();
    expect((await owner.client.payload(RESEND, { id })).userErrors).toEqual([]);
    const fresh = await mails.token(guest.email, SUBJECT, 2);
    expect(fresh).not.toBe(token);
    expect(await guest.client.payload(ACCEPT, { token })).toEqual(refused('INVALID_TOKEN'));
    expect((await guest.client.payload(ACCEPT, { token: fresh })).membership.role).toBe('MEMBER');
  });

  test('works when another member resends it after the inviter, or the creator of the inviting key, was suspended', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const admin = await join(owner, 'OWNER');
    const { secret } = await createKey(admin.client, {
      role: 'ADMIN',
      scopes: ['READ', 'WRITE', 'MEMBERS_WRITE'],
    });
    const sent: { guest: Account; id: string; token: string; inviterId: string | null }[] = [];
    const inviters: [Client, string | null][] = [
      [admin.client, admin.userId],
      [bearer(owner.client, secret), null],
    ];
    for (const [client, inviterId] of inviters) {
      const guest = await register(anonymous, 'Greta Guest');
      const { inviteMember } = await client.ask(INVITE, { email: guest.email });
      const token = await mails.token(guest.email, SUBJECT);
      sent.push({ guest, id: inviteMember.invitation.id, token, inviterId });
    }
    const { suspendMember } = await owner.client.ask(
      'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "Lost" }) { userErrors { code } } }',
      { id: admin.userId },
    );
    expect(suspendMember.userErrors).toEqual([]);
    for (const { guest, id, token, inviterId } of sent) {
      expect(await guest.client.payload(ACCEPT, { token })).toEqual(refused('INVALID_TOKEN'));
      expect(await owner.client.codes(INVITE, { email: guest.email })).toEqual(['TAKEN']);
      const changed = { mail_requested_at: new Date(Date.now() - 61_000).toISOString() };
      await db.updateTable('invitations').set(changed).where('id', '=', id).execute();
      expect((await owner.client.payload(RESEND, { id })).userErrors).toEqual([]);
      await mails.token(guest.email, SUBJECT, 2);
      expect(mails.to(guest.email, SUBJECT).at(-1)!.text).toContain('Olive Owner invites you');
      expect(await invitationOf(server, id)).toMatchObject({
        invited_by_id: owner.userId,
        api_key_id: null,
      });
      const { auditEvents } = await owner.client.ask(
        '{ auditEvents(first: 1, filter: { action: { eq: "invitation.resent" } }) { nodes { targetId before after } } }',
      );
      expect(auditEvents.nodes).toEqual([
        {
          targetId: id,
          before: { invitedById: inviterId },
          after: { role: 'MEMBER', invitedById: owner.userId },
        },
      ]);
    }
    const { removeMember } = await owner.client.ask(
      'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
      { id: admin.userId },
    );
    expect(removeMember.userErrors).toEqual([]);
    for (const { guest } of sent) {
      const token = await mails.token(guest.email, SUBJECT, 2);
      expect((await guest.client.payload(ACCEPT, { token })).membership.role).toBe('MEMBER');
    }
  });

  test('is not sent for an invitation that was revoked before', async () => {
    const owner = await register(anonymous);
    const email = `${randomUUID()}@polity.test`;
    await owner.client.ask(
      `mutation ($email: String!) { inviteMember(input: { email: $email }) { userErrors { code } }
        suspendOrganization(input: { reason: "Storm" }) { userErrors { code } } }`,
      { email },
    );
    const waits = `select run_at from graphile_worker._private_jobs
      where payload ->> 'organizationId' = $1 and run_at > now() + interval '10 minutes'`;
    await until(async () => (await server.systemPool.query(waits, [owner.organizationId])).rows[0]);
    const { invitations } = await owner.client.ask('{ invitations { nodes { id } } }');
    // In one transaction, because the job runs as soon as the suspension is over.
    await owner.client.ask(
      `mutation ($id: ID!) { reinstateOrganization { userErrors { code } }
        revokeInvitation(input: { id: $id }) { userErrors { code } } }`,
      { id: invitations.nodes[0]!.id },
    );
    const left = `update graphile_worker._private_jobs set run_at = now() where payload ->> 'organizationId' = $1 returning id`;
    await until(async () => (await server.systemPool.query(left, [owner.organizationId])).rowCount === 0);
    expect(mails.to(email, SUBJECT)).toEqual([]);
  });
});

describe('registering with an invitation', () => {
  async function invitedNewcomer() {
    const owner = await register(anonymous);
    const email = `${randomUUID()}@polity.test`;
    await owner.client.ask(INVITE, { email, role: 'ADMIN' });
    return { owner, email, token: await mails.token(email, SUBJECT) };
  }

  test('joins the inviting organization and creates none', async () => {
    const { owner, email, token } = await invitedNewcomer();
    const made = await anonymous.payload(REGISTER, asNewcomer(email.toUpperCase(), token));
    expect(made).toMatchObject({
      organization: { id: owner.organizationId, viewerRole: 'ADMIN' },
      user: { account: { emailVerified: true } },
      userErrors: [],
    });
    const client = anonymous.with({ authorization: `Bearer ${made.accessToken}` });
    expect((await client.ask('{ organizations { totalCount } }')).organizations.totalCount).toBe(1);
  });

  test('writes nothing when the token is invalid or belongs to another address', async () => {
    const { email, token } = await invitedNewcomer();
    const other = `${randomUUID()}@polity.test`;
    for (const [address, sent, code] of [
      [other, token, 'INVALID'],
      [email, 'unknown', 'INVALID_TOKEN'],
    ] as const) {
      expect(await anonymous.payload(REGISTER, asNewcomer(address, sent))).toMatchObject({
        organization: null,
        userErrors: [{ code, field: ['invitationToken'] }],
      });
    }
    const made = db.selectFrom('users').select('id').where('email', 'in', [email, other]);
    expect(await made.execute()).toEqual([]);
  });

  test('cannot be combined with a name for a new organization', async () => {
    const { email, token } = await invitedNewcomer();
    const input = asNewcomer(email, token, { organizationName: 'Mine', organizationSlug: 'mine' });
    expect((await anonymous.payload(REGISTER, input)).userErrors).toEqual([
      { code: 'INVALID', field: ['organizationName'] },
      { code: 'INVALID', field: ['organizationSlug'] },
    ]);
  });
});
