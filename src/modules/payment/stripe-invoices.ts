import type Stripe from 'stripe';
import { toStripeAmount } from './currencies.ts';
import type { Debt, InvoiceOrder, InvoiceOrderItem } from './provider.ts';

/** Stripe's clock and ours may differ. */
const DAY_SECONDS = 86_400;

/**
 * Creates the invoice of a statement, adds its items and has it charged. Each step first looks for what an earlier call
 * has done, because Stripe remembers idempotency keys for a day only. Returns the invoice's id.
 */
export async function invoiceStatement(stripe: Stripe, order: InvoiceOrder): Promise<string> {
  const key = `polity-statement-${order.organizationId}-${order.month}`;
  const { id, status } = (await findInvoice(stripe, order, key)) ?? (await createInvoice(stripe, order, key));
  if (status !== 'draft') return id;
  const present = await stripe.invoiceItems
    .list({ invoice: id, limit: 100 })
    .autoPagingToArray({ limit: 10_000 });
  const added = new Set(present.map(({ metadata }) => metadata?.['polity_item']));
  for (const [index, item] of order.items.entries())
    if (!added.has(String(index))) await addItem(stripe, id, order, item, index, key);
  await stripe.invoices.finalizeInvoice(id, { auto_advance: true }, { idempotencyKey: `${key}-finalize` });
  return id;
}

async function findInvoice(
  stripe: Stripe,
  { customerId, sealedAt }: InvoiceOrder,
  key: string,
): Promise<Pick<Stripe.Invoice, 'id' | 'status'> | undefined> {
  const since = Math.floor(sealedAt.getTime() / 1000) - DAY_SECONDS;
  const invoices = stripe.invoices.list({ customer: customerId, created: { gte: since }, limit: 100 });
  for await (const invoice of invoices) if (invoice.metadata?.['polity_statement'] === key) return invoice;
  return undefined;
}

/** The time that Stripe has to charge an invoice before it counts as late, and before it counts as unpaid. */
const LATE_AFTER_SECONDS = DAY_SECONDS;
const UNPAID_AFTER_SECONDS = 21 * DAY_SECONDS;

/** The price of the seats may be 0, which is always paid. So the invoices of statements are looked at themselves. */
export async function findDebt(stripe: Stripe, customer: string): Promise<Debt> {
  const now = Date.now() / 1000;
  let debt: Debt = 'NONE';
  for (const status of ['uncollectible', 'open'] as const)
    for await (const { metadata, created, attempted } of stripe.invoices.list({
      customer,
      status,
      limit: 100,
    })) {
      if (!metadata?.['polity_statement']) continue;
      if (status === 'uncollectible' || created < now - UNPAID_AFTER_SECONDS) return 'UNPAID';
      if (attempted || created < now - LATE_AFTER_SECONDS) debt = 'LATE';
    }
  return debt;
}

/** Creates a draft, which Stripe neither shows to the customer nor charges until it is finalized. */
const createInvoice = (
  stripe: Stripe,
  { customerId, organizationId, month, currency, paymentMethodId }: InvoiceOrder,
  key: string,
) =>
  stripe.invoices.create(
    {
      customer: customerId,
      currency: currency.toLowerCase(),
      description: `Statement of ${month}`,
      auto_advance: false,
      collection_method: 'charge_automatically',
      pending_invoice_items_behavior: 'exclude',
      ...(paymentMethodId && { default_payment_method: paymentMethodId }),
      metadata: { polity_statement: key, organization_id: organizationId, month },
    },
    { idempotencyKey: key },
  );

const addItem = (
  stripe: Stripe,
  invoice: string,
  { customerId, currency }: InvoiceOrder,
  { description, amount, from, to }: InvoiceOrderItem,
  index: number,
  key: string,
) =>
  stripe.invoiceItems.create(
    {
      customer: customerId,
      invoice,
      currency: currency.toLowerCase(),
      amount: toStripeAmount(amount, currency),
      description,
      period: { start: Math.floor(from.getTime() / 1000), end: Math.floor(to.getTime() / 1000) },
      metadata: { polity_item: String(index) },
    },
    { idempotencyKey: `${key}-item-${index}` },
  );
