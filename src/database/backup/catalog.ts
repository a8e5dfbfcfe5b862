import type pg from 'pg';

/*
 * A backup has the rows of every table in `public` and of the job queue, and the positions of their sequences. It has no
 * definitions: a restored database gets those from the migrations of the same release.
 */

export interface BackupTable {
  /** For example `public.users`. Also names the table's file. */
  name: string;
  /** The name for SQL. */
  sql: string;
  /** The type of each column with values of its own, in their order. Generated columns are computed anew. */
  columns: Record<string, string>;
  /** The columns for SQL. */
  list: string;
  /** Whether row-level security applies to the current login. */
  isSecured: boolean;
  /** Whether a policy shows the current login every row. */
  seesAll: boolean;
  /** Whether the current login may alter the table. */
  isOwned: boolean;
  isForced: boolean;
}

/** What the migrations themselves keep. A migrated database has it already. */
const KEPT = ['public.kysely_migration', 'public.kysely_migration_lock', 'graphile_worker.migrations'];

const SCHEMAS = ['public', 'graphile_worker'];

/** Returns the tables in the order of their names. A partitioned table stands for its partitions. */
export async function readTables(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<Omit<BackupTable, 'columns'> & { columns: [string, string][] }>(
    `select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as sql,
      coalesce((select json_agg(json_build_array(attname, format_type(atttypid, atttypmod)) order by attnum)
        from pg_attribute where ${hasValues}), '[]') as columns,
      (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute where ${hasValues}) as list,
      row_security_active(c.oid) as "isSecured", c.relforcerowsecurity as "isForced",
      exists (select from pg_policy, unnest(polroles) role
        where polrelid = c.oid and polpermissive and polcmd = '*' and pg_get_expr(polqual, polrelid) = 'true'
          and (role = 0 or pg_has_role(role, 'usage'))) as "seesAll",
      pg_has_role(c.relowner, 'usage') as "isOwned"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname || '.' || c.relname <> all($2)
      and not exists (select from pg_depend where objid = c.oid and deptype = 'e')
    order by 1`,
    [SCHEMAS, KEPT],
  );
  return rows.map((row) => ({ ...row, columns: Object.fromEntries(row.columns) }));
}

const hasValues = `attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''`;

export interface SequencePosition {
  name: string;
  /** As text, because it may exceed JavaScript's numbers. */
  value: string;
  isCalled: boolean;
}

/** Sequences are outside of transactions: read them after the rows, so that none is behind the rows. */
export async function readSequences(client: pg.ClientBase): Promise<SequencePosition[]> {
  const { rows: names } = await client.query<{ name: string; sql: string }>(
    `select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as sql
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and c.relkind = 'S' order by 1`,
    [SCHEMAS],
  );
  const positions: SequencePosition[] = [];
  for (const { name, sql } of names) {
    const { rows } = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from ${sql}`,
    );
    positions.push({ name, ...rows[0]! });
  }
  return positions;
}

/** The names of the migrations that a database has, also of the job queue's. Empty for a database without any. */
export async function readMigrations(client: pg.ClientBase): Promise<{ own: string[]; queue: string[] }> {
  const list = async (table: string, column: string) => {
    const { rows: exists } = await client.query('select to_regclass($1) is not null as found', [table]);
    if (!exists[0].found) return [];
    const { rows } = await client.query<{ name: string }>(
      `select ${column}::text as name from ${table} order by ${column}`,
    );
    return rows.map(({ name }) => name);
  };
  return {
    own: await list('public.kysely_migration', 'name'),
    queue: await list('graphile_worker.migrations', 'id'),
  };
}
