import { expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../src/database/embedded/postgres.ts';
import { emptyFolder, postmasterPid, run, start, startInProcess } from '../support/embedded.ts';
import { until } from '../support/mail.ts';

const answers = (superuserUrl: string) =>
  until(
    () =>
      run(superuserUrl, 'select 1 as one').then(
        () => true,
        () => undefined,
      ),
    { seconds: 30 },
  );

/** Returns whether a server with another pid responds at the same address. */
const replaced = async (directory: string, superuserUrl: string, pid: number) => {
  await until(async () => ((await postmasterPid(directory).catch(() => pid)) === pid ? undefined : true), {
    seconds: 30,
  });
  return answers(superuserUrl);
};

test('a killed server is restarted on its port, every time', { timeout: 90_000 }, async () => {
  const directory = await emptyFolder();
  // Durable, because committed rows must survive the kill.
  const { superuserUrl } = await startEmbeddedPostgres(directory);
  await run(superuserUrl, `create table kept as select 'kept' as value`);
  for (let kill = 0; kill < 2; kill++) {
    const pid = await postmasterPid(directory);
    process.kill(pid, 'SIGKILL');
    await replaced(directory, superuserUrl, pid);
    expect(await run(superuserUrl, 'select value from kept')).toEqual([{ value: 'kept' }]);
  }
});

test(
  'a process that shares the server restarts it after its owner has stopped it',
  { timeout: 90_000 },
  async () => {
    const directory = await emptyFolder();
    const owner = await startInProcess(directory);
    const shared = await start(directory);
    const pid = await postmasterPid(directory);
    await owner.stop();
    await replaced(directory, shared.superuserUrl, pid);
    await shared.stop();
    await expect(run(shared.superuserUrl, 'select 1')).rejects.toThrow('ECONNREFUSED');
  },
);

test(
  'a process that shares the server restarts it after its owner was killed',
  { timeout: 90_000 },
  async () => {
    const directory = await emptyFolder();
    const owner = await startInProcess(directory);
    const sharers = await Promise.all([startInProcess(directory), startInProcess(directory)]);
    const pid = await postmasterPid(directory);
    await owner.kill();
    process.kill(pid, 'SIGKILL');
    await replaced(directory, owner.superuserUrl, pid);
    for (const { stop } of sharers) await stop();
    await expect(run(owner.superuserUrl, 'select 1')).rejects.toThrow('ECONNREFUSED');
  },
);
