import pg from 'pg';
import { inject } from 'vitest';
import { tenantTables } from '../contract.ts';
import type { TestServer } from '../server.ts';

/** A table's rows that belong to somebody: an organization, a user, or nobody. */
export interface Rows {
  table: string;
  owner: string;
  /** Whether the table is one of tenants. */
  tenant: boolean;
}

/** All rows as they were, to compare with and to go back to. */
export interface State {
  /** Returns whose rows differ from the copy, of the tables that were written to since the last call. */
  changes(): Promise<Rows[]>;
  /** Puts the rows of these tables back. The next call of `changes` compares them again. */
  restore(changes: Rows[]): Promise<void>;
  end(): Promise<void>;
}

/** Whom the rows of a table belong to, by the first of these columns that it has. */
const ownerColumns = ['organization_id', 'user_id'];
const identities = new Set(['organizations', 'users']);

/** What is counted of an API key's requests, refused ones too, and not at once. */
const counted = ['api_request_counts', 'api_requests', 'usage_pending'];

/**
 * Follow from writes to other tables. Versions only rise: a server could otherwise take a kept response for one of the rows
 * that are put back.
 */
const derived = ['organization_versions'];

/**
 * Keeps a copy of every row. It goes past row-level security, foreign keys and triggers, which tests of those do not.
 * A trigger on every table notes each statement that writes to it, so that only those tables are compared.
 */
export async function keepState({ urls, systemPool }: TestServer): Promise<State> {
  const url = Object.assign(new URL(inject('superuserUrl')), { pathname: new URL(urls.systemUrl).pathname });
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname !~ '^kysely_' and c.relname <> all($1)
    group by 1 order by 1`,
    [[...counted, ...derived]],
  );
  await client.query(
    `set session_replication_role = replica; create schema kept;
     ${tables.map(({ name }) => `create table kept.${name} as table public.${name};`).join(' ')}
     create table kept.written (name text);
     create function kept.note_write() returns trigger language plpgsql security definer set search_path = ''
       as 'begin insert into kept.written values (tg_table_name); return null; end';
     ${tables
       .map(
         ({
           name,
         }) => `create trigger zz_note_write after insert or update or delete or truncate on public.${name}
           for each statement execute function kept.note_write();`,
       )
       .join(' ')}`,
  );

  const ownerOf = ({ name, columns }: { name: string; columns: string[] }) =>
    identities.has(name) ? 'id' : ownerColumns.find((column) => columns.includes(column));
  const digestOf = (table: { name: string; columns: string[] }) =>
    `select '${table.name}' as table, coalesce(${ownerOf(table) ?? 'null'}::text, '') as owner,
       md5(string_agg(t::text, ' ' order by t::text)) as digest from public.${table.name} t group by 2`;
  const digest = async (of: typeof tables) => {
    if (of.length === 0) return new Map<string, string>();
    const { rows } = await client.query<{ table: string; owner: string; digest: string }>(
      of.map(digestOf).join(' union all '),
    );
    return new Map(rows.map(({ table, owner, digest }) => [`${table} ${owner}`, digest]));
  };
  const kept = await digest(tables);
  const ofTenants = new Set(await tenantTables(systemPool));

  const changes = async (): Promise<Rows[]> => {
    const { rows } = await client.query<{ name: string }>(
      'with noted as (delete from kept.written returning name) select distinct name from noted',
    );
    const written = new Set(rows.map(({ name }) => name));
    const now = await digest(tables.filter(({ name }) => written.has(name)));
    return [...new Set([...kept.keys(), ...now.keys()])]
      .filter((key) => written.has(key.split(' ')[0]!) && kept.get(key) !== now.get(key))
      .map((key) => {
        const [table, owner] = key.split(' ') as [string, string];
        return { table, owner, tenant: ofTenants.has(table) };
      });
  };
  return {
    changes,
    restore: async (changed) => {
      const names = new Set(changed.map(({ table }) => table));
      const statements = tables
        .filter(({ name }) => names.has(name))
        .map(({ name, columns }) => {
          const list = columns.map((column) => `"${column}"`).join(', ');
          // This connection's writes fire no trigger, so it notes them itself.
          return `delete from public.${name};
            insert into public.${name} (${list}) overriding system value select ${list} from kept.${name};
            insert into kept.written values ('${name}');`;
        });
      // No trigger raises the versions either.
      if (statements.length > 0)
        await client.query(`${statements.join(' ')} update organization_versions set version = version + 1;`);
    },
    end: () => client.end(),
  };
}
