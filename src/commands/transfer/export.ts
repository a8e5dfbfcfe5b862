import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import type { SecretBox } from '../../crypto/secret-box.ts';
import { readMigrations } from '../../database/backup/catalog.ts';
import { inTransaction, withConnection } from '../../database/backup/connect.ts';
import { isId } from '../../database/ids.ts';
import { onInterruption } from '../../util/interruption.ts';
import { type Described, describeTables } from './tables.ts';
import { Digest, type Header, type Person, signDigest, type UsedMeter } from './file.ts';

const BATCH = 500;

/**
 * Writes all rows of an organization to a new file, as they are at one moment. Returns the number of lines.
 * @throws if the organization or its folder does not exist, or the file does
 */
export async function exportOrganization(
  systemUrl: string,
  box: SecretBox,
  organizationId: string,
  path: string,
): Promise<number> {
  if (!isId(organizationId)) throw new Error(`${organizationId} is not the id of an organization.`);
  const id = organizationId.toLowerCase();
  const file = await open(path, 'wx', 0o600);
  const remove = () => rm(path, { force: true });
  const release = onInterruption(remove);
  try {
    return await withConnection(systemUrl, (client) =>
      inTransaction(client, 'begin isolation level repeatable read read only', async () => {
        const digest = new Digest();
        const lines = Readable.from(signed(linesOf(client, id), digest, box));
        await pipeline(lines, file.createWriteStream({ flush: true }));
        return digest.lines;
      }),
    );
  } catch (error) {
    await file.close();
    await remove();
    throw error;
  } finally {
    release();
  }
}

async function* signed(lines: AsyncIterable<string>, digest: Digest, box: SecretBox): AsyncGenerator<string> {
  for await (const line of lines) {
    digest.add(line);
    yield `${line}\n`;
  }
  const sha256 = digest.finish();
  yield `${JSON.stringify({ end: { lines: digest.lines, sha256, code: signDigest(box, sha256) } })}\n`;
}

async function* linesOf(client: pg.Client, id: string): AsyncGenerator<string> {
  const { rows: found } = await client.query('select from organizations where id = $1', [id]);
  if (found.length === 0) throw new Error(`No organization has the id ${id}.`);
  const tables = await describeTables(client);
  const header: Header = {
    format: 'polity-organization-1',
    organizationId: id,
    exportedAt: new Date().toISOString(),
    migrations: (await readMigrations(client)).own,
    meters: await findMeters(client, id),
  };
  yield JSON.stringify({ header });
  for (const person of await findPeople(client, id, tables)) yield JSON.stringify({ person });
  for (const table of tables) yield* rowsOf(client, id, table);
}

/** PostgreSQL writes the rows as JSON, so that numbers keep all their digits. */
async function* rowsOf(client: pg.Client, id: string, { name, columns }: Described): AsyncGenerator<string> {
  const key = name === 'organizations' ? 'id' : 'organization_id';
  const list = columns.map((column) => `"${column}"`).join(', ');
  await client.query(
    `declare exported no scroll cursor for
      select row_to_json(exported)::text as row from (select ${list} from "${name}" where ${key} = '${id}') exported`,
  );
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${BATCH} from exported`);
    if (rows.length === 0) break;
    for (const { row } of rows) yield `{"table":"${name}","row":${row}}`;
  }
  await client.query('close exported');
}

async function findPeople(client: pg.Client, id: string, tables: Described[]): Promise<Person[]> {
  const named = tables.flatMap(({ name, people }) =>
    people.map((column) => `select "${column.name}" from "${name}" where organization_id = $1`),
  );
  const { rows } = await client.query<Person & { kind: string; bio: string | null }>(
    `select u.id, case when m.id is not null and u.email_verified_at is not null then u.email end as email,
      case when m.id is not null then u.full_name end as "fullName", m.kind, u.bio
    from users u left join memberships m on m.organization_id = $1 and m.user_id = u.id
    where u.id in (${named.join(' union ')}) order by u.id`,
    [id],
  );
  return rows.map(({ kind, bio, ...person }) => ({
    ...person,
    ...(kind === 'SERVICE' && { service: { description: bio } }),
  }));
}

async function findMeters(client: pg.Client, id: string): Promise<UsedMeter[]> {
  const { rows } = await client.query<UsedMeter>(
    `select code, kind, unique_property as "uniqueProperty", group_by as "groupBy" from meters
    where exists (select from usage_events where organization_id = $1 and meter = code)
      or exists (select from usage_months where organization_id = $1 and meter = code) order by code`,
    [id],
  );
  return rows;
}
