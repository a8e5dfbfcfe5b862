import { stringify } from 'csv-stringify/sync';
import { monthOf } from '../usage/month.ts';
import type { BillingLineItemRow } from './rows.ts';

const columns = [
  'month',
  'status',
  'kind',
  'meter',
  'usage_month',
  'quantity',
  'included',
  'overage',
  'unit_price',
  'amount',
  'currency',
];

/** Returns a statement's line items as CSV (RFC 4180), escaped for spreadsheets. */
export function toCsv(statement: {
  month: string;
  status: string;
  currency: string;
  lineItems: BillingLineItemRow[];
}): string {
  const { month, status, currency, lineItems } = statement;
  const rows = lineItems.map((item) => [
    monthOf(month),
    status,
    item.kind,
    item.meter ?? '',
    monthOf(item.usageMonth),
    item.quantity,
    item.included,
    item.overage,
    item.unitPrice,
    item.amount,
    currency,
  ]);
  return stringify(rows, {
    header: true,
    columns,
    record_delimiter: '\r\n',
    escape_formulas: true,
    // A negative number starts like a formula but is safe.
    cast: { bigint: (number) => ({ value: String(number), escape_formulas: false }) },
  });
}
