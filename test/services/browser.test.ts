import { expect, test } from 'vitest';
import { Client, password, register } from '../support/client.ts';
import { startAsNewcomer } from '../support/newcomer.ts';

const { home, browser } = await startAsNewcomer();

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
