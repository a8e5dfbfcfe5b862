import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { Counter } from 'prom-client';
import type { SystemDb } from './database/system.ts';
import type { Mail, Mailer } from './mail.ts';

/**
 * How many mails of a kind one mailbox gets, from whatever organization, job and path: `atOnce`, then one more every
 * `minutes`. Each kind has an allowance of its own.
 * Security: anybody can make us write to a stranger, by invitations, resets and notifications. The allowance bounds what
 * one mailbox gets. A flood of one kind takes nothing from another: a notice about a changed password gets through, and
 * what strangers can cause (`WARNING`) does not use up what only the account's holder can cause (`SECURITY`).
 */
export const mailAllowances = {
  /** Something about the account was changed. */
  SECURITY: { atOnce: 20, minutes: 15 },
  /** Somebody tried something, who need not be the account's holder. */
  WARNING: { atOnce: 5, minutes: 120 },
  /** What undoes a change of the address: no flood of other mails, which a thief could cause, keeps it back. */
  ADDRESS_CHANGE: { atOnce: 10, minutes: 60 },
  VERIFICATION: { atOnce: 5, minutes: 60 },
  PASSWORD_RESET: { atOnce: 5, minutes: 60 },
  INVITATION: { atOnce: 5, minutes: 180 },
  MEMBERSHIP: { atOnce: 10, minutes: 60 },
  NOTIFICATION: { atOnce: 100, minutes: 5 },
  /** To administrators, about what their organization set up. */
  OPERATION: { atOnce: 50, minutes: 30 },
} satisfies Record<string, { atOnce: number; minutes: number }>;

export type MailKind = keyof typeof mailAllowances;

/** One for each mailbox: what follows a plus in its name leads to the same one almost everywhere. */
const recipientKey = (address: string) =>
  createHash('sha256')
    .update(address.replace(/\+[^@]*(?=@)/, ''))
    .digest();

/**
 * Takes one mail from the mailbox's allowance; false when nothing is left. Of several at once, as many succeed as are left:
 * the time is that of the update, since a statement that began first may come last.
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

/** Gives back what was taken for a mail that was not sent. */
async function returnAllowance(db: SystemDb, address: string, kind: MailKind): Promise<void> {
  await sql`
    update mail_allowances set full_at = full_at - make_interval(mins => ${mailAllowances[kind].minutes})
    where recipient = ${recipientKey(address)} and kind = ${kind}`.execute(db);
}

/** Deletes the allowances that are whole again, and with them the trace of who got mail. */
export async function deleteWholeAllowances(db: SystemDb): Promise<void> {
  await db
    .deleteFrom('mail_allowances')
    .where('full_at', '<=', sql<string>`now()`)
    .execute();
}

/** A mail that was taken from its recipient's allowance, and is sent or given back. */
export interface Reservation {
  /** @throws when the mail server does not take it: it is given back, and the job is tried again */
  send(content: Omit<Mail, 'to' | 'kind'>): Promise<void>;
  giveBack(): Promise<void>;
}

/** Drops, with a line in the log, what is above the recipient's allowance. Jobs have no other mailer. */
export interface LimitedMailer {
  send(mail: Mail): Promise<void>;
  /**
   * Takes a mail from the allowance; undefined when nothing is left. For mails with a link that replaces an earlier one:
   * the earlier one must go on working when no later one can be sent.
   */
  reserve(to: string, kind: MailKind): Promise<Reservation | undefined>;
}

export const droppedMails = new Counter({
  name: 'polity_mails_dropped_total',
  help: 'Mails that this process did not send, because their recipients had had too many of the kind.',
  labelNames: ['kind'],
  registers: [],
});

export function limitMails(mailer: Pick<Mailer, 'send'>, db: SystemDb, logger: Logger): LimitedMailer {
  async function reserve(to: string, kind: MailKind): Promise<Reservation | undefined> {
    if (!(await takeAllowance(db, to, kind))) {
      const recipient = recipientKey(to).toString('hex').slice(0, 12);
      logger.warn({ kind, recipient }, 'mail dropped: the recipient has had too many');
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
