import type { Pricing } from '../plan/rows.ts';
import type { Page } from '../../database/pagination.ts';
import type { BillingLineItemKind, BillingStatementStatus, MeterKind } from '../../generated/enums.ts';

/** The time that a charge covers: instants as `2026-01-01T00:00:00.000Z`. */
export interface BilledSegment {
  /** Null for adjustments of statements that were sealed before there were segments. */
  planCode: string | null;
  planVersion: number | null;
  from: string;
  to: string;
}

/** A charge. Quantities and amounts are integers; `unitPrice` is a decimal number in the currency's smallest unit. */
export interface BillingLineItemRow {
  kind: BillingLineItemKind;
  meter: string | null;
  /** Null for the base price. */
  meterKind: MeterKind | null;
  /** The first day of the month. */
  usageMonth: string;
  segment: BilledSegment;
  quantity: bigint;
  included: bigint;
  overage: bigint;
  unitPrice: string;
  pricing: Pricing;
  amount: bigint;
}

/** The content that a statement's checksum covers. */
export interface StatementContent {
  organizationId: string;
  /** The first day. */
  month: string;
  planCode: string;
  currency: string;
  lineItems: BillingLineItemRow[];
  total: bigint;
}

export interface BillingStatementRow extends StatementContent {
  planCode: string;
  status: BillingStatementStatus;
  sealedAt: string | null;
  checksum: string | null;
}

export type BillingStatementPage = Page<BillingStatementRow>;
