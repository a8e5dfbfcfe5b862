import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll } from 'vitest';
import { freePort } from './free-port.ts';
import { programEnvironment } from './environment.ts';

/** The server as a newcomer starts it, and a browser; both end after the file. */
export async function startAsNewcomer(): Promise<{ home: string; browser: Browser }> {
  const folder = await mkdtemp(join(tmpdir(), 'polity-browser-'));
  await chmod(folder, 0o755);
  const port = String(await freePort());
  const server = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
    env: { ...programEnvironment, PORT: port, POLITY_DATA_DIR: folder, BCRYPT_COST: '4' },
  });
  let output = '';
  for await (const chunk of server.stdout) {
    output += chunk;
    if (output.includes('Ctrl-C stops it')) break;
  }
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  afterAll(async () => {
    await browser.close();
    server.kill();
    await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  });
  return { home: `http://localhost:${port}`, browser };
}
