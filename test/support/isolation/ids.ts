import type { Tenant } from '../contract.ts';
import type { TestServer } from '../server.ts';
import { ids as known } from '../access.ts';
import type { House } from './cast.ts';

/** The id of a thing of this type that the tenant has. */
export type IdOf = (type: string, tenant: Tenant) => string;

/** @throws when a tenant has none of a table */
export async function createIds({ systemPool }: TestServer, houses: readonly House[]): Promise<IdOf> {
  const first = new Map<string, string>();
  for (const { organizationId } of houses) {
    for (const source of Object.values(known)) {
      if (typeof source === 'function') continue;
      const { rows } = await systemPool.query(
        `select id from ${source.table} where organization_id = $1 order by id limit 1`,
        [organizationId],
      );
      first.set(`${source.table} ${organizationId}`, rows[0].id);
    }
  }
  return (type, tenant) => {
    const source = known[type];
    if (!source) throw new Error(`No access.ts knows an id of a ${type}.`);
    return typeof source === 'function'
      ? source(tenant)
      : first.get(`${source.table} ${tenant.organizationId}`)!;
  };
}
