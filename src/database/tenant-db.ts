import type { Kysely } from 'kysely';
import type { DB } from '../generated/database.ts';
import type { SystemDb } from './system.ts';

declare const minted: unique symbol;

declare const login: unique symbol;

/** The database of the serving login, in one transaction. Row-level security limits it to rows that the caller may see. */
export type ServingDb = Kysely<DB> & { readonly [login]: 'serving' };

/** The id of an organization to which the caller has access. */
export interface OrgScope {
  readonly id: string;
  readonly [minted]: true;
}

/**
 * A database handle together with its organization. Every tenant query takes one, so a query without the tenancy check,
 * or with the ids of two organizations, does not compile.
 */
class TenantDb {
  declare readonly [minted]: true;
  readonly db: ServingDb;
  readonly scope: OrgScope;

  constructor(db: ServingDb, organizationId: string) {
    this.db = db;
    this.scope = { id: organizationId } as OrgScope;
  }
}

// Only the type is exported, so that no other file can construct a handle.
export type { TenantDb };

/**
 * Creates a tenant handle.
 * Security: code that passes an id from a client could read any organization. Only the context's tenancy check, the
 * runner of tenant jobs and the template of planned reads may import this function; the linter rejects imports in other files.
 */
export const mintTenant = (db: ServingDb, organizationId: string): TenantDb =>
  new TenantDb(db, organizationId);

/**
 * Creates a tenant handle of the system login, for work without a member as caller: billing statements, links in mails,
 * overrides by a platform administrator.
 * Security: row-level security does not apply to this login, so a query without a condition would read every
 * organization. Only queries that take a `TenantDb` and filter by its scope may use it. The linter rejects the import
 * except in the files that .oxlintrc.json lists.
 */
export const narrowToTenant = (db: SystemDb, organizationId: string): TenantDb =>
  mintTenant(db as Kysely<DB> as ServingDb, organizationId);
