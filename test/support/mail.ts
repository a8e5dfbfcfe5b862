import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { afterAll } from 'vitest';
import { createMailer } from '../../src/mail.ts';
import { startWorker, type WorkerServices } from '../../src/modules/job/worker.ts';
import type { TestServer } from './server.ts';

export interface ReceivedMail {
  to: string[];
  subject: string;
  text: string;
}

/** Polls until something is found. @throws after so many seconds */
export async function until<T>(
  find: () => Promise<T | undefined> | T | undefined,
  { seconds = 10 } = {},
): Promise<T> {
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

/** A real SMTP server, which takes so many milliseconds for each mail. */
export async function receive(milliseconds: () => number = () => 0) {
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
        setTimeout(done, milliseconds());
      });
    },
  });
  const listening = smtp.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  afterAll(() => new Promise<void>((resolve) => smtp.close(resolve)));
  return { mails, port: (listening.address() as AddressInfo).port };
}

/** A worker that sends this server's mails to a real SMTP server. */
export async function receiveMails(server: TestServer, more: Partial<WorkerServices> = {}) {
  const { mails, port } = await receive();
  const { logger, servingPool } = server.services;
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
    apiUrl: server.url,
    logger,
    ...more,
  });
  afterAll(async () => {
    await worker.stop();
    mailer.close();
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
