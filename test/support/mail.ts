import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { afterAll } from 'vitest';
import { createMailer } from '../../src/mail/mailer.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import type { WorkerServices } from '../../src/jobs/services.ts';
import { workload } from '../../src/modules/workload.ts';
import type { TestServer } from './server.ts';

export interface ReceivedMail {
  to: string[];
  subject: string;
  headers: Record<string, string>;
  text: string;
  html: string;
}

/** Polls until something is found. @throws after so many seconds */
export async function until<T>(
  find: () => Promise<T | undefined> | T | undefined,
  { seconds = 30 } = {},
): Promise<T> {
  for (let attempt = 0; attempt < seconds * 20; attempt++) {
    const found = await find();
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`It did not happen within ${seconds} seconds.`);
}

const bytes = (text: string) =>
  text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** The words of a header, as people read them. */
const decodeHeader = (value: string) =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?q\?(.*?)\?=/gi, (_, text: string) => utf8(bytes(text.replaceAll('_', ' '))))
    .replace(/=\?utf-8\?b\?(.*?)\?=/gi, (_, text: string) => Buffer.from(text, 'base64').toString());

const utf8 = (binary: string) => Buffer.from(binary, 'latin1').toString();

/** The headers, with names in lower case, and the body of a message or of a part of one. */
function split(message: string): { headers: Record<string, string>; body: string } {
  const end = message.indexOf('\r\n\r\n');
  const lines = message
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line) => /^([^:]+): *(.*)$/.exec(line)!.slice(1) as [string, string]);
  return {
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), decodeHeader(value)])),
    body: message.slice(end + 4),
  };
}

/** The text of a part of this type, decoded; empty without one. */
function partOf(message: string, type: string): string {
  const { headers, body } = split(message);
  const boundary = /boundary="(.*?)"/.exec(headers['content-type'] ?? '')?.[1];
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1, -1);
    return parts.map((part) => partOf(part.replace(/^\r\n/, ''), type)).join('');
  }
  if (!headers['content-type']?.startsWith(type)) return '';
  const encoding = headers['content-transfer-encoding'];
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  return utf8(encoding === 'quoted-printable' ? bytes(body.replace(/=\r\n/g, '')) : body);
}

/** A real SMTP server, which takes so many milliseconds for each mail, and none for which `refuses` answers true. */
export async function receive(milliseconds: () => number = () => 0, refuses: () => boolean = () => false) {
  const mails: ReceivedMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        if (refuses()) return done(new Error('the mailbox is full'));
        const message = Buffer.concat(chunks).toString('latin1');
        const { headers } = split(message);
        mails.push({
          to: envelope.rcptTo.map(({ address }) => address),
          subject: headers['subject'] ?? '',
          headers,
          text: partOf(message, 'text/plain'),
          html: partOf(message, 'text/html'),
        });
        return setTimeout(done, milliseconds());
      });
    },
  });
  // A worker that is killed breaks its connection.
  smtp.on('error', () => undefined);
  const listening = smtp.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  afterAll(() => new Promise<void>((resolve) => smtp.close(resolve)));
  return { mails, port: (listening.address() as AddressInfo).port };
}

interface MailWorkerOptions extends Partial<Pick<WorkerServices, 'mailer' | 'patience'>> {
  pagesUrl?: string;
  concurrency?: number;
}

/** A worker that sends this server's mails to a real SMTP server. */
export async function receiveMails({ services, url }: TestServer, options: MailWorkerOptions = {}) {
  const { mails, port } = await receive();
  const { pagesUrl = 'https://app.test', concurrency = 4, ...more } = options;
  const mailer = createMailer(
    { smtpUrl: `smtp://127.0.0.1:${port}`, from: { name: 'Polity', address: 'polity@polity.test' } },
    services.logger,
  );
  const addresses = { appUrl: 'https://app.test', pagesUrl, apiUrl: url };
  const config = { ...services.config, ...addresses, jobConcurrency: concurrency };
  const worker = await startWorker({ ...services, config, mailer, ...more }, workload);
  afterAll(async () => {
    await worker.stop();
    mailer.close();
  });
  const to = (email: string, subject: string) =>
    mails.filter((mail) => mail.to.includes(email) && mail.subject.includes(subject));
  return {
    to,
    worker,
    /** The token in the latest mail of this kind, once there are `count` of them. */
    token: async (email: string, subject: string, count = 1) => {
      const found = await until(() => (to(email, subject).length >= count ? to(email, subject) : undefined));
      return /[?&]token=([\w-]+)/.exec(found.at(-1)!.text)![1]!;
    },
  };
}
