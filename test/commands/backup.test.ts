import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateSecretsKey } from '../../src/crypto/key-store.ts';
import { manifestPath, readManifest, tablePath } from '../../src/database/backup/manifest.ts';
import { firstIdAt, monthStart, monthSuffix } from '../../src/database/partitions/month.ts';
import { createTenant } from '../support/contract.ts';
import { programEnvironment } from '../support/environment.ts';
import { createDatabase, startTestServer } from '../support/server.ts';

const key = generateSecretsKey();
const server = await startTestServer({ SECRETS_KEY: key });
const folder = await mkdtemp(join(tmpdir(), 'polity-backup-'));
await chmod(folder, 0o755);
afterAll(() => rm(folder, { recursive: true, force: true }));

const source = join(folder, 'source');
type Urls = typeof server.urls;

function run(
  urls: Urls,
  args: string[],
  environment: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  const env = {
    ...programEnvironment,
    DATABASE_URL: urls.systemUrl,
    DATABASE_APP_URL: urls.servingUrl,
    SECRETS_KEY: key,
    LOG_LEVEL: 'silent',
    ...environment,
  };
  const file = join(import.meta.dirname, '../../src/cli.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

/** Returns the rows of all tables of both schemas, by table, and where the sequences are. */
async function contents({ systemUrl }: Urls): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: systemUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where not exists (select from pg_inherits where inhrelid = format('%I.%I', schemaname, tablename)::regclass)
        and schemaname in ('public', 'graphile_worker') and tablename !~ '^kysely_|^migrations$|^organization_versions$' order by 1`,
    );
    const found: Record<string, unknown> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ digest: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') as digest from ${name} t`,
      );
      found[name] = rows[0]!.digest;
    }
    const { rows: sequences } = await client.query(
      `select schemaname, sequencename, last_value from pg_sequences order by 1, 2`,
    );
    return { ...found, sequences };
  } finally {
    await client.end();
  }
}

const TWO_YEARS_AGO = monthStart(new Date(), -24);

beforeAll(async () => {
  const { organizationId } = await createTenant(server.anonymous);
  await server.systemPool.query(
    `insert into audit_events (organization_id, id, action, target_type) values ($1, $2, 'label.created', 'Label')`,
    [organizationId, firstIdAt(TWO_YEARS_AGO + 1000)],
  );
  const made = await run(server.urls, ['backup', '--to', source]);
  expect(made).toEqual({
    code: 0,
    output: expect.stringMatching(/source has \d+ rows of \d+ tables \(\d\.\d MB compressed\)\.\n$/),
  });
});

test('a backup is restored into a migrated database, with jobs and sequences', async () => {
  const urls = await createDatabase();
  expect(await run(urls, ['restore', '--from', source])).toEqual({
    code: 0,
    output: expect.stringMatching(/^The database has \d+ rows of \d+ tables/),
  });
  expect(await contents(urls)).toEqual(await contents(server.urls));
  const pool = new pg.Pool({ connectionString: urls.systemUrl, max: 1 });
  const { rows: oldest } = await pool.query(
    'select tableoid::regclass::text as place from audit_events order by id limit 1',
  );
  await pool.end();
  expect(oldest[0].place).toBe(`audit_events_${monthSuffix(TWO_YEARS_AGO)}`);
  expect(await run(urls, ['restore', '--from', source])).toEqual({
    code: 1,
    output: expect.stringMatching(/^The database is not empty: public\..* have rows\./),
  });
});

test('both commands name the option that they miss', async () => {
  for (const [command, option] of [
    ['backup', '--to <folder>'],
    ['restore', '--from <folder>'],
  ] as const)
    expect(await run(server.urls, [command])).toEqual({
      code: 2,
      output: `error: required option '${option}' not specified\n`,
    });
});

test('a backup does not replace another one', async () => {
  expect(await run(server.urls, ['backup', '--to', source])).toEqual({
    code: 1,
    output: expect.stringContaining('exists. Name a new folder.'),
  });
});

test('a login that row-level security hides rows from cannot back up', async () => {
  const { servingUrl } = server.urls;
  const refused = await run({ systemUrl: servingUrl, servingUrl }, [
    'backup',
    '--to',
    join(folder, 'hidden'),
  ]);
  expect(refused).toEqual({
    code: 1,
    output: expect.stringMatching(/row-level security hides rows of .*public\.users/),
  });
});

describe('nothing is restored', () => {
  /** A copy of the backup, changed. */
  async function changed(name: string, change: (copy: string) => Promise<void>): Promise<string> {
    const copy = join(folder, name);
    await cp(source, copy, { recursive: true });
    await change(copy);
    return copy;
  }
  const changeManifest = async (
    copy: string,
    change: (manifest: Awaited<ReturnType<typeof readManifest>>) => void,
  ) => {
    const manifest = await readManifest(copy);
    change(manifest);
    await writeFile(manifestPath(copy), JSON.stringify(manifest));
  };

  const faults: [what: string, change: (copy: string) => Promise<void>, message: RegExp][] = [
    ['without a manifest', (copy) => rm(manifestPath(copy)), /is no complete backup/],
    ['with a malformed manifest', (copy) => writeFile(manifestPath(copy), '{"format":'), /malformed/],
    [
      'of a later release',
      (copy) => changeManifest(copy, ({ migrations }) => migrations.own.push('9999_later')),
      /another release.*\nThis release has no 9999_later/,
    ],
    [
      'of an earlier release',
      (copy) => changeManifest(copy, ({ migrations }) => migrations.own.splice(1, 1)),
      /another release.*\nThe backup was made before 0002_organizations/,
    ],
    [
      'with other columns',
      (copy) =>
        changeManifest(
          copy,
          ({ tables }) => delete tables.find(({ name }) => name === 'public.tasks')!.columns['title'],
        ),
      /differ in public\.tasks/,
    ],
    ['without a file', (copy) => rm(tablePath(copy, 'public.tasks')), /public\.tasks\.copy\.gz is missing/],
    [
      'with a truncated file',
      async (copy) => {
        const content = await readFile(tablePath(copy, 'public.tasks'));
        await writeFile(tablePath(copy, 'public.tasks'), content.subarray(0, -10));
      },
      /public\.tasks\.copy\.gz has \d+ bytes instead of/,
    ],
    [
      'with a changed file',
      async (copy) => {
        const content = await readFile(tablePath(copy, 'public.users'));
        content[content.length - 6]! ^= 1;
        await writeFile(tablePath(copy, 'public.users'), content);
      },
      /public\.users\.copy\.gz could not be loaded/,
    ],
    [
      'with another file',
      async (copy) => {
        const content = gzipSync(
          String(gunzipSync(await readFile(tablePath(copy, 'public.labels')))).replace('Bug', 'Tug'),
        );
        await writeFile(tablePath(copy, 'public.labels'), content);
        await changeManifest(
          copy,
          ({ tables }) => (tables.find(({ name }) => name === 'public.labels')!.bytes = content.length),
        );
      },
      /damaged: .*public\.labels\.copy\.gz does not have the content/,
    ],
    [
      'whose rows refer to missing ones',
      async (copy) => {
        const content = gzipSync('');
        await writeFile(tablePath(copy, 'public.projects'), content);
        await changeManifest(copy, ({ tables }) =>
          Object.assign(
            tables.find(({ name }) => name === 'public.projects')!,
            {
              rows: 0,
              bytes: content.length,
              sha256: createHash('sha256').update(content).digest('hex'),
            },
          ),
        );
      },
      /violates foreign key constraint "invitation_projects_project_fkey"/,
    ],
  ];

  test.each(faults)('%s', async (what, change, message) => {
    const copy = await changed(what.replaceAll(' ', '-'), change);
    const urls = await createDatabase();
    const { sequences: _before, ...before } = await contents(urls);
    expect(await run(urls, ['restore', '--from', copy])).toEqual({
      code: 1,
      output: expect.stringMatching(message),
    });
    const { sequences: _after, ...after } = await contents(urls);
    expect(after).toEqual(before);
    // The failure leaves nothing that another attempt would meet.
    if (what === 'with a changed file') {
      expect((await run(urls, ['restore', '--from', source])).code).toBe(0);
      expect(await contents(urls)).toEqual(await contents(server.urls));
    }
  });

  test('with other keys, unless that is wanted', async () => {
    const urls = await createDatabase();
    const other = { SECRETS_KEY: generateSecretsKey() };
    expect(await run(urls, ['restore', '--from', source], other)).toEqual({
      code: 1,
      output: expect.stringContaining('SECRETS_KEY is not the key of the backup'),
    });
    expect((await run(urls, ['restore', '--from', source, '--with-other-keys'], other)).code).toBe(0);
  });

  test('while a server uses the database', async () => {
    const urls = await createDatabase();
    const client = new pg.Client({ connectionString: urls.systemUrl });
    await client.connect();
    try {
      await client.query('begin; select from users');
      expect(await run(urls, ['restore', '--from', source])).toEqual({
        code: 1,
        output: expect.stringContaining('The database is in use.'),
      });
      await client.query('rollback');
    } finally {
      await client.end();
    }
    expect((await run(urls, ['restore', '--from', source])).code).toBe(0);
  });
});
