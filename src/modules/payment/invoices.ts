import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { RemoteJobContext } from '../../jobs/define-job.ts';
import type { BillingLineItemRow } from '../billing/rows.ts';
import { findSealedStatement, type SealedRow } from '../billing/sealed-queries.ts';
import { monthOf } from '../usage/month.ts';
import type { InvoiceOrder, InvoiceOrderItem, PaymentProvider } from './provider.ts';
import { findCustomer } from './queries.ts';

/**
 * Sends the sealed statements that were not sent yet, the oldest first, from the month of the first subscription on. The
 * caller holds the lock of the organization's payments. A repeated call sends nothing twice: the provider recognizes a
 * statement that it has invoiced.
 */
export async function sendStatements(
  { organizationId, transact }: RemoteJobContext,
  provider: PaymentProvider,
): Promise<void> {
  for (;;) {
    const next = await transact(organizationId, (tenant, status) =>
      status ? findUnsent(tenant) : Promise.resolve(undefined),
    );
    if (!next) return;
    const { statement, ...customer } = next;
    const order = toOrder(organizationId, customer, statement);
    const invoiceId = order.items.length > 0 ? await provider.invoice(order) : null;
    await transact(organizationId, async (tenant, status) => {
      if (status) await insertInvoice(tenant, statement.month, invoiceId);
    });
  }
}

type Payer = Pick<InvoiceOrder, 'customerId' | 'paymentMethodId'>;

async function findUnsent(tenant: TenantDb): Promise<(Payer & { statement: SealedRow }) | undefined> {
  const { db, scope } = tenant;
  const customer = await findCustomer(tenant);
  if (!customer?.billedFrom) return undefined;
  const due = await db
    .selectFrom('billing_statements as s')
    .select('s.month')
    .where('s.organization_id', '=', scope.id)
    .where('s.month', '>=', customer.billedFrom)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('payment_invoices as i')
            .select(sql.lit(1).as('one'))
            .where('i.organization_id', '=', scope.id)
            .whereRef('i.month', '=', 's.month'),
        ),
      ),
    )
    .orderBy('s.month')
    .limit(1)
    .executeTakeFirst();
  const statement = due && (await findSealedStatement(tenant, due.month));
  const { customerId, paymentMethodId } = customer;
  return statement && { customerId, paymentMethodId, statement };
}

const insertInvoice = ({ db, scope }: TenantDb, month: string, invoiceId: string | null) =>
  db
    .insertInto('payment_invoices')
    .values({ organization_id: scope.id, month, invoice_id: invoiceId })
    .onConflict((conflict) => conflict.columns(['organization_id', 'month']).doNothing())
    .execute();

/** An order has no items if the statement charges nothing. */
function toOrder(organizationId: string, payer: Payer, statement: SealedRow): InvoiceOrder {
  const { month, currency, sealedAt, lineItems } = statement;
  return {
    ...payer,
    organizationId,
    month: monthOf(month),
    currency,
    sealedAt: new Date(sealedAt),
    items: lineItems.filter(({ amount }) => amount !== 0n).map((item) => toItem(statement, item)),
  };
}

function toItem({ planCode }: SealedRow, item: BillingLineItemRow): InvoiceOrderItem {
  const { kind, meter, usageMonth, segment, quantity, included, amount } = item;
  const plan = segment.planCode ?? planCode;
  const used = `${meter}: ${quantity} used, ${included} included`;
  const descriptions = {
    BASE: `Plan ${plan}`,
    USAGE: `${used}, plan ${plan}`,
    ADJUSTMENT: `${used}, adjustment for ${monthOf(usageMonth)}, plan ${plan}`,
  };
  return {
    description: descriptions[kind],
    amount,
    from: new Date(segment.from),
    to: new Date(segment.to),
  };
}
