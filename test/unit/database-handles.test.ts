import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import type { SystemDb } from '../../src/database/system.ts';
import type { OrgScope, ServingDb, TenantDb } from '../../src/database/tenant-db.ts';
import type { DB } from '../../src/generated/database.ts';

declare const takesTenant: (tenant: TenantDb) => void;
declare const takesSystem: (db: SystemDb) => void;
declare const takesServing: (db: ServingDb) => void;
declare const takesEither: (db: Kysely<DB>) => void;

interface Handles {
  tenant: TenantDb;
  system: SystemDb;
  serving: ServingDb;
  plain: Kysely<DB>;
  scope: OrgScope;
}

/** `tsc` checks each line: a directive that suppresses no error is an error itself. */
const mistakes = ({ tenant, system, serving, plain, scope }: Handles) => [
  // @ts-expect-error the handle of the system login is not a TenantDb
  () => takesTenant(system),
  // @ts-expect-error the handle of the serving login has no organization
  () => takesTenant(serving),
  // @ts-expect-error a bare Kysely instance has no organization
  () => takesTenant(plain),
  // @ts-expect-error an object literal of a database and an organization is not minted
  () => takesTenant({ db: serving, scope }),
  // @ts-expect-error an id is not a verified OrgScope
  () => tenant.scope === ({ id: 'made up' } satisfies OrgScope),

  // @ts-expect-error a TenantDb is not a SystemDb
  () => takesSystem(tenant),
  // @ts-expect-error the handle of the serving login is not a SystemDb
  () => takesSystem(serving),
  // @ts-expect-error a bare Kysely instance is not a SystemDb
  () => takesSystem(plain),
  // @ts-expect-error the transaction of a TenantDb is not a SystemDb
  () => tenant.db.transaction().execute(async (transaction) => takesSystem(transaction)),

  // @ts-expect-error a SystemDb is not a ServingDb
  () => takesServing(system),
  // @ts-expect-error the transaction of a SystemDb is not a ServingDb
  () => system.transaction().execute(async (transaction) => takesServing(transaction)),
  // @ts-expect-error a bare Kysely instance is not a ServingDb
  () => takesServing(plain),
  // @ts-expect-error a TenantDb is not itself a database
  () => takesServing(tenant),
];

const allowed = ({ tenant, system, serving }: Handles) => [
  () => takesTenant(tenant),
  () => takesSystem(system),
  () => system.transaction().execute(async (transaction) => takesSystem(transaction)),
  () => takesServing(serving),
  () => takesServing(tenant.db),
  () => takesEither(system),
  () => takesEither(serving),
];

test('a handle of one login does not compile where a handle of the other is required', () => {
  expect([mistakes, allowed]).toHaveLength(2);
});
