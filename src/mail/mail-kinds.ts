/**
 * The number of mails of a kind that one mailbox gets from all organizations, jobs and functions: `atOnce`, then one
 * more every `minutes`. Each kind has its own allowance.
 * Security: anybody can cause mails to a stranger, by invitations, resets and notifications, and could flood a mailbox.
 * The allowance limits the mails to one mailbox. A flood of one kind does not affect another: a notice about a changed
 * password is still sent, and mails that strangers can cause (`WARNING`) do not use up the allowance of those that only
 * the account's holder can cause (`SECURITY`).
 */
export const mailAllowances = {
  /** Something in the account was changed. */
  SECURITY: { atOnce: 20, minutes: 15 },
  /** Somebody, possibly not the account's holder, attempted something. */
  WARNING: { atOnce: 5, minutes: 120 },
  /** The link that undoes a change of the address. A thief cannot suppress it with a flood of other mails. */
  ADDRESS_CHANGE: { atOnce: 10, minutes: 60 },
  VERIFICATION: { atOnce: 5, minutes: 60 },
  PASSWORD_RESET: { atOnce: 5, minutes: 60 },
  INVITATION: { atOnce: 5, minutes: 180 },
  MEMBERSHIP: { atOnce: 10, minutes: 60 },
  NOTIFICATION: { atOnce: 100, minutes: 5 },
  /** For administrators, about something that their organization set up. */
  OPERATION: { atOnce: 50, minutes: 30 },
} satisfies Record<string, { atOnce: number; minutes: number }>;

export type MailKind = keyof typeof mailAllowances;
