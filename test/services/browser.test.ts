import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { createProject } from '../fixtures/work.ts';
import { Client, password, register } from '../support/client.ts';
import { startAsNewcomer } from '../support/newcomer.ts';

const { home, browser } = await startAsNewcomer({ WEB: 'on', MAIL_LINKS: 'server' });

/** Opens a page and collects the errors of its console, such as violations of its policy. */
async function openPage(): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (404|410|422)/.test(message.text()))
      complaints.push(message.text());
  });
  return { page, complaints };
}

/** Reloads the outbox until it has a mail to the address with such a link, and follows the link. */
async function follow(page: Page, email: string, part: string) {
  const mails = page.locator('article').filter({ hasText: email });
  const link = mails.locator(`pre a[href*="${part}"]`).first();
  await expect
    .poll(async () => (await page.goto(`${home}/outbox`)) && (await link.count()), { timeout: 30_000 })
    .toBe(1);
  await link.click();
}

test('the link in the outbox verifies the address', async () => {
  const ada = await register(new Client(home), 'Ada <b>Bold</b>');
  const { page, complaints } = await openPage();
  await follow(page, ada.email, `/verify-email?token=`);
  expect(await page.getByText(ada.email).first().isVisible()).toBe(true);
  const link = page.url();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect.poll(() => page.getByRole('status').textContent()).toContain('is verified');
  expect(page.url()).not.toContain('token');
  expect(await ada.client.ask('{ me { account { emailVerified } } }')).toEqual({
    me: { account: { emailVerified: true } },
  });
  await page.goto(link);
  expect(await page.textContent('body')).toContain('not valid any more');
  await page.goto(`${home}/outbox`);
  expect(await page.locator('pre').first().textContent()).toContain('Hello Ada <b>Bold</b>');
  await page.locator('summary').first().click();
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    page.frameLocator('iframe').first().getByRole('link').first().click(),
  ]);
  expect(opened.url()).toContain('/verify-email');
  expect(complaints).toEqual([]);
});

test('the link in the outbox sets a new password', async () => {
  const ada = await register(new Client(home));
  await new Client(home).ask(
    'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }',
    { email: ada.email },
  );
  const { page, complaints } = await openPage();
  await follow(page, ada.email, '/reset-password?token=');
  await page.getByLabel('New password').fill('password1');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect.poll(() => page.getByRole('alert').count()).toBe(1);
  await page.getByLabel('New password').fill('a wholly new phrase');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect.poll(() => page.getByRole('status').textContent()).toContain('is set');
  const signIn = (secret: string) =>
    new Client(home).codes(
      'mutation ($email: String!, $secret: String!) { login(input: { email: $email, password: $secret }) { userErrors { code } } }',
      { email: ada.email, secret },
    );
  expect([await signIn('a wholly new phrase'), await signIn(password)]).toEqual([
    [],
    ['INVALID_CREDENTIALS'],
  ]);
  expect(complaints).toEqual([]);
});

test('an invited person sees the inviter and the organization, and joins', async () => {
  const [owner, guest] = [await register(new Client(home), 'Olive Owner'), await register(new Client(home))];
  await owner.client.ask(
    'mutation ($email: String!) { inviteMember(input: { email: $email }) { userErrors { code } } }',
    { email: guest.email },
  );
  const { page, complaints } = await openPage();
  await follow(page, guest.email, '/accept-invitation?token=');
  const shown = await page.textContent('dl');
  for (const part of ["Olive Owner's organization", 'Olive Owner', 'MEMBER', guest.email])
    expect(shown).toContain(part);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in and accept' }).click();
  await expect.poll(() => page.getByRole('status').textContent()).toContain("Olive Owner's organization");
  expect(complaints).toEqual([]);
});

test('the button of the unsubscribe page turns the mails off', async () => {
  const [owner, guest] = [await register(new Client(home), 'Olive Owner'), await register(new Client(home))];
  await owner.client.ask(
    'mutation ($email: String!) { inviteMember(input: { email: $email }) { userErrors { code } } }',
    { email: guest.email },
  );
  const { page, complaints } = await openPage();
  await follow(page, guest.email, '/accept-invitation?token=');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in and accept' }).click();
  await expect.poll(() => page.getByRole('status').count()).toBe(1);
  const projectId = await createProject(owner.client);
  await owner.client.ask(
    `mutation ($projectId: ID!, $userId: ID!) {
      createTask(input: { projectId: $projectId, title: "Sweep", assigneeId: $userId }) { task { id } userErrors { code } } }`,
    { projectId, userId: guest.userId },
  );
  await follow(page, guest.email, '/unsubscribe?token=');
  expect(await page.textContent('form')).toContain(
    `Send ${guest.email} no more mails about what happens in Olive Owner's organization?`,
  );
  await page.getByRole('button', { name: 'Unsubscribe' }).click();
  await expect.poll(() => page.getByRole('status').textContent()).toContain('gets no more mails');
  await follow(page, guest.email, '/app/tasks/');
  await page.goto(page.url().replace('/app/', '/'));
  expect(await page.textContent('body')).toContain('APP_URL');
  await page.getByRole('link', { name: 'Show the task in the explorer' }).click();
  await expect
    .poll(() => page.locator('.graphiql-query-editor .view-lines').innerText())
    .toMatch(/task\(id:/);
  await page.goto(`${home}/nothing`);
  expect(await page.textContent('h1')).toBe('Not found');
  expect(complaints).toEqual([]);
});

test('the reference can be searched by name and by description', async () => {
  const { page, complaints } = await openPage();
  await page.goto(`${home}/docs`);
  const sections = page.locator('section:visible');
  const all = await sections.count();
  expect(all).toBeGreaterThan(300);
  await page.keyboard.press('/');
  await page.keyboard.type('manual order');
  await expect.poll(() => sections.count()).toBeLessThan(20);
  expect(await page.locator('#mutation-moveTask').isVisible()).toBe(true);
  expect(await page.getByRole('status').textContent()).toBe(`${await sections.count()} found`);
  await page.locator('#mutation-moveTask').getByRole('link', { name: 'MoveTaskPayload' }).click();
  await expect.poll(() => page.locator('#MoveTaskPayload').isVisible()).toBe(true);
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  await page.getByRole('searchbox').fill('zzz');
  await expect.poll(() => sections.count()).toBe(0);
  expect(await page.locator('nav h2:visible').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('the front end is there without a second command, once it is built', async () => {
  const { page, complaints } = await openPage();
  await page.goto(`${home}/app`);
  // Until then, a page says so and loads itself again.
  await page.getByLabel('E-mail address').fill('owner@acme.test');
  await page.getByLabel('Password').fill('polity-demo-1');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Billing migration' }).click();
  await page.getByRole('region', { name: 'In progress' }).getByRole('listitem').first().waitFor();
  // The browser complains about the page's status until then.
  expect(complaints.filter((each) => !each.includes('status of 503'))).toEqual([]);
});
