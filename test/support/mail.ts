import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { afterAll } from 'vitest';
import { createMailer } from '../../src/mail.ts';
import { startWorker } from '../../src/modules/job/worker.ts';
import type { TestServer } from './server.ts';

export interface ReceivedMail {
  to: string[];
  subject: string;
  text: string;
}

/** Polls until something is found. @throws after so many seconds */
export async function until<T>(find: () => Promise<T | undefined> | T | undefined, seconds = 10): Promise<T> {
  for (let attempt = 0; attempt < seconds * 20; attempt++) {
    const found = await find();
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`It did not happen within ${seconds} seconds.`);
}

/** Puts the quoted-printable text of a mail together again. */
const decode = (text: string) =>
  text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** A real SMTP server and a worker that sends this server's mails to it. */
export async function receiveMails(server: TestServer) {
  const mails: ReceivedMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        const text = decode(Buffer.concat(chunks).toString());
        const subject = /^Subject: (.*)$/m.exec(text)?.[1]?.trim() ?? '';
        mails.push({ to: envelope.rcptTo.map(({ address }) => address), subject, text });
        done();
      });
    },
  });
  const listening = smtp.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const { config, logger, secrets, servingPool } = server.services;
  const mailer = createMailer(
    { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Polity <polity@polity.test>' },
    logger,
  );
  const worker = await startWorker({
    systemPool: server.systemPool,
    systemDb: server.db,
    servingPool,
    mailer,
    appUrl: 'https://app.test',
    secrets,
    webhooks: config.webhooks,
    logger,
  });
  afterAll(async () => {
    await worker.stop();
    mailer.close();
    await new Promise<void>((resolve) => smtp.close(resolve));
  });
  const to = (email: string, subject: string) =>
    mails.filter((mail) => mail.to.includes(email) && mail.subject.includes(subject));
  return {
    to,
    /** The token in the latest mail of this kind, once there are `count` of them. */
    token: async (email: string, subject: string, count = 1) => {
      const found = await until(() => (to(email, subject).length >= count ? to(email, subject) : undefined));
      return /[?&]token=([\w-]+)/.exec(found.at(-1)!.text)![1]!;
    },
  };
}
