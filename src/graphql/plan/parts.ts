import { CompiledQuery, type Expression, sql } from 'kysely';
import { templateTenant } from '../../database/template-tenant.ts';
import type { Sql } from './json.ts';
import { Level } from './level.ts';

/** The common table expressions of a statement. Each refers only to earlier ones. */
export class Parts {
  readonly #parts: (Sql | undefined)[] = [];

  /** Creates a level. `define` must define its rows, when its columns are known. */
  level(): { level: Level; define: (query: Expression<unknown>, parents?: Sql) => void } {
    const index = this.#parts.push(undefined) - 1;
    const level = new Level(nameOf(index));
    const define = (query: Expression<unknown>, parents?: Sql) => {
      this.#parts[index] = sql`${sql.id(level.name)} as (${level.select(query, parents)})`;
    };
    return { level, define };
  }

  /** Adds what is made of a level's rows, and returns its name. */
  add(query: Sql): string {
    const name = nameOf(this.#parts.length);
    // PostgreSQL would make the objects again for each row that they are joined to.
    this.#parts.push(sql`${sql.id(name)} as materialized (${query})`);
    return name;
  }

  compile(values: Sql[]): CompiledQuery {
    // There are none if all values are null, for example of a malformed id.
    const parts = this.#parts.length > 0 ? sql`with ${sql.join(this.#parts)}` : sql``;
    const compiled = sql`${parts} select ${sql.join(values)}`.compile(templateTenant.db);
    // Without Kysely's tree of the query, which is many times as large as its text.
    return CompiledQuery.raw(compiled.sql, [...compiled.parameters]);
  }
}

/** A name that no table has, so that no query hides it. */
const nameOf = (index: number) => `#${index}`;
