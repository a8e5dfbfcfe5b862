import type { Kysely } from 'kysely';
import { mintTenant, type ServingDb, type TenantDb } from '../../src/database/tenant-db.ts';
import type { DB } from '../../src/generated/database.ts';

/** The database as an organization's queries take it, over the handle of a test. */
export const tenantOf = (db: Kysely<DB>, organizationId: string): TenantDb =>
  mintTenant(db as ServingDb, organizationId);
