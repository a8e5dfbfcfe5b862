import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { Counter } from 'prom-client';
import type { SystemDb } from '../database/system.ts';
import { mailAllowances, type MailKind } from './mail-kinds.ts';
import type { Mail, Mailer } from './mailer.ts';

/**
 * Returns the key of a mailbox, without the part after a plus: it leads to the same mailbox with almost every
 * provider.
 */
const recipientKey = (address: string) =>
  createHash('sha256')
    .update(address.replace(/\+[^@]*(?=@)/, ''))
    .digest();

/**
 * Takes one mail from the mailbox's allowance; returns false if none is left. Of several concurrent calls, exactly as
 * many succeed as are left. The time is that of the update, because a statement that began first may be executed last.
 */
export async function takeAllowance(db: SystemDb, address: string, kind: MailKind): Promise<boolean> {
  const { atOnce, minutes } = mailAllowances[kind];
  const { rows } = await sql`
    insert into mail_allowances as a (recipient, kind, full_at)
    values (${recipientKey(address)}, ${kind}, clock_timestamp() + make_interval(mins => ${minutes}))
    on conflict (recipient, kind) do update
      set full_at = greatest(a.full_at, clock_timestamp()) + make_interval(mins => ${minutes})
      where greatest(a.full_at, clock_timestamp()) <= clock_timestamp() + make_interval(mins => ${minutes * (atOnce - 1)})
    returning 1`.execute(db);
  return rows.length > 0;
}

/** Returns a mail to the allowance when it was not sent. */
async function returnAllowance(db: SystemDb, address: string, kind: MailKind): Promise<void> {
  await sql`
    update mail_allowances set full_at = full_at - make_interval(mins => ${mailAllowances[kind].minutes})
    where recipient = ${recipientKey(address)} and kind = ${kind}`.execute(db);
}

/** Deletes allowances that are complete again, and with them the record of who got mail. */
export async function deleteWholeAllowances(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('mail_allowances')
    .where('full_at', '<=', sql<string>`now()`)
    .execute();
}

/** A mail that was taken from its recipient's allowance and must be sent or returned. */
export interface Reservation {
  /** Throws when the mail server refuses the mail. The allowance is then restored, and the job is retried. */
  send(content: Omit<Mail, 'to' | 'kind'>): Promise<void>;
  giveBack(): Promise<void>;
}

/** Drops and logs mails beyond the recipient's allowance. Jobs have no other mailer. */
export interface LimitedMailer {
  send(mail: Mail): Promise<void>;
  /**
   * Takes a mail from the allowance; undefined if none is left. For mails with a link that replaces an earlier one: if
   * the new one cannot be sent, the earlier one must keep working.
   */
  reserve(to: string, kind: MailKind): Promise<Reservation | undefined>;
}

export const droppedMails = new Counter({
  name: 'polity_mails_dropped_total',
  help: 'Mails that this process dropped because the allowance of the recipient was used up.',
  labelNames: ['kind'],
  registers: [],
});

export function limitMails(mailer: Pick<Mailer, 'send'>, db: SystemDb, logger: Logger): LimitedMailer {
  async function reserve(to: string, kind: MailKind): Promise<Reservation | undefined> {
    if (!(await takeAllowance(db, to, kind))) {
      const recipient = recipientKey(to).toString('hex').slice(0, 12);
      logger.warn({ kind, recipient }, 'mail dropped: allowance of the recipient used up');
      droppedMails.inc({ kind });
      return undefined;
    }
    const giveBack = () => returnAllowance(db, to, kind);
    const send = async (content: Omit<Mail, 'to' | 'kind'>) => {
      try {
        await mailer.send({ ...content, to, kind });
      } catch (error) {
        await giveBack();
        throw error;
      }
    };
    return { send, giveBack };
  }
  return {
    reserve,
    send: async ({ to, kind, ...content }) => (await reserve(to, kind))?.send(content),
  };
}
