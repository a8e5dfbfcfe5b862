import { stringify } from 'csv-stringify/sync';
import type { LineItem } from './line-items.ts';
import { monthOf } from './month.ts';

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

/** A statement's line items as CSV (RFC 4180), safe to open in a spreadsheet. */
export function toCsv(statement: {
  month: string;
  status: string;
  currency: string;
  lineItems: LineItem[];
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
    // A negative number begins as a formula does, and is none.
    cast: { bigint: (number) => ({ value: String(number), escape_formulas: false }) },
  });
}
