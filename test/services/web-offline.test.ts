import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createProject, createTask } from '../fixtures/work.ts';
import { type Account, join } from '../support/client.ts';
import { accessibilityFaults, openWindow, signIn, startWebTests } from '../support/web.ts';

const { home, windowOf, withBoard } = await startWebTests();

const cards = (page: Page, column: string) =>
  page.getByRole('region', { name: column }).getByRole('listitem').getByRole('link').allInnerTexts();

async function moveByMenu(page: Page, title: string, column: string): Promise<void> {
  await page.getByLabel(`Move “${title}”`).click();
  await page.getByRole('button', { name: `To “${column}”` }).click();
}

async function addTask(page: Page, title: string): Promise<void> {
  await page.getByLabel('New task').last().fill(title);
  await page.keyboard.press('Enter');
}

/** Ends the connection to the API, but not to the files. Returns the keys of the changes that are sent, and how it returns. */
async function loseApi(context: BrowserContext) {
  const keys: string[] = [];
  const sent: string[] = [];
  let isLost = true;
  await context.route('**/graphql', (route) => {
    const key = route.request().headers()['idempotency-key'];
    if (key) keys.push(key);
    if (key && !isLost) sent.push(key);
    return isLost ? route.abort() : route.continue();
  });
  return {
    /** Of all requests. */
    keys,
    /** Of those that reached the server. */
    sent,
    restore: () => {
      isLost = false;
    },
  };
}

/** Opens the task, so that it can be read without a connection, and goes back to the board. */
async function visit(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { name: 'Comments' }).waitFor();
  await page.getByRole('link', { name: 'Quay' }).click();
}

async function rename(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('link', { name: from }).click();
  await page.getByLabel('Title').fill(to);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: to }).waitFor();
  await page.getByRole('link', { name: 'Quay' }).click();
}

async function idsOf({ client }: Account): Promise<Record<string, string>> {
  const { tasks } = await client.ask('{ tasks { nodes { id title } } }');
  return Object.fromEntries(tasks.nodes.map(({ id, title }) => [title, id]));
}

const deleteTask = ({ client }: Account, id: string | undefined) =>
  client.ask('mutation ($id: ID!) { deleteTask(input: { id: $id }) { deletedId } }', { id: id! });

const stored = (page: Page) =>
  page.evaluate<[string, string][]>(
    "Object.entries(localStorage).filter(([name]) => name.startsWith('polity.queue/') && name.includes('/entry/'))",
  );

test('changes without a connection are shown, survive a reload, and are sent once, in order', async () => {
  const { owner, projectId } = await withBoard();
  const { page, complaints } = await windowOf(owner, `/projects/${projectId}`);
  await expect.poll(() => cards(page, 'To do')).toHaveLength(3);
  const { keys, restore } = await loseApi(page.context());
  await moveByMenu(page, 'Sweep', 'Done');
  await addTask(page, 'Tar');
  await expect.poll(() => cards(page, 'To do')).toEqual(['Paint', 'Moor', 'Tar']);
  // The new task has no id yet, and is moved beside another one.
  await moveByMenu(page, 'Tar', 'Done');
  await expect.poll(() => cards(page, 'Done')).toEqual(['Sweep', 'Tar']);
  await page.getByText('3 changes are waiting to be sent.').waitFor();
  await page.getByText('Show what is waiting').click();
  expect(await page.getByRole('listitem').filter({ hasText: 'New task “Tar”' }).count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  const tokens = JSON.parse(await page.evaluate<string>("localStorage['polity.tokens']"));
  expect(JSON.stringify(await stored(page))).not.toContain(tokens.refreshToken);
  const [first] = keys;

  await page.reload();
  await page.getByText('3 changes are waiting to be sent.').waitFor();
  await page.getByText('Show what is waiting').click();
  keys.length = 0;
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect.poll(() => keys.length).toBeGreaterThan(0);
  restore();
  await expect
    .poll(() => owner.client.ask('{ tasks(filter: { status: { eq: DONE } }) { nodes { title } } }'))
    .toEqual({ tasks: { nodes: expect.arrayContaining([{ title: 'Sweep' }, { title: 'Tar' }]) } });
  expect([keys[0], new Set(keys).size]).toEqual([first, 3]);
  await expect.poll(() => cards(page, 'Done')).toEqual(['Sweep', 'Tar']);
  expect(await stored(page)).toEqual([]);
  expect(await owner.client.ask('{ tasks { totalCount } }')).toEqual({ tasks: { totalCount: 4 } });
  expect(complaints).toEqual([]);
});

test('what is refused afterwards is named with its reason, and the rest goes on', async () => {
  const { owner, projectId } = await withBoard();
  const member = await join(owner, 'MEMBER', 'Grace Hopper');
  const id = await createTask(owner.client, projectId, { title: 'Caulk' });
  const { tasks } = await owner.client.ask('{ tasks { nodes { id title } } }');
  const idOf = (title: string) => tasks.nodes.find((task) => task.title === title)!.id;
  const { page, complaints } = await windowOf(member, '', "Olive Owner's organization");
  const open = (name: string) => page.getByRole('link', { name }).click();
  await open('Quay');
  for (const title of ['Paint', 'Caulk']) {
    await open(title);
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByRole('heading', { name: 'Comments' }).waitFor();
    await open('Quay');
  }
  await page.context().setOffline(true);
  await moveByMenu(page, 'Moor', 'Done');
  await moveByMenu(page, 'Caulk', 'In progress');
  await open('Paint');
  await page.getByLabel('Title').fill('Paint it red');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The task is saved as soon as possible.').waitFor();
  await open('Quay');
  await open('Caulk');
  // Two changes after a move: each begins with the version that the one before will have.
  for (const title of ['Caulk the deck', 'Caulk the hull']) {
    await page.getByLabel('Title').fill(title);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: title }).waitFor();
  }
  await page.getByLabel('New comment').last().fill('Mind the gulls.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('6 changes are waiting to be sent.').waitFor();
  await owner.client.ask('mutation ($id: ID!) { deleteTask(input: { id: $id }) { deletedId } }', {
    id: idOf('Moor'),
  });
  await owner.client.ask(
    'mutation ($id: ID!) { updateTask(input: { id: $id, title: "Paint it blue" }) { task { id } } }',
    { id: idOf('Paint') },
  );

  await page.context().setOffline(false);
  const refused = page.getByRole('alert').filter({ hasText: 'Not taken' });
  await refused.getByText('Not taken: Move “Moor” to “Done”.').waitFor();
  await refused.getByText('Somebody else changed it meanwhile').waitFor();
  await expect
    .poll(() =>
      owner.client.ask('query ($id: ID!) { task(id: $id) { title status comments { nodes { body } } } }', {
        id,
      }),
    )
    .toEqual({
      task: {
        title: 'Caulk the hull',
        status: 'IN_PROGRESS',
        comments: { nodes: [{ body: 'Mind the gulls.' }] },
      },
    });
  await expect.poll(() => page.getByText('meanwhile.').count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const what of ['Move “Moor”', 'Change of “Paint”'])
    await refused.getByRole('button', { name: `Give up: ${what}` }).click();
  await expect.poll(() => stored(page)).toEqual([]);
  await open('Quay');
  await expect.poll(() => cards(page, 'To do')).toEqual(['Sweep', 'Paint it blue']);
  expect(complaints).toEqual([]);
});

test('two tabs of a person make each change once, and a person who was removed learns what was not taken', async () => {
  const { owner, projectId } = await withBoard();
  const member = await join(owner, 'MEMBER', 'Grace Hopper');
  const { page } = await windowOf(member, '', "Olive Owner's organization");
  await page.goto(`${home}/app/projects/${projectId}`);
  const { page: other } = await openWindow(page.context(), home);
  await other.goto(`${home}/app/projects/${projectId}`);
  for (const each of [page, other]) await expect.poll(() => cards(each, 'To do')).toHaveLength(3);
  const { sent, restore } = await loseApi(page.context());
  await addTask(page, 'Tar');
  await addTask(other, 'Caulk');
  for (const each of [page, other]) await each.getByText('2 changes are waiting to be sent.').waitFor();
  restore();
  for (const each of [page, other])
    await expect
      .poll(() => cards(each, 'To do'), { timeout: 10_000 })
      .toEqual(['Sweep', 'Paint', 'Moor', 'Tar', 'Caulk']);
  // A tab can read for a moment what another one has just removed, and send it again with its key.
  expect(new Set(sent).size).toBe(2);
  const { tasks } = await owner.client.ask('{ tasks { nodes { title } } }');
  expect(tasks.nodes.map(({ title }) => title).toSorted()).toEqual([
    'Caulk',
    'Moor',
    'Paint',
    'Sweep',
    'Tar',
  ]);

  await page.context().setOffline(true);
  await addTask(page, 'Splice');
  await page.getByText('1 change is waiting to be sent.').waitFor();
  await owner.client.ask(
    'mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { userErrors { code } } }',
    { userId: member.userId },
  );
  await page.context().setOffline(false);
  for (const each of [page, other])
    await each.getByRole('alert').filter({ hasText: 'Not taken: New task “Splice”.' }).waitFor();
});

test('nobody sends or sees the changes of somebody else in the same browser, and a sign-out asks about them', async () => {
  const { owner, projectId } = await withBoard();
  const member = await join(owner, 'MEMBER', 'Grace Hopper');
  const { page } = await windowOf(owner, `/projects/${projectId}`);
  const { page: other } = await openWindow(page.context(), home);
  await expect.poll(() => cards(page, 'To do')).toHaveLength(3);
  const { keys, restore } = await loseApi(page.context());
  await addTask(page, 'Tar');
  for (const each of [page, other]) await each.getByText('1 change is waiting to be sent.').waitFor();
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.getByRole('button', { name: 'Stay' }).click();
  // The session ends without a sign-out, as when it has expired.
  await other.evaluate("localStorage.removeItem('polity.tokens')");
  await other.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  keys.length = 0;
  restore();
  await signIn(other, member);
  for (const each of [page, other]) {
    await each.getByText('Grace Hopper', { exact: true }).waitFor();
    expect(await each.getByText('waiting to be sent').count()).toBe(0);
  }
  expect(await stored(page)).toHaveLength(1);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await owner.client.ask('{ tasks { totalCount } }')).toEqual({ tasks: { totalCount: 3 } });

  await signIn(other, owner);
  await expect.poll(() => owner.client.ask('{ tasks { totalCount } }')).toEqual({ tasks: { totalCount: 4 } });
  await expect.poll(() => stored(page)).toEqual([]);
  await page.bringToFront();
  await page.getByRole('link', { name: 'Projects' }).click();
  await page.getByRole('link', { name: 'Quay' }).click();
  await expect.poll(() => cards(page, 'To do')).toHaveLength(4);
  await page.context().setOffline(true);
  await moveByMenu(page, 'Tar', 'Done');
  await page.getByText('1 change is waiting to be sent.').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out and lose them' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await stored(page)).toEqual([]);
});

test('a change that waited for too long is not sent, and the queue is bounded', async () => {
  const { owner, projectId } = await withBoard();
  const { page } = await windowOf(owner, `/projects/${projectId}`);
  await expect.poll(() => cards(page, 'To do')).toHaveLength(3);
  const { keys, restore } = await loseApi(page.context());
  await addTask(page, 'Tar');
  await page.getByText('1 change is waiting to be sent.').waitFor();
  const [[name, text]] = (await stored(page)) as [[string, string]];
  const put = (items: [string, object][]) =>
    page.evaluate(
      (all) => all.forEach(([key, item]) => localStorage.setItem(key, JSON.stringify(item))),
      items,
    );
  const entry = JSON.parse(text) as { id: string; at: number };
  const at = entry.at - 23.5 * 60 * 60 * 1000;
  await put([[name, { ...entry, at }]]);
  keys.length = 0;
  restore();
  await page.reload();
  const refusal = page.getByRole('alert').filter({ hasText: 'Not taken: New task “Tar”.' });
  await refusal.getByText('It waited for longer than 23 hours.').waitFor();
  expect(keys).toEqual([]);

  const copies = Array.from({ length: 99 }, (_, number): [string, object] => [
    `${name}${number}`,
    { ...entry, id: `${entry.id}${number}`, refusal: 'No.' },
  ]);
  await put(copies);
  await page.reload();
  await moveByMenu(page, 'Paint', 'Done');
  await page.getByText('Too many changes are waiting to be sent.').waitFor();
  expect(await cards(page, 'Done')).toEqual([]);
  // What nobody comes back for goes away, whoever it belongs to.
  await put([[name.replace(/queue\/[^/]*/, 'queue/somebody'), { ...entry, at: at - 24 * 60 * 60 * 1000 }]]);
  await page.reload();
  await expect.poll(() => stored(page)).toHaveLength(100);
  expect(await owner.client.ask('{ tasks { totalCount } }')).toEqual({ tasks: { totalCount: 3 } });
});

test('a refusal is shown also when the browser has no room to store it', async () => {
  const { owner, projectId } = await withBoard();
  const { page, complaints } = await windowOf(owner, `/projects/${projectId}`);
  await expect.poll(() => cards(page, 'To do')).toHaveLength(3);
  await page.context().setOffline(true);
  await moveByMenu(page, 'Moor', 'Done');
  await page.getByText('1 change is waiting to be sent.').waitFor();
  await deleteTask(owner, (await idsOf(owner))['Moor']);
  await page.evaluate(`Storage.prototype.setItem = function (name) {
    throw new DOMException('No room for ' + name, 'QuotaExceededError');
  }`);
  await page.context().setOffline(false);
  const refused = page.getByRole('alert').filter({ hasText: 'Not taken: Move “Moor” to “Done”.' });
  await refused.waitFor();
  expect(await stored(page)).toEqual([]);
  await refused.getByRole('button', { name: 'Give up' }).click();
  await refused.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('a move to where the card already is does not make the own next change a foreign one', async () => {
  const { owner, projectId } = await withBoard();
  const { page, complaints } = await windowOf(owner, `/projects/${projectId}`);
  await visit(page, 'Paint');
  await expect.poll(() => cards(page, 'To do')).toHaveLength(3);
  await page.context().setOffline(true);
  await moveByMenu(page, 'Sweep', 'Done');
  // Behind “Sweep”, as before.
  await moveByMenu(page, 'Paint', 'Done');
  await rename(page, 'Paint', 'Paint it red');
  await page.getByText('3 changes are waiting to be sent.').waitFor();
  await page.context().setOffline(false);
  await expect.poll(() => stored(page)).toEqual([]);
  const { tasks } = await owner.client.ask('{ tasks(filter: { status: { eq: DONE } }) { nodes { title } } }');
  expect(tasks.nodes.map(({ title }) => title).toSorted()).toEqual(['Paint it red', 'Sweep']);
  expect(complaints).toEqual([]);
});

test('of a move that was made in part, the next change begins with that part, and it can be sent again', async () => {
  const { owner, projectId } = await withBoard();
  const elsewhere = await createProject(owner.client, { name: 'Pier' });
  const { page, complaints } = await windowOf(owner, `/projects/${projectId}`);
  await visit(page, 'Moor');
  await moveByMenu(page, 'Sweep', 'Done');
  await page.getByText('“Sweep” is in “Done”.').waitFor();
  const ids = await idsOf(owner);
  const moveSweep = (target: string) =>
    owner.client.ask('mutation ($input: MoveTaskInput!) { moveTask(input: $input) { task { id } } }', {
      input: { id: ids['Sweep']!, projectId: target },
    });
  await page.context().setOffline(true);
  await moveByMenu(page, 'Moor', 'Done');
  await rename(page, 'Moor', 'Moor the barge');
  await page.getByText('2 changes are waiting to be sent.').waitFor();
  await moveSweep(elsewhere);
  await page.context().setOffline(false);
  const refused = page.getByRole('alert').filter({ hasText: 'Not taken: Move “Moor” to “Done”.' });
  await refused.waitFor();
  await expect
    .poll(() => owner.client.ask('query ($id: ID!) { task(id: $id) { title status } }', { id: ids['Moor']! }))
    .toEqual({ task: { title: 'Moor the barge', status: 'DONE' } });
  await moveSweep(projectId);
  await refused.getByRole('button', { name: 'Send again' }).click();
  await expect.poll(() => stored(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a change that another tab has removed does not come back with its refusal', async () => {
  const { owner, projectId } = await withBoard();
  const { page } = await windowOf(owner, `/projects/${projectId}`);
  await expect.poll(() => cards(page, 'To do')).toHaveLength(3);
  const { page: other } = await openWindow(page.context(), home);
  await page.context().setOffline(true);
  await moveByMenu(page, 'Moor', 'Done');
  await addTask(page, 'Tar');
  for (const each of [page, other]) await each.getByText('2 changes are waiting to be sent.').waitFor();
  await deleteTask(owner, (await idsOf(owner))['Moor']);
  const [[name]] = (await stored(page)).toSorted() as [[string, string]];
  const isSent = Promise.withResolvers<void>();
  const isRemoved = Promise.withResolvers<void>();
  await page.context().route('**/graphql', async (route) => {
    if (route.request().headers()['idempotency-key']) {
      isSent.resolve();
      await isRemoved.promise;
    }
    await route.continue();
  });
  await page.context().setOffline(false);
  await isSent.promise;
  await other.evaluate((key) => localStorage.removeItem(key), name);
  isRemoved.resolve();
  await expect.poll(() => owner.client.ask('{ tasks { totalCount } }')).toEqual({ tasks: { totalCount: 3 } });
  await expect.poll(() => stored(page)).toEqual([]);
  for (const each of [page, other]) expect(await each.getByText('Not taken').count()).toBe(0);
});

test('a sign-out asks about refused changes, does not wait for the server, and leaves nothing behind', async () => {
  const { owner, projectId } = await withBoard();
  const { page } = await windowOf(owner, `/projects/${projectId}`);
  await expect.poll(() => cards(page, 'To do')).toHaveLength(3);
  await page.context().setOffline(true);
  await moveByMenu(page, 'Moor', 'Done');
  await page.getByText('1 change is waiting to be sent.').waitFor();
  await deleteTask(owner, (await idsOf(owner))['Moor']);
  await page.context().setOffline(false);
  await page.getByRole('alert').filter({ hasText: 'Not taken' }).waitFor();
  const [[name, text]] = (await stored(page)) as [[string, string]];
  await page.context().route('**/graphql', () => undefined);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('1 change has not reached the server.').waitFor();
  await page.getByRole('button', { name: 'Sign out and lose them' }).click();
  await expect.poll(() => page.evaluate('document.body.inert')).toBe(true);
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [name, text] as const);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await stored(page)).toEqual([]);
  expect(await page.evaluate('document.body.inert')).toBe(false);
});
