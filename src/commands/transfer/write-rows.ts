import pg from 'pg';
import type { Described, PersonColumn } from './tables.ts';

const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 4_000_000;

interface Target {
  id: string;
  /** For webhook endpoints: nobody knows it. */
  secret: Buffer;
  slug: string | undefined;
  isSigned: boolean;
}

/** Inserts the rows of an export, which come in the order of the tables. */
export class RowWriter {
  written = 0;
  leftOut = 0;
  readonly #client: pg.Client;
  readonly #path: string;
  readonly #target: Target;
  readonly #tables: Map<string, Described>;
  #batch: { table: string; rows: string[]; characters: number; from: number; to: number } | undefined;

  constructor(client: pg.Client, path: string, target: Target, tables: Described[]) {
    this.#client = client;
    this.#path = path;
    this.#target = target;
    this.#tables = new Map(tables.map((table) => [table.name, table]));
  }

  /** Takes a line of a row that `checkFile` has accepted. */
  async add(line: string, number: number): Promise<void> {
    const table = /^\{"table":"(\w+)"/.exec(line)![1]!;
    const row = line.slice(`{"table":"${table}","row":`.length, -1);
    const full =
      this.#batch &&
      (this.#batch.table !== table ||
        this.#batch.rows.length === BATCH_ROWS ||
        this.#batch.characters > BATCH_CHARACTERS);
    if (full) await this.flush();
    this.#batch ??= { table, rows: [], characters: 0, from: number, to: number };
    this.#batch.rows.push(row);
    this.#batch.characters += row.length;
    this.#batch.to = number;
  }

  async flush(): Promise<void> {
    const batch = this.#batch;
    if (!batch) return;
    this.#batch = undefined;
    const table = this.#tables.get(batch.table)!;
    if (table.isGranted && !this.#target.isSigned) {
      this.leftOut += batch.rows.length;
      return;
    }
    const { id, secret, slug } = this.#target;
    try {
      const { text, values } = insertStatement(table, id, `[${batch.rows.join(',')}]`, { secret, slug });
      const { rowCount } = await this.#client.query(text, values);
      this.written += rowCount!;
      this.leftOut += batch.rows.length - rowCount!;
      if (batch.table === 'memberships')
        for (const keep of [KEEP_SUSPENSIONS, KEEP_CONTACTS])
          await this.#client.query(keep, [`[${batch.rows.join(',')}]`]);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      if (error.constraint === 'organizations_slug_key')
        throw new Error('The slug of the organization is taken. Name another one with --slug.', {
          cause: error,
        });
      const detail = [error.message, error.detail].filter(Boolean).join('. ');
      throw new Error(`${this.#path}, lines ${batch.from} to ${batch.to}, ${batch.table}: ${detail}`, {
        cause: error,
      });
    }
  }
}

/** Suspensions are put in force after all other rows: nothing can be assigned to a suspended member. */
const KEEP_SUSPENSIONS = `
  insert into imported_suspensions
  select r.user_id, r.member_suspended_at, r.member_suspended_until, r.member_suspension_reason,
    r.member_suspended_by_id, r.member_suspended_by_role, r.member_suspended_by_permissions
  from json_populate_recordset(null::memberships, $1::json) r where r.member_suspended_at is not null`;

/** Contacts of service accounts are set once all members are there. */
const KEEP_CONTACTS = `
  insert into imported_contacts select r.user_id, r.responsible_id
  from json_populate_recordset(null::memberships, $1::json) r where r.responsible_id is not null`;

function insertStatement(
  { name, columns, imported = {}, required: alsoRequired = [], people }: Described,
  id: string,
  rows: string,
  { secret, slug }: Pick<Target, 'secret' | 'slug'>,
): { text: string; values: unknown[] } {
  const isOrganization = name === 'organizations';
  const written = [...new Set([...columns, ...Object.keys(imported)])];
  const personOf = new Map(people.map((column) => [column.name, column]));
  const expressions = written.map((column) => {
    const person = personOf.get(column);
    return imported[column] ?? (person ? matched(person) : `r."${column}"`);
  });
  const required = people.filter(
    ({ isNullable, name: column }) => (!isNullable || alsoRequired.includes(column)) && !imported[column],
  );
  const targets = written.map((column) => `"${column}"`);
  if (!isOrganization) {
    targets.unshift('organization_id');
    expressions.unshift('$1::uuid');
  }
  const conditions = ['$1::uuid is not null', ...required.map((column) => `${matched(column)} is not null`)];
  return {
    text: `insert into "${name}" (${targets.join(', ')}) overriding system value
      select ${expressions.join(', ')} from json_populate_recordset(null::"${name}", $2::json) r
      where ${conditions.join(' and ')}`,
    values: [
      id,
      rows,
      ...(expressions.some((each) => each.includes('$3')) ? [isOrganization ? slug : secret] : []),
    ],
  };
}

/** The account here of somebody whom a row names; null if there is none. */
const matched = ({ name, isMember }: PersonColumn) =>
  isMember
    ? `(select m.user_id from imported_people p join memberships m on m.organization_id = $1 and m.user_id = p.id
        where p.exported_id = r."${name}")`
    : `(select p.id from imported_people p where p.exported_id = r."${name}")`;
