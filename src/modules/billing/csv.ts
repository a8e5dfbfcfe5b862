import type { LineItem } from './line-items.ts';
import { monthOf } from './month.ts';

const header =
  'month,status,kind,meter,usage_month,quantity,included,overage,unit_price,amount,currency'.split(',');

/** A statement's line items by RFC 4180: a header, CRLF after every line, quotes where they are needed. */
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
  return [header, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

/** A field. What a spreadsheet would run as a formula is made a text by an apostrophe before it. */
export function csvField(value: unknown): string {
  const text = String(value);
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
