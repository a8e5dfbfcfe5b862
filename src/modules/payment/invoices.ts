import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { BillingLineItemRow } from '../billing/rows.ts';
import { findSealedStatement, type SealedRow } from '../billing/sealed-queries.ts';
import { monthOf } from '../usage/month.ts';
import {
  type InvoiceOrder,
  type InvoiceOrderItem,
  PaymentError,
  type PaymentProvider,
  UnknownCustomer,
} from './provider.ts';

type Payer = Pick<InvoiceOrder, 'customerId' | 'paymentMethodId'>;

/** Whose statements are sent, and how to reach them. */
interface Sender {
  organizationId: string;
  logger: Logger;
  /** Runs `work` in a short transaction; returns undefined if nothing is to be sent any more. */
  run<T>(work: (tenant: TenantDb) => Promise<T>): Promise<T | undefined>;
  /** Records the sent statement, if not where those of present organizations are. */
  record?: (month: string, invoiceId: string | null) => Promise<void>;
  /** Returns who pays, and from which month on; undefined if nobody does at the moment. */
  findPayer(
    tenant: TenantDb,
  ): Promise<
    { customerId?: string | null; paymentMethodId?: string | null; billedFrom?: string | null } | undefined
  >;
}

/**
 * Sends the sealed statements that were not sent yet, the oldest first, from the month of the first subscription on. The
 * caller holds the lock of the organization's payments. A repeated call sends nothing twice: the provider recognizes a
 * statement that it has invoiced. One that it refuses does not keep later ones back. Returns the first refusal.
 */
export async function sendStatements(
  provider: PaymentProvider,
  { organizationId, logger, run, findPayer, record }: Sender,
): Promise<PaymentError | undefined> {
  let refusal: PaymentError | undefined;
  let after: string | undefined;
  for (;;) {
    const next = await run(async (tenant) => {
      const { customerId, paymentMethodId = null, billedFrom } = (await findPayer(tenant)) ?? {};
      if (!customerId || !billedFrom) return undefined;
      const statement = await findUnsent(tenant, billedFrom, after);
      return statement && { statement, payer: { customerId, paymentMethodId } };
    });
    if (!next) return refusal;
    const { statement, payer } = next;
    const { month } = statement;
    after = month;
    try {
      const order = toOrder(organizationId, payer, statement);
      const invoiceId = order.items.length > 0 ? await provider.invoice(order) : null;
      await (record ? record(month, invoiceId) : run((tenant) => insertInvoice(tenant, month, invoiceId)));
    } catch (error) {
      if (!(error instanceof PaymentError) || !error.isRefusal || error instanceof UnknownCustomer)
        throw error;
      logger.error({ err: error, organizationId, month }, 'the payment provider refuses a statement');
      refusal ??= error;
    }
  }
}

/** Returns the first statement that was not sent, of the months after `after`. */
async function findUnsent(
  tenant: TenantDb,
  billedFrom: string,
  after: string | undefined,
): Promise<SealedRow | undefined> {
  const { db, scope } = tenant;
  const due = await db
    .selectFrom('billing_statements as s')
    .select('s.month')
    .where('s.organization_id', '=', scope.id)
    .where('s.month', '>=', billedFrom)
    .$if(after !== undefined, (query) => query.where('s.month', '>', after!))
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
  return due && findSealedStatement(tenant, due.month);
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
