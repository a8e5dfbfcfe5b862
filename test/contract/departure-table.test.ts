import { readFile } from 'node:fs/promises';
import { getNamedType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../support/contract.ts';
import { departureTable } from '../support/departure-table.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const places = departureTable.flatMap((left) => left.places);

/** Returns every column that names a person or a key, or stores a secret. */
async function columns(): Promise<string[]> {
  const { rows } = await server.systemPool.query(`
    select c.relname || '.' || a.attname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and (
      exists (select from pg_constraint k
        where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any(k.conkey) and a.attname <> 'organization_id'
          and k.confrelid in ('users'::regclass, 'memberships'::regclass))
      or a.atttypid = 'bytea'::regtype
      or a.atttypid in ('uuid'::regtype, 'text'::regtype)
        and a.attname ~ '(^|_)(user|actor|author|assignee|member|caller|person|secret|token|hash|by|api_key|by_key)(_id)?$')`);
  return rows.map(({ name }) => name);
}

/** Every field from an object to a person. */
const fields = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !/^__|(Payload|Query|Mutation|Edge|Connection)$/.test(name))
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => getNamedType(field.type).name === 'User')
      .map((field) => `${type.name}.${field.name}`),
  );

test('every column that names a person or stores a secret, and every field to a person, has a line', async () => {
  expect([...new Set(places)].toSorted()).toEqual([...(await columns()), ...fields].toSorted());
});

test('docs/departures.md has the same table', async () => {
  const page = await readFile(new URL('../../docs/departures.md', import.meta.url), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(rows).toEqual(
    departureTable.map(({ what, places, gone, demoted }) => [
      what,
      places.map((place) => `\`${place}\``).join(' '),
      gone,
      demoted,
    ]),
  );
});
