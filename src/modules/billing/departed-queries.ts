import { sql } from 'kysely';
import type { SystemDb } from '../../database/system.ts';
import { narrowToTenant, type TenantDb } from '../../database/tenant-db.ts';

/**
 * Returns a handle whose queries find the statements that remain of a deleted organization, in place of those of present
 * ones. Only for queries without SQL of their own.
 */
export const departedTenant = (db: SystemDb, formerId: string): TenantDb =>
  narrowToTenant(
    db
      .with('billing_statements', (query) =>
        query
          .selectFrom('departed_statements')
          .select([
            'former_id as organization_id',
            'month',
            'plan_code',
            'currency',
            'total',
            'checksum',
            'sealed_at',
          ]),
      )
      .with('billing_line_items', (query) =>
        query
          .selectFrom('departed_line_items')
          .select([
            'former_id as organization_id',
            'month',
            'position',
            'kind',
            'meter',
            'meter_kind',
            'usage_month',
            'segment_plan_code',
            'segment_plan_version',
            'segment_from',
            'segment_to',
            'quantity',
            'included',
            'overage',
            'unit_price',
            'pricing',
            'amount',
          ]),
      )
      .with('payment_invoices', (query) =>
        query
          .selectFrom('departed_statements')
          .select(['former_id as organization_id', 'month', 'invoice_id', 'invoiced_at as sent_at'])
          .where('invoiced_at', 'is not', null),
      ) as unknown as SystemDb,
    formerId,
  );

/** Records that a statement of a deleted organization was invoiced; null if it charges nothing. */
export async function recordDepartedInvoice(
  db: SystemDb,
  formerId: string,
  month: string,
  invoiceId: string | null,
): Promise<void> {
  await db
    .updateTable('departed_statements')
    .set({ invoice_id: invoiceId, invoiced_at: sql<string>`now()` })
    .where('former_id', '=', formerId)
    .where('month', '=', month)
    .execute();
}
