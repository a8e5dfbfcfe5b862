import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { Config } from './config.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

export interface Mailer {
  /** @throws when the mail server does not take it, so that the job is tried again */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** Mails by SMTP; without `SMTP_URL` they are written to the log. */
export function createMailer({ smtpUrl, from }: Config['mail'], logger: Logger): Mailer {
  if (!smtpUrl) {
    return {
      send: async (mail) =>
        logger.warn({ mail: { from, ...mail } }, 'no SMTP_URL: this mail goes to the log'),
      close: () => undefined,
    };
  }
  const transport = createTransport(smtpUrl, { from });
  return {
    send: async (mail) => {
      await transport.sendMail(mail);
    },
    close: () => transport.close(),
  };
}
