import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { MailKind } from './mail-allowance.ts';
import type { Mailbox } from './mailbox.ts';
import { plainText } from './plain-text.ts';

export interface Mail {
  /** What the recipient's allowance is charged for. */
  kind: MailKind;
  to: string;
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, string>;
}

/** A mail that no mail server was there to take. */
export interface KeptMail extends Mail {
  from: Mailbox;
  sentAt: Date;
  /** Counts the mails since the server started, from 1. */
  number: number;
}

export interface Mailer {
  /** @throws when the mail server does not take it, so that the job is tried again */
  send(mail: Mail): Promise<void>;
  close(): void;
  /** Whether the mail server was there the last time that it was needed. */
  readonly isWorking: boolean;
  /** The last mails that there was no mail server for, the oldest first. */
  outbox: KeptMail[];
}

export interface MailSettings {
  smtpUrl: string | undefined;
  from: Mailbox;
  /** Whether the log has the text of mails that no mail server is there for. */
  logsText?: boolean;
  /** Prints a line for a kept mail that people can read in the outbox; then the log has nothing of it. */
  announce?: (mail: KeptMail) => void;
}

const MOST_KEPT = 50;

/** Mails by SMTP; without `SMTP_URL` they are written to the log and to the outbox. */
export function createMailer(settings: MailSettings, logger: Logger): Mailer {
  const { smtpUrl, from } = settings;
  return smtpUrl ? smtpMailer(smtpUrl, from) : loggingMailer(settings, logger);
}

function smtpMailer(smtpUrl: string, from: Mailbox): Mailer {
  // A mail server that hangs must not keep a job, and so the end of the process, for minutes.
  const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
  const transport = createTransport({ url: smtpUrl, ...timeouts });
  let isWorking = true;
  return {
    get isWorking() {
      return isWorking;
    },
    send: async ({ to, subject, text, html, headers }) => {
      try {
        // Security: nodemailer parses texts, and would find groups and further recipients in them. Objects are taken whole.
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
        // A refusal of this one mail is a response of the server.
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
      // Security: who reads the log could use the tokens of the links, and take over accounts. Only development writes them.
      const logged = logsText ? mail : { kind: mail.kind, to: mail.to, subject: mail.subject };
      if (announce) announce(kept);
      else logger.warn({ mail: { from, ...logged } }, 'no SMTP_URL: this mail goes to the log');
      outbox.push(kept);
      outbox.splice(0, outbox.length - MOST_KEPT);
    },
    close: () => undefined,
    outbox,
  };
}
