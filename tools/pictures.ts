// Takes the pictures of README.md again, from a server that is started with new demonstration data.
// Usage: node tools/pictures.ts, with Chromium at /usr/bin/chromium or at CHROMIUM.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { demoPassword } from '../src/development/seed/demo.ts';

const root = join(import.meta.dirname, '..');
const pictures = join(root, 'docs/images');
const port = process.env['PORT'] ?? '4500';
const home = `http://localhost:${port}`;
const WAIT_MS = 60_000;

async function takeBoard(page: Page): Promise<void> {
  await page.goto(`${home}/app`);
  await page.getByLabel('E-mail address').fill('owner@acme.test');
  await page.getByLabel('Password').fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Website relaunch' }).first().click();
  await page.getByRole('region', { name: 'Done' }).getByRole('listitem').first().waitFor();
  await page.screenshot({ path: join(pictures, 'board.png') });
}

async function takeExplorer(page: Page): Promise<void> {
  await page.goto(`${home}/explorer?example=UsageByDay`);
  await page.getByRole('tab', { name: 'UsageByDay' }).waitFor();
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await page.locator('.result-window').getByText('"buckets"').waitFor();
  await page.screenshot({ path: join(pictures, 'explorer.png') });
}

const folder = await mkdtemp(join(tmpdir(), 'polity-pictures-'));
// PostgreSQL runs as another user if this is root.
await chmod(folder, 0o755);
await mkdir(pictures, { recursive: true });
const server = spawn(process.execPath, [join(root, 'src/main.ts')], {
  env: { ...process.env, PORT: port, POLITY_DATA_DIR: folder, WEB: 'on' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for await (const chunk of server.stdout) if (String(chunk).includes('Ctrl-C stops it')) break;
  const until = Date.now() + WAIT_MS;
  // The front end is built in the background.
  while ((await fetch(`${home}/app`)).status === 503 && Date.now() < until)
    await new Promise((next) => setTimeout(next, 500));
  const context = await browser.newContext({ viewport: { width: 1120, height: 640 }, colorScheme: 'light' });
  context.setDefaultTimeout(WAIT_MS);
  for (const take of [takeBoard, takeExplorer]) await take(await context.newPage());
} finally {
  await browser.close();
  server.kill();
  await once(server, 'exit');
  await rm(folder, { recursive: true, force: true });
}
