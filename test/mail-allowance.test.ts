import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createMailer } from '../src/mail.ts';
import {
  deleteWholeAllowances,
  limitMails,
  mailAllowances,
  type MailKind,
  takeAllowance,
} from '../src/mail-allowance.ts';
import { register } from './support/client.ts';
import { ACCEPT, INVITE, invite } from './support/invitations.ts';
import { receive, receiveMails, until } from './support/mail.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { anonymous, db, services } = server;
const mails = await receiveMails(server);
const REVOKE = 'mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { userErrors { code } } }';
const RESEND = 'mutation ($id: ID!) { resendInvitation(input: { id: $id }) { userErrors { code } } }';
const address = () => `${randomUUID()}@polity.test`;

/** How many invitations this process did not send. */
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
    'for %s is used up by as many as there are, at once too',
    async (kind, { atOnce }) => {
      const to = address();
      expect(await take(atOnce + 10, to, kind)).toBe(atOnce);
      expect(await take(1, to, kind)).toBe(0);
    },
  );

  test('of one kind leaves those of others, and other mailboxes, alone', async () => {
    const to = address();
    await take(10, to, 'INVITATION');
    await take(10, to, 'WARNING');
    expect(await take(1, to, 'SECURITY')).toBe(1);
    expect(await take(1, address(), 'INVITATION')).toBe(1);
  });

  test('is one, whatever follows a plus', async () => {
    const id = randomUUID();
    for (let number = 0; number < 5; number++)
      expect(await take(1, `${id}+${number}@polity.test`, 'INVITATION')).toBe(1);
    expect(await take(1, `${id}@polity.test`, 'INVITATION')).toBe(0);
  });

  test('comes back with time, one by one, and leaves no trace once it is whole', async () => {
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

  test('is not used up by a mail server that takes nothing', async () => {
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

  test('says in the log what was dropped, without the address', async () => {
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
  test('again after taking the invitation back is limited like sending it again', async () => {
    const { client } = await register(anonymous);
    const email = address();
    const { inviteMember } = await client.ask(INVITE, { email });
    await client.ask(REVOKE, { id: inviteMember.invitation.id });
    const { errors } = await client.send(INVITE, { email });
    expect(errors![0]!.extensions).toMatchObject({ code: 'RATE_LIMITED' });
    expect(errors![0]!.extensions['retryAfterSeconds']).toBeGreaterThan(50);
    // What another organization did shows in no answer.
    const other = await register(anonymous);
    expect(await other.client.codes(INVITE, { email })).toEqual([]);
  });

  test('from many organizations sends no more mails than one mailbox gets', async () => {
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

  test('keeps the link of the mail that arrived when no later one may be sent', async () => {
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

  test('lets nobody write the mail, though their name was taken before names were checked', async () => {
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
