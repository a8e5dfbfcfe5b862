import { mintScope } from '../../authorization/scope.ts';
import type { SystemDb } from '../../database/system.ts';
import { isId } from '../../database/ids.ts';
import { canonicalForm, checksumOf, type StatementContent } from './canonical.ts';
import { makeLineItems, totalOf } from './line-items.ts';
import { firstDay } from './month.ts';
import { findCharged, sumRecordedUsage } from './queries.ts';
import { findSealedStatement } from './sealed.ts';

/** What verifying a sealed statement found: nothing wrong when there are no differences. */
export interface Verification {
  checksum: string;
  differences: string[];
}

/**
 * Makes a sealed statement again, from the events as they are now and the terms that it states, and compares.
 * @throws when there is no such sealed statement
 */
export async function verifyStatement(
  db: SystemDb,
  organizationId: string,
  month: string,
): Promise<Verification> {
  const day = firstDay(month);
  if (!isId(organizationId)) throw new Error(`${organizationId} is not the id of an organization.`);
  const scope = mintScope(organizationId.toLowerCase());
  const sealed = await findSealedStatement(db, scope, day);
  if (!sealed) throw new Error(`The organization ${organizationId} has no sealed statement for ${month}.`);
  const stated: StatementContent = { organizationId: scope.id, ...sealed };
  const made = await remake(db, stated);
  const differences = [
    ...(checksumOf(stated) === sealed.checksum
      ? []
      : [`The line items as they are kept have the checksum ${checksumOf(stated)}.`]),
    ...(checksumOf(made) === sealed.checksum
      ? []
      : [`The events amount to another statement: ${canonicalForm(made)}`]),
  ];
  return { checksum: sealed.checksum, differences };
}

async function remake(db: SystemDb, stated: StatementContent): Promise<StatementContent> {
  const scope = mintScope(stated.organizationId);
  const { month } = stated;
  const usage = await sumRecordedUsage(db, scope, month);
  const charged = await findCharged(
    db,
    scope,
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
