import { stringify } from 'csv-stringify/sync';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { monthOf } from '../usage/month.ts';
import type { BillingLineItemRow } from './rows.ts';
import { isSpecial } from './charges.ts';
import { isDivided } from './segments.ts';

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

/** The columns that follow if an item covers a part of its month only. */
const segmentColumns = ['plan', 'from', 'to'];

/** The columns that follow if an item's meter is of another kind than SUM, or not priced per unit. */
const kindColumns = ['meter_kind', 'price_model'];

/** Returns a statement's line items as CSV (RFC 4180), escaped for spreadsheets. */
export function toCsv(statement: {
  month: string;
  status: string;
  currency: string;
  lineItems: BillingLineItemRow[];
}): string {
  const { month, status, currency, lineItems } = statement;
  const divided = isDivided(lineItems);
  const hasKinds = lineItems.some(isSpecial);
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
    ...(divided
      ? [
          item.segment.planCode ?? '',
          serializeDateTime(item.segment.from),
          serializeDateTime(item.segment.to),
        ]
      : []),
    ...(hasKinds ? [item.meterKind ?? '', item.pricing.model] : []),
  ]);
  return stringify(rows, {
    header: true,
    columns: [...columns, ...(divided ? segmentColumns : []), ...(hasKinds ? kindColumns : [])],
    record_delimiter: '\r\n',
    escape_formulas: true,
    // A negative number starts like a formula but is safe.
    cast: { bigint: (number) => ({ value: String(number), escape_formulas: false }) },
  });
}
