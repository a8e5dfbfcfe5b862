import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { Client, password, register } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';

/** The server as a newcomer starts it, and a browser. */
const folder = await mkdtemp(join(tmpdir(), 'polity-browser-'));
await chmod(folder, 0o755);
const port = String(await freePort());
const server = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
  env: { PATH: process.env['PATH'], PORT: port, POLITY_DATA_DIR: folder, BCRYPT_COST: '4' },
});
let output = '';
for await (const chunk of server.stdout) {
  output += chunk;
  if (output.includes('Ctrl-C stops it')) break;
}
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
afterAll(async () => {
  await browser.close();
  server.kill();
  await once(server, 'exit');
  await rm(folder, { recursive: true, force: true });
});

const home = `http://localhost:${port}`;

test('a newcomer clicks the link in the outbox, and the address is verified', async () => {
  const ada = await register(new Client(home), 'Ada <script>alert(1)</script>');
  const page = await browser.newPage();
  const link = page.locator('a[href*="/verify-email?token="]').first();
  await expect
    .poll(async () => (await page.goto(`${home}/outbox`)) && (await link.count()), { timeout: 10_000 })
    .toBe(1);
  expect(await page.locator('pre').first().textContent()).toContain('Hello Ada <script>alert(1)</script>');
  await link.click();
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect.poll(() => page.getByRole('status').textContent()).toBe('Done.');
  expect(await ada.client.ask('{ me { account { emailVerified } } }')).toEqual({
    me: { account: { emailVerified: true } },
  });
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect.poll(() => page.getByRole('status').textContent()).toContain('unknown or was used before');
});

test('a newcomer sets a new password by the link in the outbox', async () => {
  const ada = await register(new Client(home));
  await new Client(home).ask(
    'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }',
    { email: ada.email },
  );
  const page = await browser.newPage();
  const link = page.locator('a[href*="/reset-password?token="]').first();
  await expect
    .poll(async () => (await page.goto(`${home}/outbox`)) && (await link.count()), { timeout: 10_000 })
    .toBe(1);
  await link.click();
  await page.getByLabel('New password').fill('a wholly new phrase');
  await page.getByRole('button', { name: 'Set' }).click();
  await expect.poll(() => page.getByRole('status').textContent()).toBe('Done.');
  const signIn = (secret: string) =>
    new Client(home).codes(
      'mutation ($email: String!, $secret: String!) { login(input: { email: $email, password: $secret }) { userErrors { code } } }',
      { email: ada.email, secret },
    );
  expect([await signIn('a wholly new phrase'), await signIn(password)]).toEqual([
    [],
    ['INVALID_CREDENTIALS'],
  ]);
});

test('a newcomer explores without a network, signed in as somebody of the demonstration', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const elsewhere: string[] = [];
  const refused: string[] = [];
  await page.route('**/*', (route) => {
    if (route.request().url().startsWith(home)) return route.continue();
    elsewhere.push(route.request().url());
    return route.abort();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });
  await page.goto(`${home}/explorer`);
  await page.locator('.graphiql-execute-button').click({ timeout: 20_000 });
  const answer = page.locator('.result-window');
  await expect.poll(() => answer.textContent(), { timeout: 20_000 }).toMatch(/viewerRole.*OWNER/s);
  const folder = join(import.meta.dirname, '../../screenshots');
  await page.screenshot({ path: join(folder, 'explorer.png') });
  expect(elsewhere.filter((url) => !/^(blob|data):/.test(url))).toEqual([]);
  expect(refused.filter((text) => /Content Security Policy/i.test(text))).toEqual([]);
  await context.close();
});
