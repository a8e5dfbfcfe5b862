import pg from 'pg';

/** The parts of a database that servers rely on: columns by `table.column`, functions by signature with their result. */
export interface Catalog {
  /** The type, and whether a row can be written without a value. */
  columns: Record<string, { type: string; required: boolean }>;
  functions: Record<string, string>;
}

export async function readCatalog(systemUrl: string): Promise<Catalog> {
  const client = new pg.Client({ connectionString: systemUrl });
  await client.connect();
  try {
    const { rows: columns } = await client.query<{ name: string; type: string; required: boolean }>(`
      select relname || '.' || attname as name, format_type(atttypid, atttypmod) as type,
        attnotnull and not atthasdef and attidentity = '' as required
      from pg_attribute join pg_class c on c.oid = attrelid
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and attnum > 0
        and not attisdropped and relname !~ '^kysely_' order by 1`);
    const { rows: functions } = await client.query<{ name: string; result: string }>(`
      select oid::regprocedure::text as name, pg_get_function_result(oid) as result
      from pg_proc where pronamespace = 'app'::regnamespace order by 1`);
    return {
      columns: Object.fromEntries(columns.map(({ name, ...column }) => [name, column])),
      functions: Object.fromEntries(functions.map(({ name, result }) => [name, result])),
    };
  } finally {
    await client.end();
  }
}

/** Returns how the migrations since a release break that release's servers. `mayBeGone` lists what these no longer use. */
export function findContractions(
  released: Catalog,
  present: Catalog,
  mayBeGone: ReadonlySet<string>,
): string[] {
  const faults: string[] = [];
  const tables = new Set(Object.keys(released.columns).map(tableOf));
  const goes = (name: string) => !mayBeGone.has(name) && !mayBeGone.has(tableOf(name));
  for (const [name, { type, required }] of Object.entries(released.columns)) {
    const column = present.columns[name];
    if (!column) {
      if (goes(name)) faults.push(`${name} is dropped or renamed.`);
    } else if (column.type !== type) faults.push(`${name} changes from ${type} to ${column.type}.`);
    else if (column.required && !required) faults.push(`${name} becomes required.`);
  }
  for (const [name, { required }] of Object.entries(present.columns))
    if (!released.columns[name] && required && tables.has(tableOf(name)))
      faults.push(`${name} is required: the released server writes rows without it.`);
  for (const [name, result] of Object.entries(released.functions)) {
    const now = present.functions[name];
    if (now === undefined) {
      if (goes(name)) faults.push(`${name} is dropped, renamed or takes other arguments.`);
    } else if (now !== result) faults.push(`${name} returns ${now} and no longer ${result}.`);
  }
  return faults;
}

const tableOf = (column: string) => column.split('.', 1)[0]!;
