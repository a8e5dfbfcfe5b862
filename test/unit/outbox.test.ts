import Fastify from 'fastify';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createMailer } from '../../src/mail/mailer.ts';
import { addOutbox, mailLine } from '../../src/development/mail-outbox.ts';

const mailer = createMailer(
  { smtpUrl: undefined, from: { name: 'Polity', address: 'polity@polity.test' } },
  pino({ level: 'silent' }),
);
const app = Fastify();
addOutbox(app, mailer.outbox);
const get = async (url: string) => (await app.inject({ url })).body;
const send = (subject: string, text: string, html?: string) =>
  mailer.send({ kind: 'SECURITY', to: 'ada@polity.test', subject, text, html });

test('the outbox shows mails newest first, with links and without scripts, when no mail server is configured', async () => {
  expect(await get('/outbox')).toContain('No mail has been sent');
  const before = Date.now();
  await send('First <script>', 'Hello <b>Ada</b> & co');
  await send(
    'Second',
    'See\n\nhttps://app.test/verify-email?token=abc-1_2\n',
    '<meta charset="utf-8"><p>"Hi"</p>',
  );
  const page = await get('/outbox');
  expect(page.indexOf('Second')).toBeLessThan(page.indexOf('First'));
  expect(page).toContain('<a href="https://app.test/verify-email?token=abc-1_2">');
  expect(page).toContain('First &lt;script&gt;');
  expect(page).toContain('Hello &lt;b&gt;Ada&lt;/b&gt; &amp; co');
  expect(page).toContain('<dd>Polity &lt;polity@polity.test&gt;</dd>');
  expect(page).toContain('srcdoc="&lt;base target=&quot;_blank&quot;&gt;');
  const [, sentAt] = /<time datetime="([^"]+)">/.exec(page)!;
  expect(Date.parse(sentAt!)).toBeGreaterThanOrEqual(before);
});

test('only in development does the log have the text of mails', async () => {
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  const mail = {
    kind: 'SECURITY' as const,
    to: 'ada@polity.test',
    subject: 'Verify',
    text: 'https://app.test/verify-email?token=abc-1_2',
  };
  for (const logsText of [true, false, undefined]) {
    const settings = {
      smtpUrl: undefined,
      from: { name: 'Polity', address: 'polity@polity.test' },
      ...(logsText !== undefined && { logsText }),
    };
    await createMailer(settings, logger).send({ ...mail, html: mail.text, headers: { 'x-link': mail.text } });
  }
  expect(lines.map((line) => line.includes('abc-1_2'))).toEqual([true, false, false]);
  for (const line of lines) expect(line).toContain('ada@polity.test');
});

test('the terminal has one line for a mail, with its URL in the outbox, and the log has none', async () => {
  const logged: string[] = [];
  const lines: string[] = [];
  const quiet = createMailer(
    {
      smtpUrl: undefined,
      from: { name: 'Polity', address: 'polity@polity.test' },
      logsText: true,
      announce: (mail) => void lines.push(mailLine('http://localhost:4000', mail)),
    },
    pino({}, { write: (line: string) => void logged.push(line) }),
  );
  for (const subject of ['Verify your e-mail address', 'Two\nlines\u001b[2J'])
    await quiet.send({ kind: 'SECURITY', to: 'ada@polity.test', subject, text: 'token=abc' });
  expect(logged).toEqual([]);
  expect(lines[0]).toBe(
    'Mail to ada@polity.test: "Verify your e-mail address" http://localhost:4000/outbox#1',
  );
  expect(lines[1]).toMatch(/^[^\p{C}]+#2$/u);
  const page = Fastify();
  addOutbox(page, quiet.outbox);
  expect((await page.inject({ url: '/outbox' })).body).toMatch(/<article id="2">[^]*<article id="1">/);
});

test('the outbox keeps the latest fifty mails', async () => {
  for (let number = 0; number < 60; number++) await send(`Mail ${number}`, 'x');
  expect(mailer.outbox).toHaveLength(50);
  expect(mailer.outbox.at(-1)!.subject).toBe('Mail 59');
});
