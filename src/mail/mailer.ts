import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { MailKind } from './mail-kinds.ts';
import type { Mailbox } from '../util/mailbox.ts';
import { label } from '../tracing/span-types.ts';
import { inSpan } from '../tracing/tracing.ts';
import { plainText } from './plain-text.ts';

export interface Mail {
  /** The kind of mail, which determines the recipient's allowance. */
  kind: MailKind;
  to: string;
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, string>;
}

/** A mail that was stored because no mail server is configured. */
export interface KeptMail extends Mail {
  from: Mailbox;
  sentAt: Date;
  /** The number of the mail since the server started, from 1. */
  number: number;
}

export interface Mailer {
  /** Throws when the mail server refuses the mail, so that the job is retried. */
  send(mail: Mail): Promise<void>;
  close(): void;
  /** Whether the mail server was available at the last attempt. */
  readonly isWorking: boolean;
  /** The latest stored mails, oldest first. */
  outbox: KeptMail[];
}

export interface MailSettings {
  smtpUrl: string | undefined;
  from: Mailbox;
  /** Whether mails without a mail server are logged with their text. */
  logsText?: boolean;
  /** Prints a line for a stored mail, which can be read in the outbox. The mail is then not logged. */
  announce?: (mail: KeptMail) => void;
}

const MAX_KEPT = 50;

/** Sends mails by SMTP. Without `SMTP_URL`, writes them to the log and stores them for the outbox. */
export function createMailer(settings: MailSettings, logger: Logger): Mailer {
  const { smtpUrl, from } = settings;
  const mailer = smtpUrl ? smtpMailer(smtpUrl, from) : loggingMailer(settings, logger);
  const { send } = mailer;
  mailer.send = (mail) => inSpan('mail', { kind: label(mail.kind) }, () => send(mail));
  return mailer;
}

function smtpMailer(smtpUrl: string, from: Mailbox): Mailer {
  // A mail server that hangs must not block a job, and therefore the shutdown, for minutes.
  const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
  const transport = createTransport({ url: smtpUrl, ...timeouts });
  let isWorking = true;
  return {
    get isWorking() {
      return isWorking;
    },
    send: async ({ to, subject, text, html, headers }) => {
      try {
        // Security: nodemailer parses strings, so an address could contain groups and further recipients. It uses
        // objects as they are.
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject: plainText(subject),
          text,
          html,
          headers,
        });
        isWorking = true;
      } catch (error) {
        // A server that refuses this mail is available.
        isWorking = (error as { responseCode?: number }).responseCode !== undefined;
        throw error;
      }
    },
    close: () => transport.close(),
    outbox: [],
  };
}

function loggingMailer({ from, logsText = false, announce }: MailSettings, logger: Logger): Mailer {
  const outbox: KeptMail[] = [];
  let number = 0;
  return {
    isWorking: true,
    send: async (mail) => {
      const kept = { ...mail, subject: plainText(mail.subject), from, sentAt: new Date(), number: ++number };
      // Security: a reader of the log could use the tokens in links to take over accounts. Only development logs them.
      const logged = logsText ? mail : { kind: mail.kind, to: mail.to, subject: mail.subject };
      if (announce) announce(kept);
      else logger.warn({ mail: { from, ...logged } }, 'mail logged: no SMTP_URL');
      outbox.push(kept);
      outbox.splice(0, outbox.length - MAX_KEPT);
    },
    close: () => undefined,
    outbox,
  };
}
