import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createMailer } from '../../src/mail/mailer.ts';
import { deleteWholeAllowances, limitMails, takeAllowance } from '../../src/mail/mail-allowance.ts';
import { mailAllowances, type MailKind } from '../../src/mail/mail-kinds.ts';
import { register } from '../support/client.ts';
import { ACCEPT, INVITE, invite } from '../support/invitations.ts';
import { receive, receiveMails, until } from '../support/mail.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const { anonymous, db, services } = server;
const mails = await receiveMails(server);
const REVOKE = 'mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { userErrors { code } } }';
const RESEND = 'mutation ($id: ID!) { resendInvitation(input: { id: $id }) { userErrors { code } } }';
const address = () => `${randomUUID()}@polity.test`;

/** Returns the number of invitations that this process dropped. */
async function dropped(): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/polity_mails_dropped_total\{kind="INVITATION"\} (\d+)/.exec(metrics)?.[1] ?? 0);
}

const take = async (times: number, to: string, kind: MailKind) => {
  const taken = await Promise.all(Array.from({ length: times }, () => takeAllowance(db, to, kind)));
  return taken.filter(Boolean).length;
};

describe('the allowance of a mailbox', () => {
  test.each(Object.entries(mailAllowances) as [MailKind, { atOnce: number }][])(
    'for %s permits exactly its number of mails, even when they are sent at the same time',
    async (kind, { atOnce }) => {
      const to = address();
      expect(await take(atOnce + 10, to, kind)).toBe(atOnce);
      expect(await take(1, to, kind)).toBe(0);
    },
  );

  test('of one kind does not affect other kinds or other mailboxes', async () => {
    const to = address();
    await take(10, to, 'INVITATION');
    await take(10, to, 'WARNING');
    expect(await take(1, to, 'SECURITY')).toBe(1);
    expect(await take(1, address(), 'INVITATION')).toBe(1);
  });

  test('includes every address with a plus', async () => {
    const id = randomUUID();
    for (let number = 0; number < 5; number++)
      expect(await take(1, `${id}+${number}@polity.test`, 'INVITATION')).toBe(1);
    expect(await take(1, `${id}@polity.test`, 'INVITATION')).toBe(0);
  });

  test('is restored one mail at a time, and its row is deleted once it is complete', async () => {
    const to = address();
    expect(await take(5, to, 'INVITATION')).toBe(5);
    const pass = (minutes: number) =>
      server.systemPool.query(
        `update mail_allowances set full_at = full_at - make_interval(mins => $1) where kind = 'INVITATION'`,
        [minutes],
      );
    await pass(mailAllowances.INVITATION.minutes);
    expect(await take(2, to, 'INVITATION')).toBe(1);
    await pass(100 * mailAllowances.INVITATION.minutes);
    await deleteWholeAllowances(db);
    const left = await db
      .selectFrom('mail_allowances')
      .select('kind')
      .where('kind', '=', 'INVITATION')
      .execute();
    expect(left).toEqual([]);
  });

  test('is not used up by mails that the mail server rejects', async () => {
    let refuses = true;
    const smtp = await receive(
      () => 0,
      () => refuses,
    );
    const unlimited = createMailer(
      { smtpUrl: `smtp://127.0.0.1:${smtp.port}`, from: { name: 'Polity', address: 'polity@polity.test' } },
      services.logger,
    );
    const mailer = limitMails(unlimited, db, services.logger);
    const mail = { kind: 'INVITATION' as const, to: address(), subject: 'Hello', text: 'Hello' };
    for (let attempt = 0; attempt < 7; attempt++) await expect(mailer.send(mail)).rejects.toThrow();
    refuses = false;
    for (let attempt = 0; attempt < 7; attempt++) await mailer.send(mail);
    unlimited.close();
    expect(smtp.mails).toHaveLength(mailAllowances.INVITATION.atOnce);
  });

  test('logs a dropped mail without the address', async () => {
    const log: string[] = [];
    const logger = pino({ level: 'warn' }, { write: (line) => log.push(line) });
    const outbox = createMailer(
      { smtpUrl: undefined, from: { name: '', address: 'polity@polity.test' } },
      pino({ level: 'silent' }),
    );
    const to = address();
    const mailer = limitMails(outbox, db, logger);
    for (let sent = 0; sent < 6; sent++)
      await mailer.send({ kind: 'INVITATION', to, subject: 'x', text: 'x' });
    expect(outbox.outbox).toHaveLength(5);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain('mail dropped');
    expect(log[0]).not.toContain(to);
  });
});

describe('inviting a stranger', () => {
  test('again after revoking the invitation is limited like resending it', async () => {
    const { client } = await register(anonymous);
    const email = address();
    const { inviteMember } = await client.ask(INVITE, { email });
    await client.ask(REVOKE, { id: inviteMember.invitation.id });
    const { errors } = await client.send(INVITE, { email });
    expect(errors![0]!.extensions).toMatchObject({ code: 'RATE_LIMITED' });
    expect(errors![0]!.extensions['retryAfterSeconds']).toBeGreaterThan(50);
    // No response reveals what another organization did.
    const other = await register(anonymous);
    expect(await other.client.codes(INVITE, { email })).toEqual([]);
  });

  test('from many organizations sends at most the allowance of one mailbox', async () => {
    const email = address();
    const inviters = await Promise.all(Array.from({ length: 8 }, () => register(anonymous)));
    for (const { client } of inviters) expect(await client.codes(INVITE, { email })).toEqual([]);
    await until(async () => {
      const { rows } = await server.systemPool.query(
        `select from graphile_worker._private_jobs where payload ->> 'organizationId' = any($1)`,
        [inviters.map(({ organizationId }) => organizationId)],
      );
      return rows.length === 0 || undefined;
    });
    expect(mails.to(email, 'You are invited')).toHaveLength(mailAllowances.INVITATION.atOnce);
  });

  test('keeps the link of the last delivered mail valid when a later mail is dropped', async () => {
    const { owner, guest, token, id } = await invite(server, mails);
    await take(mailAllowances.INVITATION.atOnce, guest.email, 'INVITATION');
    await db
      .updateTable('invitations')
      .set({ mail_requested_at: '2020-01-01' })
      .where('id', '=', id)
      .execute();
    const before = await dropped();
    expect(await owner.client.codes(RESEND, { id })).toEqual([]);
    await until(async () => (await dropped()) > before || undefined);
    expect(await guest.client.codes(ACCEPT, { token })).toEqual([]);
  });

  test('sends no link in a name that was stored before names were validated', async () => {
    const owner = await register(anonymous);
    const evil = 'Locked.\n\nUnlock: https://evil.test/x or evil.test';
    await db.updateTable('users').set({ full_name: evil }).where('id', '=', owner.userId).execute();
    await db
      .updateTable('organizations')
      .set({ name: 'www.evil.test' })
      .where('id', '=', owner.organizationId)
      .execute();
    const email = address();
    await owner.client.ask(INVITE, { email });
    const mail = await until(() => mails.to(email, 'You are invited')[0]);
    for (const part of [mail.subject, mail.text, mail.html]) expect(part).not.toContain('evil.test');
    expect(mail.text).toContain('Locked. Unlock: evil\u2024test/x or evil\u2024test invites you');
    expect([...mail.text.matchAll(/https?:\S+/g)].map(([link]) => new URL(link).host)).toEqual(['app.test']);
    expect([...mail.html.matchAll(/href="([^"]*)"/g)].map(([, link]) => new URL(link!).host)).toEqual([
      'app.test',
    ]);
  });
});
