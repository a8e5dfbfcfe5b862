import type { SystemDb } from '../../database/system.ts';
import { narrowToTenant, type TenantDb } from '../../database/tenant-db.ts';
import { isId } from '../../database/ids.ts';
import { canonicalForm, checksumOf } from './checksum.ts';
import { makeLineItems, totalOf } from './line-items.ts';
import { firstDay } from '../usage/month.ts';
import { findCharged, sumRecordedUsage } from './queries.ts';
import { findSealedStatement } from './sealed-queries.ts';
import type { StatementContent } from './rows.ts';

/** The result of verifying a sealed statement. It is correct when there are no differences. */
export interface Verification {
  checksum: string;
  differences: string[];
}

/**
 * Recomputes a sealed statement from the current events and the terms that it states, and compares the two.
 * @throws when there is no such sealed statement
 */
export async function verifyStatement(
  db: SystemDb,
  organizationId: string,
  month: string,
): Promise<Verification> {
  const day = firstDay(month);
  if (!isId(organizationId)) throw new Error(`${organizationId} is not the id of an organization.`);
  const tenant = narrowToTenant(db, organizationId.toLowerCase());
  const sealed = await findSealedStatement(tenant, day);
  if (!sealed) throw new Error(`The organization ${organizationId} has no sealed statement for ${month}.`);
  const stated: StatementContent = { organizationId: tenant.scope.id, ...sealed };
  const made = await remake(tenant, stated);
  const differences = [
    ...(checksumOf(stated) === sealed.checksum
      ? []
      : [`The line items as they are kept have the checksum ${checksumOf(stated)}.`]),
    ...(checksumOf(made) === sealed.checksum
      ? []
      : [`The events result in another statement: ${canonicalForm(made)}`]),
  ];
  return { checksum: sealed.checksum, differences };
}

async function remake(tenant: TenantDb, stated: StatementContent): Promise<StatementContent> {
  const { month } = stated;
  const usage = await sumRecordedUsage(tenant, month);
  const charged = await findCharged(
    tenant,
    month,
    usage.map(({ usageMonth }) => usageMonth),
  );
  const prices = stated.lineItems.flatMap(({ kind, meter, included, unitPrice }) =>
    kind === 'USAGE' && meter ? [{ meter, included, unitPrice }] : [],
  );
  const base = stated.lineItems.find(({ kind }) => kind === 'BASE');
  const terms = { basePrice: base?.unitPrice ?? '0', baseQuantity: base?.quantity ?? 1n, prices };
  const lineItems = makeLineItems(month, terms, usage, charged);
  return { ...stated, lineItems, total: totalOf(lineItems) };
}
