import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { startWeb } from '../../src/bootstrap/web.ts';
import { addWeb } from '../../src/http/web/routes.ts';
import { type Account, password } from './client.ts';
import { until } from './mail.ts';
import type { TestServer } from './server.ts';

/**
 * Serves the front end and the API within the process of the test server, and accepts only registered operations. Returns
 * the URL once the front end is built.
 */
export async function serveWeb({ services }: TestServer, dataDirectory: string): Promise<string> {
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
  page.setDefaultTimeout(20_000);
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
