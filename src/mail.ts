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
  /** Whether the mail server was there the last time that it was needed. */
  readonly isWorking: boolean;
  /** The last mails that there was no mail server for, the oldest first. */
  outbox: Mail[];
}

const MOST_KEPT = 50;

/** Mails by SMTP; without `SMTP_URL` they are written to the log and to the outbox. */
export function createMailer({ smtpUrl, from }: Config['mail'], logger: Logger): Mailer {
  return smtpUrl ? smtpMailer(smtpUrl, from) : loggingMailer(from, logger);
}

function smtpMailer(smtpUrl: string, from: string): Mailer {
  // A mail server that hangs must not keep a job, and so the end of the process, for minutes.
  const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
  const transport = createTransport({ url: smtpUrl, ...timeouts }, { from });
  let isWorking = true;
  return {
    get isWorking() {
      return isWorking;
    },
    send: async (mail) => {
      try {
        await transport.sendMail(mail);
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

function loggingMailer(from: string, logger: Logger): Mailer {
  const outbox: Mail[] = [];
  return {
    isWorking: true,
    send: async (mail) => {
      logger.warn({ mail: { from, ...mail } }, 'no SMTP_URL: this mail goes to the log');
      outbox.push(mail);
      outbox.splice(0, outbox.length - MOST_KEPT);
    },
    close: () => undefined,
    outbox,
  };
}
