import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { startAsNewcomer } from '../support/newcomer.ts';

const { home, browser } = await startAsNewcomer();
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

const scriptUrl =
  'https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js';

/** Opens a page in a new browser that reaches only the server; `elsewhere` responds to all other requests. */
async function open(elsewhere: Record<string, string> = {}) {
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  const asked: string[] = [];
  const violations: string[] = [];
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(home)) return route.continue();
    asked.push(url);
    const body = elsewhere[url];
    return body ? route.fulfill({ contentType: 'text/javascript', body }) : route.abort();
  });
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) violations.push(message.text());
  });
  page.on('pageerror', ({ message }) => violations.push(message));
  return { page, asked, violations };
}

const keep = (page: Page, name: string) =>
  page.screenshot({ path: join(import.meta.dirname, '../../screenshots', `${name}.png`) });

async function openExplorer() {
  const opened = await open();
  const { page } = opened;
  await page.goto(`${home}/explorer`);
  const editor = page.locator('.graphiql-query-editor .view-lines');
  const shown = () =>
    page
      .locator('.result-window')
      .innerText()
      .then((text) => text.replaceAll(/\s+/g, ' '));
  await expect.poll(() => editor.innerText()).not.toBe('');
  return {
    ...opened,
    editor,
    /** Returns the displayed result. */
    shown,
    /** Runs the present operation, or this one, once the editor has parsed its name. */
    async run(name: string, operation?: string) {
      if (operation) {
        await editor.click();
        await page.keyboard.press('Control+A');
        await page.keyboard.press('Delete');
        await page.keyboard.insertText(operation);
      }
      await page.getByRole('tab', { name }).waitFor();
      await page.getByRole('button', { name: /^Execute query/ }).click();
    },
  };
}

/** Returns the user of the credentials in the headers that the page shows. */
async function clientOf(page: Page): Promise<Client> {
  const headers = await page.evaluate<string>('RURU_CONFIG.initialHeaders');
  return new Client(home, JSON.parse(headers));
}

test('the explorer works without a network and is signed in as the owner of the demonstration data', async () => {
  const { page, asked, violations, shown, run } = await openExplorer();
  await expect
    .poll(() => page.locator('.graphiql-editor-tool').innerText())
    .toMatch(/"Authorization":\s"Bearer\s[^]*"X-Organization-Id":\s"/);
  await run('Board');
  await expect.poll(shown).toMatch(/"name": "Acme", "viewerRole": "OWNER"/);
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const docs = page.locator('.graphiql-doc-explorer-content');
  await docs.getByRole('link', { name: 'Mutation', exact: true }).click();
  await expect.poll(() => docs.innerText()).toContain('createTask');
  await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();
  await expect.poll(() => page.locator('.graphiql-plugin').innerText()).toContain('webhookEndpoints');
  await keep(page, 'explorer');
  expect([asked, violations]).toEqual([[], []]);
});

test('the explorer subscribes with its credentials and shows the events', async () => {
  const { page, violations, shown, run } = await openExplorer();
  const sent: unknown[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => sent.push(JSON.parse(String(payload)))),
  );
  await run('Changes', 'subscription Changes { taskEvents { type task { title } } }');
  const client = await clientOf(page);
  await expect.poll(() => sent[0]).toEqual({ type: 'connection_init', payload: client.headers });
  const { projects } = await client.ask('{ projects(first: 1) { nodes { id } } }');
  await expect
    .poll(async () => {
      await client.ask(
        `mutation ($projectId: ID!) { createTask(input: { projectId: $projectId, title: "Seen at once" }) {
          userErrors { code } } }`,
        { projectId: projects.nodes[0]!.id },
      );
      return shown();
    })
    .toContain('"taskEvents": { "type": "CREATED", "task": { "title": "Seen at once" } }');
  await keep(page, 'explorer-subscription');
  await page.getByRole('button', { name: /^Stop query/ }).click();
  expect(violations).toEqual([]);
});

test('the explorer sends mutations and shows user errors', async () => {
  const { shown, run } = await openExplorer();
  await run(
    'Create',
    'mutation Create { createProject(input: { name: "From a page" }) { project { name } userErrors { code } } }',
  );
  await expect
    .poll(shown)
    .toContain('"createProject": { "project": { "name": "From a page" }, "userErrors": [] }');
  await run(
    'Refused',
    'mutation Refused { createProject(input: { name: "" }) { userErrors { code field } } }',
  );
  await expect.poll(shown).toContain('"code": "REQUIRED", "field": [ "name" ]');
  await run('Invalid', 'query Invalid { nothingOfTheKind }');
  await expect.poll(shown).toContain('"code": "GRAPHQL_VALIDATION_FAILED"');
});

test('the explorer keeps the operation and gets a new token when it is reloaded', async () => {
  const { page, editor, shown, run } = await openExplorer();
  await page.reload();
  await expect.poll(() => editor.innerText()).toContain('Board');
  await run('Mine', 'query Mine { me { email } }');
  await expect.poll(shown).toContain('owner@acme.test');
  const before = await clientOf(page);
  // The explorer stores the operation after a delay.
  const kept = () =>
    page.evaluate<string>("localStorage['graphiql:query'] + localStorage['graphiql:tabState']");
  await expect.poll(kept).toMatch(/Mine.*Mine/s);
  await page.reload();
  await expect.poll(() => editor.innerText()).toContain('email');
  expect(await page.getByRole('tab').count()).toBe(1);
  const after = await clientOf(page);
  expect(after.headers['Authorization']).not.toBe(before.headers['Authorization']);
  await run('Mine');
  await expect.poll(shown).toContain('owner@acme.test');
  // A tab that is opened later is signed in as well.
  await page.getByRole('button', { name: 'New tab' }).click();
  await run('Name', 'query Name { me { fullName } }');
  await expect.poll(shown).toContain('Olivia Hartmann');
});

test('an example opens in the explorer with its variables, also after others, and as the account that it is for', async () => {
  const { page, violations, shown, editor } = await openExplorer();
  const openExample = async (name: string) => {
    await page.goto(`${home}/examples`);
    if (name === 'MoveTask') await keep(page, 'examples');
    await page.getByRole('link', { name: `Open ${name} in the explorer` }).click();
    await expect.poll(() => editor.innerText()).toContain(name);
    await page.getByRole('button', { name: /^Execute query/ }).click();
  };
  await openExample('MoveTask');
  await expect
    .poll(shown)
    .toMatch(/"moveTask": { "task": { "title": "[^"]+", "position": "[^"]+" }, "userErrors": \[\] }/);
  await openExample('CreateTask');
  await expect.poll(shown).toMatch(/"createTask": { "task": { "id": "[^"]+", "title": "Try the examples"/);
  await openExample('AllOrganizations');
  await expect.poll(shown).toContain('"totalCount": 2');
  expect((await (await clientOf(page)).ask('{ me { email } }')).me.email).toBe('platform@polity.test');
  expect(violations).toEqual([]);
});

/** The options that the page passes to Apollo Sandbox. */
interface SandboxOptions {
  initialEndpoint: string;
  initialState: { document: string; headers: Record<string, string> };
}

test("the page loads Apollo Sandbox's script and passes it the URL of the API and the credentials", async () => {
  const { page, asked, violations } = await open({
    [scriptUrl]: `window.EmbeddedSandbox = class { constructor(options) {
      window.given = options; window.nonce = document.querySelector('script[src]').nonce;
      document.querySelector(options.target).append(document.createElement('iframe')); } };`,
  });
  const [answer] = await Promise.all([page.waitForResponse(`${home}/graphql`), page.goto(home)]);
  const given = await page.evaluate<SandboxOptions>('window.given');
  expect(given).toMatchObject({
    initialEndpoint: `${home}/graphql`,
    initialSubscriptionEndpoint: `${home.replace('http', 'ws')}/graphql`,
    endpointIsEditable: false,
    runTelemetry: false,
  });
  const policy = (await answer.allHeaders())['content-security-policy'];
  expect(policy).toContain(`script-src 'nonce-${await page.evaluate('window.nonce')}';`);
  const { document, headers } = given.initialState;
  // The page sends the operations of Apollo's frame, and the frame opens subscriptions.
  const [body, acknowledged] = await page.evaluate(
    async ({ url, document, headers }) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: document }),
      });
      const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
      const message = await new Promise<string>((resolve, reject) => {
        socket.addEventListener('open', () =>
          socket.send(JSON.stringify({ type: 'connection_init', payload: headers })),
        );
        socket.addEventListener('message', ({ data }) => resolve(data));
        socket.addEventListener('close', () => reject(new Error('no answer')));
      });
      const body = (await response.json()) as { data?: unknown };
      return [body, JSON.parse(message)] as const;
    },
    { url: given.initialEndpoint, document, headers },
  );
  expect(body.data).toMatchObject({ organization: { name: 'Acme', viewerRole: 'OWNER' } });
  expect(acknowledged).toEqual({ type: 'connection_ack', payload: { retryAfterMs: expect.any(Number) } });
  const { organization } = await new Client(home, headers).ask('{ organization { id } }');
  expect(headers['X-Organization-Id']).toBe(organization.id);
  await page.reload();
  const again = await page.evaluate<SandboxOptions>('window.given');
  expect(again.initialState.headers['Authorization']).not.toBe(headers['Authorization']);
  expect(asked).toEqual([scriptUrl, scriptUrl]);
  expect(violations).toEqual([]);
  expect(await page.getByRole('alert').isVisible()).toBe(false);
});

test("the page of Sandbox links to the explorer when Apollo's servers cannot be reached", async () => {
  const { page, asked, violations } = await open();
  await page.goto(home);
  const alert = page.getByRole('alert');
  expect(await alert.innerText()).toContain('Apollo Sandbox cannot be loaded');
  await keep(page, 'sandbox');
  expect([asked, violations]).toEqual([[scriptUrl], []]);
  await alert.getByRole('link').click();
  await page.waitForURL(`${home}/explorer`);
  await expect.poll(() => page.locator('.graphiql-execute-button').count()).toBe(1);
});
