import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, expect, vi } from 'vitest';
import { startBrowser } from './browser.ts';
import { freePort } from './free-port.ts';
import { programEnvironment } from './environment.ts';

/** The server as a newcomer starts it, with its front end built, and a browser; both end after the file. */
export async function startAsNewcomer(
  environment: Record<string, string> = {},
): Promise<{ home: string; browser: Browser }> {
  const folder = await mkdtemp(join(tmpdir(), 'polity-browser-'));
  await chmod(folder, 0o755);
  const port = String(await freePort());
  const server = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
    env: { ...programEnvironment, PORT: port, POLITY_DATA_DIR: folder, BCRYPT_COST: '4', ...environment },
  });
  let output = '';
  for await (const chunk of server.stdout) {
    output += chunk;
    if (output.includes('Ctrl-C stops it')) break;
  }
  afterAll(async () => {
    server.kill();
    await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  });
  const home = `http://localhost:${port}`;
  if (environment['WEB'] === 'on')
    await vi.waitFor(async () => expect((await fetch(`${home}/app`)).status).toBe(200), { timeout: 60_000 });
  return { home, browser: await startBrowser() };
}
