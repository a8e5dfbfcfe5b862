import type { Tenant } from '../contract.ts';
import type { TestServer } from '../server.ts';
import { ids as known } from '../access.ts';
import type { Place } from './classes.ts';

/** Whatever is written like an id. */
export const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** The id of a thing of this type that the tenant has. */
export type IdOf = (type: string, tenant: Tenant) => string;

/** @throws when a tenant has none of a table */
export async function createIds({ systemPool }: TestServer, places: readonly Place[]): Promise<IdOf> {
  const first = new Map<string, string>();
  for (const { organizationId, projectId, taskId, around } of places) {
    for (const source of Object.values(known)) {
      if (typeof source === 'function') continue;
      const { table, names } = source;
      const { rows } = await systemPool.query(
        `select id from ${table} where organization_id = $1 ${around && names ? `and ${names} in ($2, $3)` : 'and $2 <> $3'}
        order by id limit 1`,
        [organizationId, projectId, taskId],
      );
      first.set(`${table} ${projectId}`, rows[0].id);
    }
  }
  return (type, tenant) => {
    const source = known[type];
    if (!source) throw new Error(`No access.ts knows an id of a ${type}.`);
    return typeof source === 'function' ? source(tenant) : first.get(`${source.table} ${tenant.projectId}`)!;
  };
}
