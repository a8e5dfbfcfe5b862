import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFailed, onTestFinished } from 'vitest';
import { unpackSources } from '../../tools/release.ts';
import { freePort } from './free-port.ts';
import { programEnvironment } from './environment.ts';

const root = join(import.meta.dirname, '../..');

/** Where the previous release's programs are, until the test ends. */
export async function unpackPreviousRelease(): Promise<string> {
  const folder = await makeFolder();
  await unpackSources(folder);
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

export const presentRelease = root;

export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'polity-release-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

interface Urls {
  systemUrl: string;
  servingUrl: string;
}

/** Brings the database to where this release has it. */
export async function migrateAs(release: string, urls: Urls): Promise<void> {
  const { child, output } = await start(release, ['src/cli.ts', 'migrate'], urls);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(output());
}

/** The release's own server, until the test ends. Answers its address. */
export async function serveAs(
  release: string,
  urls: Urls,
  settings: Record<string, string> = {},
): Promise<string> {
  const port = await freePort();
  await run(release, 'src/main.ts', 'Polity is ready.', urls, { PORT: String(port), ...settings });
  return `http://127.0.0.1:${port}`;
}

/** The release's own worker, until the test ends. Returns a function that ends it sooner, and answers its exit code. */
export const workAs = (
  release: string,
  urls: Urls,
  settings: Record<string, string> = {},
): Promise<() => Promise<number | null>> =>
  run(release, 'src/worker.ts', 'The worker is ready.', urls, settings);

/** Starts a program, and waits until it says that it is ready. Returns a function that ends it. */
async function run(
  release: string,
  program: string,
  ready: string,
  urls: Urls,
  settings: Record<string, string>,
): Promise<() => Promise<number | null>> {
  const { child, output } = await start(release, [program], urls, settings);
  const ended = once(child, 'exit');
  const end = async () => {
    if (child.exitCode === null) {
      child.kill();
      await ended;
    }
    return child.exitCode;
  };
  onTestFinished(async () => void (await end()));
  // What clients are not told of a failure.
  onTestFailed(() => {
    const failed = output()
      .split('\n')
      .filter((line) => line.includes('"err"'));
    process.stderr.write(`${failed.slice(-20).join('\n')}\n`);
  });
  while (!output().includes(ready)) {
    await Promise.race([once(child.stdout!, 'data'), ended]);
    if (child.exitCode !== null) throw new Error(output());
  }
  return end;
}

async function start(
  release: string,
  args: string[],
  { systemUrl, servingUrl }: Urls,
  more: Record<string, string> = {},
): Promise<{ child: ChildProcess; output: () => string }> {
  const folder = await makeFolder();
  const [program, ...others] = args;
  const child = spawn(process.execPath, [join(release, program!), ...others], {
    // Without the settings of a developer's .env.
    cwd: folder,
    env: {
      ...programEnvironment,
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      DATABASE_URL: systemUrl,
      DATABASE_APP_URL: servingUrl,
      POLITY_DATA_DIR: join(folder, 'data'),
      BCRYPT_COST: '4',
      RATE_LIMITS: 'off',
      TRUSTED_PROXIES: '127.0.0.1',
      REQUEST_DEADLINE_MS: '50000',
      STATEMENT_TIMEOUT_MS: '40000',
      ...more,
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  return { child, output: () => text };
}
