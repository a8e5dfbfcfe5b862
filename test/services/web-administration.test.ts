import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { changePlan, createOwner } from '../fixtures/owner.ts';
import { join } from '../support/client.ts';
import { until } from '../support/mail.ts';
import { addProjects, declareTrial } from '../support/plan-changes.ts';
import { startReceiver } from '../support/receiver.ts';
import { record, usageEvent } from '../support/usage.ts';
import { accessibilityFaults, startWebTests } from '../support/web.ts';
import { createEndpoint, deliveries, newPath, sendTest, startWebhookWorker } from '../support/webhooks.ts';

const { server, home, windowOf } = await startWebTests();
await startWebhookWorker(server);
const receiver = await startReceiver();
const organization = "Olive Owner's organization";

/** What is wrong with the present page on a phone, in light and in dark. */
async function faultsOnPhone(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 375, height: 740 });
  const faults = await accessibilityFaults(page);
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  return width > 375 ? [...faults, `${width} pixels wide`] : faults;
}

const said = (page: Page) => page.getByRole('status').last();
const named = (page: Page, name: string) => page.getByRole('region', { name });
const secretOf = (page: Page) => page.getByLabel('Secret', { exact: true });

test('usage is drawn and written as a table, with what the month includes', async () => {
  const owner = await createOwner(server.anonymous);
  await record(
    owner.client,
    usageEvent({ quantity: 8000 }),
    usageEvent({ quantity: 500 }),
    usageEvent({ meter: 'builds', quantity: 3 }),
  );
  const { page, complaints } = await windowOf(owner);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('"Usage"')) await held;
    await route.fallback();
  });
  await page.getByRole('link', { name: 'Usage' }).click();
  await page.getByText('Loading…').waitFor();
  release();
  await page.getByText('0 of 10,000 (0 %)').waitFor();

  await page.getByLabel('Meter').selectOption('events.processed');
  await page.getByText('8,500 of 10,000 (85 %): nearly used up').waitFor();
  await page.getByRole('img', { name: 'The month so far. The highest' }).waitFor();
  await page.getByText('Included in the month: 10,000').waitFor();
  await page.getByText('80 %: 8,000').waitFor();
  await page.getByText('The figures as a table').focus();
  await page.keyboard.press('Enter');
  const { usageSeries } = await owner.client.ask(
    '{ usageSeries(meter: "events.processed") { buckets { quantity } } }',
  );
  const rows = page.getByRole('row');
  await expect.poll(() => rows.count()).toBe(usageSeries.buckets.length + 1);
  expect(await rows.last().getByRole('cell').allInnerTexts()).toEqual(['8,500', '8,500', '85 %']);
  expect(await faultsOnPhone(page)).toEqual([]);

  await page.getByLabel('Period').selectOption('year');
  await page.getByRole('img', { name: 'Each month' }).waitFor();
  await page.getByLabel('Meter').selectOption('builds');
  await page.getByText('3, unlimited').waitFor();
  expect(complaints).toEqual([]);
});

test('an owner sees what another plan would change, changes it and takes it back; others see it at once', async () => {
  const owner = await createOwner(server.anonymous);
  const admin = await join(owner, 'ADMIN');
  const { page, complaints } = await windowOf(owner, '/plan');
  const { page: theirs } = await windowOf(admin, '/plan', organization);
  await theirs.getByText('Only an owner of the organization can change its plan').waitFor();
  await page.getByRole('row', { name: 'Projects 5 100' }).waitFor();
  await page.getByText('2 of 3 (66 %)').waitFor();
  expect(await faultsOnPhone(page)).toEqual([]);

  // By keyboard: the question has the focus.
  await page.getByRole('button', { name: 'Change to Pro' }).press('Enter');
  await page.getByRole('button', { name: 'Change to Pro now' }).waitFor();
  await page.keyboard.press('Enter');
  for (const each of [page, theirs]) await each.getByRole('heading', { name: 'Pro', exact: true }).waitFor();
  expect(await theirs.getByRole('button', { name: 'Change to Free' }).count()).toBe(0);

  await page.getByRole('button', { name: 'Change to Free' }).click();
  await page.getByRole('button', { name: 'When the month or trial ends' }).click();
  await page.getByText('The plan Free begins on').waitFor();
  await theirs.reload();
  await theirs.getByText('The plan Free begins on').waitFor();
  expect(await theirs.getByRole('button', { name: 'Keep the present plan' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Keep the present plan' }).click();
  await page.getByText('The plan Free begins on').waitFor({ state: 'detached' });

  await createEndpoint(owner, 'https://crane.example.com');
  await addProjects(server.db, owner, 6);
  await page.reload();
  await page.getByRole('row', { name: 'Projects 100 5 (6 are in use)' }).waitFor();
  await page
    .getByRole('row', { name: 'Webhooks can be created yes no (1 would get no more events)' })
    .waitFor();
  await page.getByRole('button', { name: 'Change to Free' }).click();
  await named(page, 'Free, $0.00 a month').getByRole('alert').filter({ hasText: '6 projects' }).waitFor();
  const refusal = await named(page, 'Free, $0.00 a month').getByRole('alert').innerText();
  expect(refusal).toContain('Remove what is not needed');
  expect(complaints).toEqual([]);
});

test('where plans are paid, the change leads to the payment provider', async () => {
  const owner = await createOwner(server.anonymous);
  const { page } = await windowOf(owner, '/plan');
  const refuse = (code: string) => ({
    plannedChange: null,
    userErrors: [{ code, message: '', field: ['plan'] }],
  });
  let code = 'SUBSCRIPTION_REQUIRED';
  const url = `${home}/app/nothing`;
  await page.route('**/graphql', async (route) => {
    const body = route.request().postData() ?? '';
    if (body.includes('"ChangePlan"')) return route.fulfill({ json: { data: { changePlan: refuse(code) } } });
    if (body.includes('"StartCheckout"'))
      return route.fulfill({ json: { data: { startCheckout: { url, userErrors: [] } } } });
    return route.fallback();
  });
  await page.getByRole('button', { name: 'Change to Pro' }).click();
  await page.getByRole('button', { name: 'Pay for Pro at the payment provider' }).click();
  await page.getByRole('heading', { name: 'Not found' }).waitFor();
  code = 'SUBSCRIPTION_EXISTS';
  await page.goBack();
  await page.getByRole('button', { name: 'Change to Pro' }).click();
  await page.getByRole('button', { name: 'Change the subscription at the payment provider' }).click();
  // This server takes no payments.
  await page.getByText('This server takes no payments.').waitFor();
});

test('API keys are created within the plan, renamed, rolled and revoked; a secret is shown once', async () => {
  const owner = await createOwner(server.anonymous);
  const { page, complaints } = await windowOf(owner, '/api-keys');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const form = page.getByRole('form', { name: 'New API key' });
  const create = async (name: string) => {
    await form.getByLabel('Name').fill(name);
    await form.getByRole('button', { name: 'Create key' }).click();
  };
  const status = async (secret: string) =>
    (await server.anonymous.with({ authorization: `Bearer ${secret}` }).send('{ organization { id } }'))
      .errors?.[0]?.extensions['code'];

  await form.getByLabel('Works until').fill('2020-01-31');
  await create('Crane');
  await form.getByRole('alert').filter({ hasText: 'future' }).waitFor();
  await form.getByLabel('Works until').fill('');
  await form.getByLabel('Write').check();
  await create('Crane');
  await page.getByRole('heading', { name: 'The secret of API key “Crane”' }).waitFor();
  const secret = await secretOf(page).inputValue();
  expect(await status(secret)).toBe(undefined);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect.poll(() => said(page).innerText()).toBe('The secret is copied.');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(secret);
  expect(await faultsOnPhone(page)).toEqual([]);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  expect(await page.content()).not.toContain(secret);
  expect(await page.evaluate('document.activeElement.textContent')).toBe('API keys');

  await create('Buoy');
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await row('Buoy').waitFor();
  await page.getByText('2 of 2 (100 %): used up').waitFor();
  await create('Anchor');
  await form
    .getByRole('alert')
    .filter({ hasText: 'may have 2 API keys. Remove what is not needed' })
    .waitFor();
  expect(await row('Anchor').count()).toBe(0);

  await row('Crane').getByRole('button', { name: 'Rename' }).press('Enter');
  await page.keyboard.type(' of the north pier');
  await page.keyboard.press('Enter');
  await row('Crane of the north pier').getByText('Member: Read, Write').waitFor();
  await row('Crane').getByRole('button', { name: 'Roll' }).click();
  await page.getByRole('button', { name: 'Give “Crane of the north pier” a new secret' }).click();
  await page.getByRole('heading', { name: 'The secret of API key “Crane of' }).waitFor();
  const rolled = await secretOf(page).inputValue();
  expect([await status(secret), await status(rolled)]).toEqual(['UNAUTHENTICATED', undefined]);
  await row('Crane').getByRole('button', { name: 'Revoke' }).click();
  await row('Crane').getByRole('group').getByRole('button', { name: 'Revoke' }).click();
  await row('Crane').waitFor({ state: 'detached' });
  expect(await status(rolled)).toBe('UNAUTHENTICATED');
  await page.getByLabel('Show revoked keys').check();
  await row('Crane').getByText('Revoked', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

test('a webhook is created, tested, followed, replayed, disabled and deleted', async () => {
  const owner = await createOwner(server.anonymous);
  const { page, complaints } = await windowOf(owner, '/webhooks');
  await page.getByText('does not include webhooks').waitFor();
  expect(await page.getByRole('form').count()).toBe(0);
  await changePlan(owner.client, 'PRO');
  await page.reload();

  const path = newPath();
  const url = `${receiver.origin}${path}`;
  receiver.answer(path, (response, _request, count) =>
    response.writeHead(count === 1 ? 410 : 200).end('Aye'),
  );
  const form = page.getByRole('form', { name: 'New webhook' });
  await form.getByLabel('URL').fill('https://user:secret@crane.example.com');
  await form.getByLabel('Purpose').fill('The crane');
  await form.getByLabel('All events').uncheck();
  await form.getByRole('button', { name: 'Create webhook' }).click();
  await form.getByRole('alert').filter({ hasText: 'Choose at least one event.' }).waitFor();
  await form.getByRole('group', { name: 'Projects' }).getByLabel('created').check();
  await form.getByRole('button', { name: 'Create webhook' }).click();
  await form.getByRole('alert').filter({ hasText: 'credentials' }).waitFor();
  expect(await form.getByLabel('URL').getAttribute('aria-invalid')).toBe('true');
  expect(await faultsOnPhone(page)).toEqual([]);
  await form.getByLabel('URL').fill(url);
  await form.getByRole('button', { name: 'Create webhook' }).click();
  expect(await secretOf(page).inputValue()).toMatch(/^whsec_/);
  await page.getByRole('listitem').filter({ hasText: 'project.created' }).getByRole('link').click();

  await page.getByText('There are no deliveries.').waitFor();
  await page.getByRole('button', { name: 'Send a test event' }).click();
  const delivery = page.getByRole('listitem').filter({ hasText: 'webhook.test' });
  await delivery.getByText('Failed, last response: 410').waitFor();
  await delivery.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('The endpoint is disabled. Enable it first.').waitFor();
  await page.reload();
  await page.getByText('it answered with 410').waitFor();
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByRole('button', { name: 'Disable' }).waitFor();
  await delivery.getByRole('button', { name: 'Send again' }).click();
  await delivery.getByText('Succeeded, last response: 200').waitFor();
  await delivery.getByText('2 attempts').press('Enter');
  await delivery.getByText('"type": "webhook.test"').waitFor();
  await delivery.getByText('Aye').waitFor();
  expect(await faultsOnPhone(page)).toEqual([]);
  for (let count = 0; count < 20; count++) await sendTest(owner, page.url().split('/').at(-1)!);
  await page.getByText('20 of 21 are shown.').waitFor();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(() => delivery.count()).toBe(21);
  await page.getByLabel('Show').selectOption('FAILED');
  await page.getByText('There are no deliveries.').waitFor();

  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('button', { name: 'Give the webhook a new secret' }).click();
  expect(await secretOf(page).inputValue()).toMatch(/^whsec_/);
  await page.getByText('also signed with the previous secret').waitFor();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete it with its log' }).click();
  await page.getByText('There are no webhooks yet.').waitFor();
  expect(await deliveries(owner)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('deliveries are asked for often only when an attempt is near, never in a hidden page or after an error', async () => {
  const owner = await createOwner(server.anonymous);
  await changePlan(owner.client, 'PRO');
  const path = newPath();
  receiver.answer(path, (response) => response.writeHead(503, { 'retry-after': '600' }).end());
  const { id } = await createEndpoint(owner, `${receiver.origin}${path}`);
  await sendTest(owner, id);
  const waiting = await until(async () => (await deliveries(owner)).find(({ attempts }) => attempts.length));
  expect(waiting.state).toBe('PENDING');

  const { page, complaints } = await windowOf(owner);
  const asked = { log: 0, watch: 0 };
  page.on('request', (request) => {
    const body = request.postData() ?? '';
    if (body.includes('"WebhookDeliveries"')) asked.log++;
    if (body.includes('"PendingDeliveries"')) asked.watch++;
  });
  await page.clock.install();
  await page.goto(`${home}/app/webhooks/${id}`);
  const row = page.getByRole('listitem').filter({ hasText: 'webhook.test' });
  await row.getByText('In progress, last response: 503').waitFor();
  /** Lets time pass until something was asked for this often. */
  const untilAsked = (what: 'log' | 'watch', times: number) => {
    const wanted = asked[what] + times;
    return until(async () => {
      await page.clock.runFor(2000);
      return asked[what] >= wanted;
    });
  };
  /** What is asked for in more than the longest interval. Requests are told of in turn: the last one comes after all others. */
  const askedMeanwhile = async () => {
    const settle = () => page.evaluate(`fetch('/app').then((response) => response.text())`);
    await settle();
    const before = { ...asked };
    for (let second = 0; second < 14; second += 2) await page.clock.runFor(2000);
    await settle();
    return { log: asked.log - before.log, watch: asked.watch - before.watch };
  };
  const none = { log: 0, watch: 0 };

  await untilAsked('log', 3);
  expect(asked.watch).toBe(0);
  const now = await page.evaluate<number>('Date.now()');
  await page.clock.fastForward(Date.parse(waiting.nextAttemptAt!) - now - 60_000);
  await untilAsked('watch', 3);

  const setHidden = (hidden: boolean) =>
    page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true })`);
  await setHidden(true);
  expect(await askedMeanwhile()).toEqual(none);
  await setHidden(false);
  await untilAsked('log', 1);

  for (const operation of ['PendingDeliveries', 'WebhookDeliveries']) {
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes(`"${operation}"`)
        ? route.fulfill({
            json: { errors: [{ message: 'No', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
          })
        : route.fallback(),
    );
    const again = page.getByRole('button', { name: 'Try again' });
    await until(async () => {
      await page.clock.runFor(2000);
      return (await again.count()) > 0;
    });
    expect(await row.count()).toBe(1);
    expect(await askedMeanwhile()).toEqual(none);
    await page.unroute('**/graphql');
    await again.click();
    await again.waitFor({ state: 'detached' });
    await untilAsked('log', 2);
  }
  expect(complaints).toEqual([]);
});

test('neither the navigation nor an address shows it to a member, nor any longer to one who was an administrator', async () => {
  const owner = await createOwner(server.anonymous);
  const member = await join(owner, 'ADMIN');
  const { page } = await windowOf(member, '/api-keys', organization);
  await page.getByRole('form', { name: 'New API key' }).waitFor();
  await owner.client.ask(
    `mutation ($input: UpdateMemberRoleInput!) { updateMemberRole(input: $input) { userErrors { code } } }`,
    { input: { userId: member.userId, role: 'MEMBER' } },
  );
  const refusal = page.getByText('Ask an owner or administrator of the organization.');
  await refusal.waitFor();
  await page.getByRole('link', { name: 'API keys' }).waitFor({ state: 'detached' });
  for (const path of ['usage', 'plan', 'api-keys', 'webhooks', `webhooks/${owner.userId}`]) {
    await page.goto(`${home}/app/${path}`);
    await refusal.waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts(), path).toEqual([
      'Projects',
      'Members',
      expect.stringMatching('Notifications'),
    ]);
    expect(await page.getByRole('form').count()).toBe(0);
  }
});

test('a trial is started once, and may be followed by the plan itself', async () => {
  await declareTrial(server.db, 14);
  const owner = await createOwner(server.anonymous);
  const { page, complaints } = await windowOf(owner, '/plan');
  await page.getByRole('button', { name: 'Try Pro for 14 days' }).click();
  await page.getByRole('heading', { name: 'Pro (trial)' }).waitFor();
  await page.getByText(/^The plan Free begins on .* The trial ends then\.$/).waitFor();
  await page.getByText('It is the present plan, after its trial.').waitFor();
  expect(await faultsOnPhone(page)).toEqual([]);
  await page.getByRole('button', { name: 'Change to Pro' }).click();
  await page.getByRole('button', { name: 'When the month or trial ends' }).click();
  await page.getByText('The plan Pro begins on').waitFor();
  await page.getByRole('button', { name: 'Change to Free' }).click();
  await page.getByRole('button', { name: 'Change to Free now' }).click();
  await page.getByRole('heading', { name: 'Free', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Try Pro for 14 days' }).click();
  await page.getByRole('alert').filter({ hasText: 'has had a trial of the plan' }).waitFor();
  expect(complaints).toEqual([]);
});
