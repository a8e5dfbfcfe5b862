import { expect, test } from 'vitest';
import { createTask } from '../fixtures/work.ts';
import { join } from '../support/client.ts';
import { settled } from '../support/jobs.ts';
import { receiveMails } from '../support/mail.ts';
import { accessibilityFaults, startWebTests } from '../support/web.ts';

const { server, windowOf, withBoard } = await startWebTests();
// Its worker creates the notifications.
await receiveMails(server);
const organization = "Olive Owner's organization";

test('an owner invites, changes roles and removes, and the member sees it at once', async () => {
  const { owner } = await withBoard();
  const member = await join(owner, 'MEMBER', 'Grace Hopper');
  const mine = await windowOf(owner, '/members');
  const theirs = await windowOf(member, '/members', organization);
  await theirs.page.getByText('2 members').waitFor();
  expect(await theirs.page.getByRole('heading', { name: 'Invitations' }).count()).toBe(0);

  // A new role brings what it may see.
  const row = mine.page.getByRole('listitem').filter({ hasText: 'Grace Hopper' });
  await row.getByRole('combobox').selectOption('ADMIN');
  await row.getByRole('button', { name: 'Change role' }).click();
  await theirs.page.getByRole('heading', { name: 'Invitations' }).waitFor();

  const invitations = (page: typeof mine.page) => page.getByRole('region', { name: 'Invitations' });
  await invitations(mine.page).getByLabel('E-mail address').fill('guest@example.test');
  await invitations(mine.page).getByRole('button', { name: 'Invite' }).click();
  for (const { page } of [mine, theirs])
    await invitations(page).getByRole('listitem').filter({ hasText: 'guest@example.test' }).waitFor();
  await invitations(mine.page).getByLabel('E-mail address').fill(member.email);
  await invitations(mine.page).getByRole('button', { name: 'Invite' }).click();
  await invitations(mine.page).getByRole('alert').filter({ hasText: 'member' }).waitFor();
  await invitations(theirs.page).getByRole('button', { name: 'Revoke the invitation' }).click();
  await theirs.page.getByRole('group').getByRole('button', { name: 'Revoke' }).click();
  await invitations(mine.page).getByText('No invitation waits for an answer.').waitFor();

  await mine.page.getByLabel('Search').fill('hopp');
  await mine.page.getByText('1 member', { exact: true }).waitFor();
  await row.getByRole('button', { name: 'Remove Grace Hopper' }).click();
  await row.getByRole('group').getByRole('button', { name: 'Remove Grace Hopper' }).click();
  await theirs.page.getByRole('heading', { name: 'You no longer have access' }).waitFor();
  await expect.poll(() => mine.page.getByRole('list', { name: 'Members' }).innerText()).toBe('');
  expect([...mine.complaints, ...theirs.complaints]).toEqual([]);
});

test('a button shows that its action runs, starts it once, and says why it was refused', async () => {
  const { owner } = await withBoard();
  await owner.client.ask(
    'mutation { inviteMember(input: { email: "slow@example.test" }) { userErrors { code } } }',
  );
  const { page, complaints } = await windowOf(owner, '/members');
  const row = page.getByRole('listitem').filter({ hasText: 'slow@example.test' });
  const button = row.getByRole('button', { name: 'Send again' });
  await button.waitFor();
  const keys: (string | undefined)[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/graphql', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    await released;
    await route.continue();
  });
  await button.click();
  await expect.poll(() => button.getAttribute('aria-busy')).toBe('true');
  expect(await button.getAttribute('class')).toBe('working');
  await button.click();
  release();
  // The mail of the invitation has just been sent.
  await page.getByRole('alert').filter({ hasText: 'Try again in' }).waitFor();
  await expect.poll(() => button.getAttribute('aria-busy')).toBe('false');
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(keys).size).toBe(1);
  expect(complaints).toEqual([]);
});

test('a notification is announced on every page, counted, and marked as read', async () => {
  const { owner, projectId } = await withBoard();
  const member = await join(owner, 'MEMBER', 'Grace Hopper');
  const { page, complaints } = await windowOf(member, '', organization);
  await page.getByRole('link', { name: 'Quay' }).waitFor();
  const assign = () =>
    createTask(owner.client, projectId, { title: 'Caulk', assigneeId: member.userId }).then(
      async () => (await page.getByRole('status').last().innerText()) || undefined,
    );
  // The first may be before the subscription has begun.
  await expect.poll(assign).toBe('Olive Owner assigned “Caulk” to you.');
  await settled(server.db, owner.organizationId);
  await page.getByRole('link', { name: /^Notifications/ }).click();
  const list = page.getByRole('list', { name: 'Notifications' });
  const unread = list.getByRole('button', { name: /^Mark as read/ });
  const numbers = async () => [
    await unread.count(),
    Number(/\d+/.exec(await page.getByRole('link', { name: /^Notifications/ }).innerText())),
  ];
  const { unreadNotificationCount: count } = await member.client.ask('{ unreadNotificationCount }');
  await expect.poll(numbers).toEqual([count, count]);
  await unread.first().click();
  await expect.poll(numbers).toEqual([count - 1, count - 1]);
  if (count > 1) await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect.poll(numbers).toEqual([0, 0]);
  await list.getByRole('link', { name: 'Show “Caulk”' }).first().click();
  await page.getByRole('heading', { name: 'Caulk' }).waitFor();
  expect(complaints).toEqual([]);
});

test('the audit log is shown page by page and searched by action, for those who may see it', async () => {
  const { owner, projectId } = await withBoard();
  const member = await join(owner, 'MEMBER', 'Grace Hopper');
  for (let number = 0; number < 30; number++)
    await owner.client.ask(
      'mutation ($input: UpdateProjectInput!) { updateProject(input: $input) { userErrors { code } } }',
      { input: { id: projectId, name: `Quay ${number}` } },
    );
  const { page, complaints } = await windowOf(owner);
  await page.getByRole('link', { name: 'Audit log' }).click();
  const rows = page.getByRole('row');
  await page.getByText('Page 1 of 2').waitFor();
  await expect.poll(() => rows.count()).toBe(26);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect.poll(() => rows.last().innerText()).toContain('organization.created');
  await page.getByLabel('Action').fill('member.');
  await page.getByText('Page 1 of 1').waitFor();
  await expect.poll(() => rows.last().innerText()).toMatch(/Olive Owner\s+member.added/);
  const { page: theirs } = await windowOf(member, '', organization);
  await theirs.getByRole('link', { name: 'Quay 29' }).waitFor();
  expect(await theirs.getByRole('link', { name: 'Audit log' }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a member is mentioned by a part of the name, with the keyboard, and is notified', async () => {
  const { owner, projectId } = await withBoard();
  const grace = await join(owner, 'MEMBER', 'Grace Hopper (Adm.)');
  await join(owner, 'MEMBER', 'Gregor Nobody');
  const id = await createTask(owner.client, projectId, { title: 'Caulk' });
  const { page, complaints } = await windowOf(owner, `/tasks/${id}`);
  const text = page.getByRole('textbox', { name: 'New comment' });
  await text.pressSequentially('Ask @gr');
  const options = page.getByRole('listbox', { name: 'Members to mention' }).getByRole('option');
  await expect.poll(() => options.count()).toBe(2);
  await page.getByText('2 members are offered.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const selected of [1, 0]) {
    await text.press('ArrowDown');
    const name = await text.getAttribute('aria-activedescendant');
    expect(await options.nth(selected).getAttribute('id')).toBe(name);
    expect(await options.nth(selected).getAttribute('aria-selected')).toBe('true');
  }
  await text.press('Escape');
  expect(await options.count()).toBe(0);
  await text.pressSequentially('a');
  await expect.poll(() => options.allInnerTexts()).toEqual([`Grace Hopper (Adm.) ${grace.email}`]);
  await text.press('Enter');
  expect(await text.inputValue()).toBe('Ask @Grace Hopper (Adm.) ');
  await text.pressSequentially('about @nobody at all');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const comment = page.getByRole('list', { name: 'Comments' }).getByRole('listitem');
  await comment.getByText('Ask @Grace Hopper (Adm.) about @nobody at all').waitFor();
  expect(await comment.locator('strong').allInnerTexts()).toEqual(['@Grace Hopper (Adm.)']);
  const mentions = async () =>
    (
      await owner.client.ask(
        'query ($id: ID!) { task(id: $id) { comments { nodes { mentions { fullName } } } } }',
        { id },
      )
    ).task!.comments.nodes;
  await expect.poll(mentions).toEqual([{ mentions: [{ fullName: 'Grace Hopper (Adm.)' }] }]);
  const kinds = async () =>
    (await grace.client.ask('{ notifications { nodes { kind } } }')).notifications.nodes.map(
      ({ kind }) => kind,
    );
  await expect.poll(kinds).toContain('MENTIONED');
  expect(complaints).toEqual([]);
});
