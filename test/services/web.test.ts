import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createTask } from '../fixtures/work.ts';
import { join, password, register } from '../support/client.ts';
import { accessibilityFaults, openWindow, signIn, startWebTests } from '../support/web.ts';

const { server, home, browser, windowOf, withBoard } = await startWebTests();

const cards = (page: Page, column: string) =>
  page.getByRole('region', { name: column }).getByRole('listitem').getByRole('link').allInnerTexts();

test('a move and a new task appear at once in the window of somebody else, by mouse and by keyboard', async () => {
  const { owner, projectId } = await withBoard();
  const member = await join(owner, 'MEMBER', 'Grace Hopper');
  const mine = await windowOf(owner, `/projects/${projectId}`);
  const theirs = await windowOf(member);
  await theirs.page.getByLabel('Organization').selectOption({ label: "Olive Owner's organization" });
  await theirs.page.getByRole('link', { name: 'Quay' }).click();
  await expect.poll(() => cards(theirs.page, 'To do')).toEqual(['Sweep', 'Paint', 'Moor']);
  await expect.poll(() => cards(mine.page, 'To do')).toEqual(['Sweep', 'Paint', 'Moor']);

  const card = mine.page.getByRole('listitem').filter({ hasText: 'Moor' });
  await card.dragTo(mine.page.getByRole('listitem').filter({ hasText: 'Sweep' }));
  await expect.poll(() => cards(theirs.page, 'To do')).toEqual(['Moor', 'Sweep', 'Paint']);
  await card.dragTo(mine.page.getByRole('region', { name: 'Done' }));
  await expect.poll(() => cards(theirs.page, 'Done')).toEqual(['Moor']);

  const menu = theirs.page.getByLabel('Move “Paint”');
  await menu.focus();
  for (const key of ['Enter', 'Tab', 'Enter']) await theirs.page.keyboard.press(key);
  await expect.poll(() => cards(mine.page, 'In progress')).toEqual(['Paint']);
  expect(await theirs.page.getByRole('status').last().innerText()).toBe('“Paint” is in “In progress”.');
  expect(await theirs.page.evaluate('document.activeElement.ariaLabel')).toBe('Move “Paint”');

  await mine.page.getByLabel('New task').last().fill('Tar');
  await mine.page.keyboard.press('Enter');
  await expect.poll(() => cards(theirs.page, 'To do')).toEqual(['Sweep', 'Tar']);
  await expect.poll(() => cards(mine.page, 'To do')).toEqual(['Sweep', 'Tar']);
  expect([...mine.complaints, ...theirs.complaints]).toEqual([]);
});

test('a refused move goes back and says why, and a lost response does not repeat a write', async () => {
  const { owner, projectId } = await withBoard();
  const { page } = await windowOf(owner, `/projects/${projectId}`);
  await expect.poll(() => cards(page, 'To do')).toHaveLength(3);
  const keys: (string | undefined)[] = [];
  await page.route('**/graphql', async (route) => {
    const request = route.request();
    if (!request.postData()?.includes('CreateTask')) return route.continue();
    keys.push(request.headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await page.getByLabel('New task').last().fill('Tar');
  await page.keyboard.press('Enter');
  // It is shown before the server has answered, and stays one.
  await expect.poll(() => cards(page, 'To do')).toContain('Tar');
  await expect.poll(() => keys.length).toBe(2);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[1]).toBe(keys[0]);
  await expect.poll(() => owner.client.ask('{ tasks { totalCount } }')).toEqual({ tasks: { totalCount: 4 } });

  await page.route('**/graphql', async (route) =>
    route.request().postData()?.includes('MoveCard')
      ? route.fulfill({
          json: {
            data: null,
            errors: [{ message: 'Your role does not allow this.', extensions: { code: 'FORBIDDEN' } }],
          },
        })
      : route.fallback(),
  );
  await page.getByLabel('Move “Sweep”').click();
  await page.getByRole('button', { name: 'To “Done”' }).click();
  await expect
    .poll(() => page.getByRole('alert').last().innerText())
    .toBe('Your role does not allow this. Ask an owner or administrator of the organization.');
  expect(await cards(page, 'Done')).toEqual([]);
});

test('a task is changed, a comment appears in another window, and nobody overwrites the change of another', async () => {
  const { owner, projectId } = await withBoard();
  const id = await createTask(owner.client, projectId, { title: 'Caulk' });
  const first = await windowOf(owner, `/tasks/${id}`);
  const second = await windowOf(owner, `/tasks/${id}`);
  await first.page.getByLabel('New comment').last().fill('Mind <b>the</b> gulls.');
  await first.page.getByRole('button', { name: 'Send' }).click();
  await second.page.getByText('Mind <b>the</b> gulls.').waitFor();

  await second.page.getByLabel('Title').fill('Caulk the hull');
  await first.page.getByLabel('Title').fill('Caulk the deck');
  await first.page.getByLabel('Assigned to').selectOption({ label: 'Olive Owner' });
  await first.page.getByRole('button', { name: 'Save' }).click();
  await second.page.getByText('This task was changed meanwhile.').waitFor();
  await second.page.getByRole('button', { name: 'Save' }).click();
  await second.page.getByText('Somebody else changed it meanwhile').waitFor();
  await second.page.getByRole('button', { name: 'Show the current values' }).click();
  expect(await second.page.getByLabel('Title').inputValue()).toBe('Caulk the deck');
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});

test('an expired token is refreshed once for all tabs, and signing out in one signs out in all', async () => {
  const { owner } = await withBoard();
  const { page, complaints } = await windowOf(owner);
  const tokens = JSON.parse(await page.evaluate<string>("localStorage['polity.tokens']"));
  const expired = await server.signBriefly(tokens.accessToken, 1);
  await expect.poll(() => server.services.tokens.verify(expired)).toBe(null);
  const stored = JSON.stringify(JSON.stringify({ ...tokens, accessToken: expired }));
  await page.evaluate(`localStorage['polity.tokens'] = ${stored}`);
  let refreshes = 0;
  // The reload may abort one that the page had begun.
  page.context().on('requestfinished', (request) => {
    if (request.postData()?.includes('refreshSession(')) refreshes++;
  });
  const { page: other } = await openWindow(page.context(), home);
  await page.reload();
  for (const each of [page, other]) await each.getByRole('link', { name: 'Quay' }).waitFor();
  expect(refreshes).toBe(1);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await owner.client.ask('{ sessions { totalCount } }')).toEqual({ sessions: { totalCount: 1 } });
  expect(complaints).toEqual([]);
});

test('a removed member is thrown out at once and can go on in another organization', async () => {
  const { owner, projectId } = await withBoard();
  const member = await join(owner, 'MEMBER', 'Grace Hopper');
  const { page } = await windowOf(member);
  await page.getByLabel('Organization').selectOption({ label: "Olive Owner's organization" });
  await page.getByRole('link', { name: 'Quay' }).click();
  await expect.poll(() => cards(page, 'To do')).toHaveLength(3);
  await owner.client.ask(
    'mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { userErrors { code } } }',
    { userId: member.userId },
  );
  await page.getByRole('heading', { name: 'You no longer have access' }).waitFor();
  expect(await page.getByText('Sweep').count()).toBe(0);
  await page.getByRole('button', { name: "Grace Hopper's organization" }).click();
  await page.getByText('There are no projects yet.').waitFor();
  expect(page.url()).not.toContain(projectId);
});

test('a wrong password is explained, and a second factor is asked for', async () => {
  const account = await register(server.anonymous);
  const { beginTotpEnrollment } = await account.client.ask(
    'mutation ($password: String!) { beginTotpEnrollment(input: { password: $password }) { secret userErrors { code } } }',
    { password },
  );
  const factor = new TOTP({ secret: beginTotpEnrollment.secret! });
  await account.client.ask(
    `mutation ($password: String!, $code: String!) {
      confirmTotpEnrollment(input: { password: $password, code: $code }) { userErrors { code } } }`,
    { password, code: factor.generate() },
  );
  const { page } = await openWindow(await browser.newContext(), home);
  expect(await accessibilityFaults(page)).toEqual([]);
  await signIn(page, { email: `x${account.email}` });
  await expect.poll(() => page.getByRole('alert').first().innerText()).toContain('wrong');
  await signIn(page, account);
  await page.getByLabel('Code of your authenticator app').fill(
    // The code that turned the factor on was used up; the server also accepts the next one.
    factor.generate({ timestamp: Date.now() + 30_000 }),
  );
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Projects' }).waitFor();
});

test('every page follows the rules of accessibility, fits a phone, and shows after 300 ms that it works', async () => {
  const { owner, projectId } = await withBoard();
  const id = await createTask(owner.client, projectId, { title: 'Caulk' });
  const { page, complaints } = await windowOf(owner);
  await page.setViewportSize({ width: 360, height: 740 });
  const pages: [string, string][] = [
    ['', 'Quay'],
    [`/projects/${projectId}`, 'Caulk'],
    [`/tasks/${id}`, 'New comment'],
    ['/members', '1 member'],
    ['/notifications', 'There are no notifications yet.'],
    ['/audit', 'project.created'],
    ['/nothing', 'Not found'],
  ];
  for (const [path, text] of pages) {
    await page.goto(`${home}/app${path}`);
    await page.getByRole('main').getByText(text).first().waitFor();
    expect(await accessibilityFaults(page), path).toEqual([]);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width, path).toBeLessThanOrEqual(360);
  }
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/graphql', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${home}/app`);
  await page.getByText('Loading…').waitFor();
  release();
  await page.getByRole('link', { name: 'Quay' }).waitFor();
  // The first stop of the keyboard leads past the header, and a navigation moves the focus to the heading.
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
  await page.getByRole('link', { name: 'Quay' }).press('Enter');
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Quay');
  expect(complaints).toEqual([]);
});
