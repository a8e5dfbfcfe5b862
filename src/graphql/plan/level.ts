import { type Expression, sql } from 'kysely';
import type { Columns } from './declaration.ts';
import type { Sql } from './json.ts';

/**
 * The rows from which the objects at one place of the operation are made: those of all parents together, in one common
 * table expression.
 */
export class Level {
  readonly name: string;
  /** The columns that are taken from the query of the rows. */
  readonly #columns: Set<string>;
  readonly #joins: Sql[] = [];

  constructor(name: string, columns = new Set<string>()) {
    this.name = name;
    this.#columns = columns;
  }

  /** The same rows, for objects that need other joins. */
  again(): Level {
    return new Level(this.name, this.#columns);
  }

  readonly column: Columns = (name) => {
    this.#columns.add(name);
    return sql.ref(`${this.name}.${name}`);
  };

  /** The values of a column in all rows, as an array. */
  values(column: string): Sql {
    return sql`array(select ${this.column(column)} from ${sql.id(this.name)})`;
  }

  /**
   * Joins the row of `other`, a common table expression, whose `key` is the value of the column `key`, if there is one.
   * Without `key`, `other` has at most one row.
   */
  join(other: string, key: string | undefined): Columns {
    const condition = key === undefined ? sql`true` : sql`${sql.ref(`${other}.key`)} = ${this.column(key)}`;
    this.#joins.push(sql`left join ${sql.id(other)} on ${condition}`);
    return (name) => sql.ref(`${other}.${name}`);
  }

  /** The rows, with what is joined to them. Call this when the fields of all objects are known. */
  rows(): Sql {
    return sql.join([sql`from ${sql.id(this.name)}`, ...this.#joins], sql` `);
  }

  /**
   * Selects the columns that are used. `rank` numbers the rows in the order of the query. With `parents`, a query of their
   * keys, the query is executed for each of them. Call this when the fields of all objects are known.
   */
  select(query: Expression<unknown>, parents?: Sql): Sql {
    const names = [...this.#columns];
    const read = names.filter((name) => name !== 'rank' && !(parents && name === 'key'));
    const rank = names.includes('rank') ? [sql`row_number() over () as rank`] : [];
    const rows = sql`select ${listOf([...read.map((name) => sql.id(name)), ...rank])} from ${query} as r`;
    if (!parents) return rows;
    return sql`select ${listOf(names.map((name) => sql.id(name)))}
      from (${parents}) as parent cross join lateral (${rows}) as item`;
  }
}

const listOf = (columns: Sql[]) => (columns.length > 0 ? sql.join(columns) : sql`1 as one`);
