import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { addDeveloperPages } from '../src/developer-pages.ts';
import { createMailer } from '../src/mail.ts';
import { addSecurityHeaders } from '../src/security-headers.ts';
import { pino } from 'pino';

const mailer = createMailer(
  { smtpUrl: undefined, from: { name: 'Polity', address: 'polity@polity.test' } },
  pino({ level: 'silent' }),
);
const app = Fastify();
await addSecurityHeaders(app, readConfig({ NODE_ENV: 'test' }));
addDeveloperPages(app, mailer.outbox);
const get = async (url: string) => (await app.inject({ url })).body;

test('the outbox shows the mails that no mail server took, newest first, with links and nothing to run', async () => {
  expect(await get('/outbox')).toContain('No mail has been sent');
  await mailer.send({
    kind: 'SECURITY',
    to: 'ada@polity.test',
    subject: 'First <script>',
    text: 'Hello <b>Ada</b> & co',
  });
  await mailer.send({
    kind: 'SECURITY',
    to: 'ada@polity.test',
    subject: 'Second',
    text: 'See\n\nhttps://app.test/verify-email?token=abc-1_2\n',
  });
  const page = await get('/outbox');
  expect(page.indexOf('Second')).toBeLessThan(page.indexOf('First'));
  expect(page).toContain('<a href="https://app.test/verify-email?token=abc-1_2">');
  expect(page).toContain('First &#60;script&#62;');
  expect(page).toContain('Hello &#60;b&#62;Ada&#60;/b&#62; &#38; co');
});

test('the log has the text of mails in development alone', async () => {
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

test('the outbox keeps the last fifty mails', async () => {
  for (let number = 0; number < 60; number++)
    await mailer.send({ kind: 'SECURITY', to: 'ada@polity.test', subject: `Mail ${number}`, text: 'x' });
  expect(mailer.outbox).toHaveLength(50);
  expect(mailer.outbox.at(-1)!.subject).toBe('Mail 59');
});

test.each(['/verify-email', '/reset-password'])(
  '%s sends its mutation to the API and leaks no address',
  async (path) => {
    const response = await app.inject({ url: `${path}?token=abc` });
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
    });
    expect(response.body).toContain("fetch('/graphql'");
    expect(response.body).not.toContain('token=abc');
  },
);
