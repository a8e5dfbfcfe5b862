import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { password, register } from '../support/client.ts';
import { INVITE } from '../support/invitations.ts';
import { receiveMails } from '../support/mail.ts';
import { accessibilityFaults, openWindow, startWebTests } from '../support/web.ts';

const { server, home, browser, windowOf } = await startWebTests();
const mails = await receiveMails(server, { pagesUrl: `${home}/app` });

/** The link in the latest mail of this kind, once there are `count` of them. */
async function linkIn(email: string, subject: string, count = 1): Promise<string> {
  await mails.token(email, subject, count);
  return /https?:\S+[?]token=\S+/.exec(mails.to(email, subject).at(-1)!.text)![0];
}

const newWindow = async () => (await openWindow(await browser.newContext(), home)).page;

async function expectGoodPage(page: Page): Promise<void> {
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
}

test('a person registers, verifies the address by the mailed link, and a used link says what to do', async () => {
  const { page, complaints } = await openWindow(await browser.newContext(), home);
  await page.setViewportSize({ width: 360, height: 740 });
  const email = 'ada@register.test';
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByRole('heading', { name: 'Create an account' }).waitFor();
  await expectGoodPage(page);
  await page.getByLabel('Full name').fill('Ada Byron');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('New password').fill('password1');
  await page.getByLabel('Name of your organization').fill('Engines');
  await page.getByRole('button', { name: 'Create account' }).click();
  // The reason is at the field.
  await page.locator('.field', { hasText: 'New password' }).getByRole('alert').waitFor();
  await page.getByLabel('New password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('There are no projects yet.').waitFor();
  expect(await page.getByLabel('Organization').innerText()).toBe('Engines');
  await page.getByText(`Your address ${email} is not verified yet.`).waitFor();
  await expectGoodPage(page);

  const link = await linkIn(email, 'Verify');
  expect(link).toContain(`${home}/app/verify-email?token=`);
  await page.goto(link);
  await page.getByRole('button', { name: 'Verify this address' }).waitFor();
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Verify this address' }).click();
  await page.getByText('Your address is verified.').waitFor();
  expect(page.url()).toBe(`${home}/app/verify-email`);
  await page.getByRole('link', { name: 'Go to your projects' }).click();
  await page.getByText('There are no projects yet.').waitFor();
  expect(await page.getByText('is not verified yet').count()).toBe(0);
  await page.goto(link);
  await page.getByRole('button', { name: 'Verify this address' }).click();
  await page.getByText('This link is not valid any more.').waitFor();
  await expectGoodPage(page);
  expect(complaints).toEqual([]);
});

test('an address is verified without a session by the password, and a new link can be requested', async () => {
  const account = await register(server.anonymous, 'Grace Hopper');
  const old = await linkIn(account.email, 'Verify');
  const { page } = await windowOf(account);
  await page.getByRole('button', { name: 'Mail me a new link' }).click();
  await page.getByText('A new link is on its way to you.').waitFor();
  const link = await linkIn(account.email, 'Verify', 2);
  const other = await newWindow();
  const prove = async (url: string, typed: string) => {
    await other.goto(url);
    await other.getByLabel('Password of the account').fill(typed);
    await other.getByRole('button', { name: 'Verify', exact: true }).click();
  };
  await prove(old, password);
  await other.getByText('This link is not valid any more.').waitFor();
  await prove(link, `${password}x`);
  await other.getByRole('alert').filter({ hasText: 'wrong' }).waitFor();
  await expect.poll(() => accessibilityFaults(other)).toEqual([]);
  await prove(link, password);
  await other.getByText('Your address is verified.').waitFor();
});

test('a forgotten password is replaced by the mailed link, and every session ends', async () => {
  const account = await register(server.anonymous, 'Grace Hopper');
  const { page: theirs } = await windowOf(account);
  const page = await newWindow();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await page.getByLabel('E-mail address').fill(account.email);
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await page.getByText(`If ${account.email} has an account`).waitFor();
  await expectGoodPage(page);
  const link = await linkIn(account.email, 'Set a new password');
  await page.goto(link);
  await page.getByLabel('New password').fill('password1');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.locator('.field').getByRole('alert').waitFor();
  await page.getByLabel('New password').fill('a wholly new phrase');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByText('The new password is set').waitFor();
  await theirs.reload();
  await theirs.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto(link);
  await page.getByLabel('New password').fill('another new phrase');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByText('This link is not valid any more.').waitFor();
  await page.getByRole('link', { name: 'Ask for a new one' }).click();
  await page.getByRole('heading', { name: 'Forgotten your password?' }).waitFor();
});

test('an invited person joins by a new account or an existing one, and not with another address', async () => {
  const owner = await register(server.anonymous, 'Olive Owner');
  const [guest, other] = [
    await register(server.anonymous, 'Greta Guest'),
    await register(server.anonymous, 'Otto Other'),
  ];
  const fresh = 'fresh@invited.test';
  for (const email of [fresh, guest.email]) await owner.client.ask(INVITE, { email });
  const page = await newWindow();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(await linkIn(fresh, 'You are invited'));
  await page.getByText("Olive Owner invites you to Olive Owner's organization").waitFor();
  await expectGoodPage(page);
  const registration = page.getByRole('form', { name: 'Create an account' });
  await registration.getByLabel('Full name').fill('Fritz Fresh');
  await registration.getByLabel('E-mail address').fill(fresh);
  await registration.getByLabel('New password').fill(password);
  await registration.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('There are no projects yet.').waitFor();
  expect(await page.getByLabel('Organization').innerText()).toBe("Olive Owner's organization");

  const link = await linkIn(guest.email, 'You are invited');
  const theirs = await newWindow();
  await theirs.goto(link);
  const signInHere = async (email: string) => {
    const form = theirs.getByRole('form', { name: 'Sign in' });
    await form.getByLabel('E-mail address').fill(email);
    await form.getByLabel('Password').fill(password);
    await form.getByRole('button', { name: 'Sign in' }).click();
  };
  await signInHere(other.email);
  await theirs.getByText(other.email).waitFor();
  await theirs.getByRole('button', { name: 'Accept the invitation' }).click();
  await theirs.getByText('The invitation is for another e-mail address.').waitFor();
  const tokens = JSON.parse(await theirs.evaluate<string>("localStorage['polity.tokens']"));
  await theirs.getByRole('button', { name: 'Sign in with another account' }).click();
  await signInHere(guest.email);
  await theirs.getByText(guest.email).waitFor();
  // The other session has ended at the server too.
  await expect(
    server.anonymous.ask(
      'mutation ($token: String!) { refreshSession(input: { refreshToken: $token }) { userErrors { code } } }',
      { token: tokens.refreshToken as string },
    ),
  ).rejects.toThrow('INVALID_TOKEN');
  await theirs.getByRole('button', { name: 'Accept the invitation' }).click();
  await theirs.getByText('There are no projects yet.').waitFor();
  expect(await theirs.getByRole('combobox', { name: 'Organization' }).inputValue()).toBe(
    owner.organizationId,
  );
  await theirs.goto(link);
  await theirs.getByText('This link is not valid any more.').waitFor();
});

test('a change of the address is confirmed with the password, and undone by the previous owner of the mailbox', async () => {
  const account = await register(server.anonymous, 'Grace Hopper');
  const page = await newWindow();
  await page.goto(await linkIn(account.email, 'Verify'));
  await page.getByLabel('Password of the account').fill(password);
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByText('Your address is verified.').waitFor();
  const newEmail = `new-${account.email}`;
  await account.client.ask(
    'mutation ($input: ChangeEmailInput!) { changeEmail(input: $input) { userErrors { code } } }',
    { input: { newEmail, password } },
  );
  await page.goto(await linkIn(newEmail, 'Confirm'));
  await page.getByLabel('Password of the account').fill(password);
  await page.getByRole('button', { name: 'Confirm the new address' }).click();
  await page.getByText('Your account has its new address.').waitFor();
  await page.goto(await linkIn(account.email, 'was changed'));
  await page.getByLabel('New password').fill('a wholly new phrase');
  await page.getByRole('button', { name: 'Undo the change' }).click();
  await page.getByText('Your account has its previous address').waitFor();
  await page.goto(`${home}/app/undo-email-change`);
  await page.getByText('A change can be undone for three days.').waitFor();
});
