import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach } from 'vitest';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { startWeb } from '../../src/bootstrap/web.ts';
import { addWeb } from '../../src/http/web/routes.ts';
import { createProject, createTask } from '../fixtures/work.ts';
import { startBrowser } from './browser.ts';
import { type Account, password, register } from './client.ts';
import { until } from './mail.ts';
import { startTestServer, type TestServer } from './server.ts';

/**
 * Serves the front end and the API within the process of the test server, and accepts only registered operations. Returns
 * the URL once the front end is built.
 */
async function serveWeb({ services }: TestServer, dataDirectory: string): Promise<string> {
  const config = { ...services.config, dataDirectory, persistedOperations: 'require' as const };
  const app = await createServer({ ...services, config });
  const stops: (() => unknown)[] = [];
  const findState = await startWeb({ ...services, config }, (stop) => stops.push(stop));
  addWeb(app, findState);
  afterAll(async () => {
    await app.close();
    for (const stop of stops) await stop();
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  await until(async () => findState());
  return url;
}

/** Opens the front end in a window and collects what its console complains about, such as violations of its policy. */
export async function openWindow(context: BrowserContext, url: string) {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      complaints.push(message.text());
  });
  await page.goto(`${url}/app`);
  return { page, complaints };
}

export async function signIn(page: Page, { email }: Pick<Account, 'email'>): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** A server, a browser, and windows of people who are signed in. All end after the file, the windows after each test. */
export async function startWebTests() {
  const folder = await mkdtemp(join(tmpdir(), 'polity-web-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const server = await startTestServer();
  const [home, browser] = await Promise.all([serveWeb(server, folder), startBrowser()]);
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  return {
    server,
    home,
    browser,
    /** Opens a window of a person's own browser, signed in, on a page of the organization with this name. */
    async windowOf(account: Account, path = '', organization?: string) {
      const opened = await openWindow(await browser.newContext(), home);
      const { page } = opened;
      await signIn(page, account);
      await page.getByRole('heading', { name: 'Projects' }).waitFor();
      if (organization) await page.getByLabel('Organization').selectOption({ label: organization });
      if (path) await page.goto(`${home}/app${path}`);
      return opened;
    },
    /** A project with three tasks to do. */
    async withBoard() {
      const owner = await register(server.anonymous, 'Olive Owner');
      const projectId = await createProject(owner.client, { name: 'Quay' });
      for (const title of ['Sweep', 'Paint', 'Moor']) await createTask(owner.client, projectId, { title });
      return { owner, projectId };
    },
  };
}

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Returns what the present page does against the rules of accessibility, in light and in dark. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const faults: string[] = [];
  for (const theme of ['light', 'dark'])
    faults.push(
      ...(await page.evaluate<string[]>(`(async () => {
        document.documentElement.dataset.theme = '${theme}';
        const { violations } = await axe.run();
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => '${theme} ' + id + ': ' + html));
      })()`)),
    );
  return faults;
}
