import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { Config } from './config.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, string>;
}

export interface Mailer {
  /** @throws when the mail server does not take it, so that the job is tried again */
  send(mail: Mail): Promise<void>;
  close(): void;
  /** The last mails that there was no mail server for, the oldest first. */
  outbox: Mail[];
}

const MOST_KEPT = 50;

/** Mails by SMTP; without `SMTP_URL` they are written to the log and to the outbox. */
export function createMailer({ smtpUrl, from }: Config['mail'], logger: Logger): Mailer {
  return smtpUrl ? smtpMailer(smtpUrl, from) : loggingMailer(from, logger);
}

function smtpMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport(smtpUrl, { from });
  return {
    send: async (mail) => {
      await transport.sendMail(mail);
    },
    close: () => transport.close(),
    outbox: [],
  };
}

function loggingMailer(from: string, logger: Logger): Mailer {
  const outbox: Mail[] = [];
  return {
    send: async (mail) => {
      logger.warn({ mail: { from, ...mail } }, 'no SMTP_URL: this mail goes to the log');
      outbox.push(mail);
      outbox.splice(0, outbox.length - MOST_KEPT);
    },
    close: () => undefined,
    outbox,
  };
}
