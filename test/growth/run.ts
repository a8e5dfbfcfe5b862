import { join } from 'node:path';
import { pino } from 'pino';
import { createPasswords } from '../../src/crypto/passwords.ts';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { prepareEmbeddedDatabase } from '../../src/database/embedded/postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { startServer } from '../../tools/measuring/child.ts';
import { Script } from '../../tools/measuring/options.ts';
import { scratchPostgres } from '../../tools/scratch-postgres.ts';
import { asker } from '../throughput/person.ts';
import { fill, organizationsBySize, type Sizes } from './fill.ts';
import { timeJobs } from './jobs.ts';
import { timeRequests } from './requests.ts';
import { Times } from './times.ts';

const PASSWORD = 'polity-growth-1';

const sizes = new Script(
  'growth',
  `Fills a new database and measures the paths that could become slow with its size.

The largest organization has a share that grows with the number of organizations: about a sixth of the events with 200.
Times are of one caller, one after the other, while nothing else uses the database. It needs 1 GB of disk for each
million events, and half as much for each million tasks.`,
)
  .count('tasks', 'tasks in all', 400_000)
  .count('events', 'usage events in all', 5_000_000)
  .count('audit', 'entries of audit logs in all', 500_000)
  .count('organizations', 'organizations', 200)
  .count('months', 'months of usage and audit events', 13)
  .parse()
  .opts<Sizes>();

const log = (line: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
const silent = pino({ level: 'silent' });
const postgres = await scratchPostgres('growth', {
  shared_buffers: '2GB',
  maintenance_work_mem: '512MB',
  work_mem: '64MB',
  max_wal_size: '8GB',
  fsync: 'off',
  autovacuum: 'off',
});
try {
  await measure();
} finally {
  await postgres.stop();
}

async function measure(): Promise<void> {
  const urls = await prepareEmbeddedDatabase(postgres.superuserUrl, 'growth');
  await migrate(urls.systemUrl, urls.servingUrl, silent);
  const passwords = await createPasswords(4);
  const hash = await passwords.hash(PASSWORD);
  await passwords.close();
  await fill(urls.systemUrl, hash, sizes, log);
  const key = generateSecretsKey();
  const api = await startServer({
    NODE_ENV: 'test',
    DATABASE_URL: urls.systemUrl,
    DATABASE_APP_URL: urls.servingUrl,
    SECRETS_KEY: key,
    POLITY_DATA_DIR: join(postgres.folder, 'polity'),
    BCRYPT_COST: '4',
    WORKER: 'off',
    RATE_LIMITS: 'off',
    VALIDATED_ANSWERS: 'off',
    STATEMENT_TIMEOUT_MS: '60000',
    REQUEST_DEADLINE_MS: '120000',
    REQUEST_TIMEOUT_MS: '120000',
    RESPONSE_TIMEOUT_MS: '120000',
    BODY_LIMIT_BYTES: '1000000',
  });
  const times = new Times(log);
  try {
    const { login } = await asker(api.address, {})(
      'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
      { input: { email: 'owner@load-0001.test', password: PASSWORD } },
    );
    const authorization = `Bearer ${login.accessToken}`;
    await timeRequests(times, asker(api.address, { authorization }));
  } finally {
    await api.end();
  }
  await timeJobs(
    times,
    { systemUrl: urls.systemUrl, key, folder: postgres.folder, months: sizes.months },
    await organizationsBySize(urls.systemUrl),
  );
  process.stdout.write(
    `${sizes.tasks} tasks, ${sizes.events} usage events, ${sizes.audit} audit events, ${sizes.organizations} organizations\n\n${times.table()}\n`,
  );
}
