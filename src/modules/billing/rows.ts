import type { Page } from '../../database/pagination.ts';
import type { BillingLineItemKind, BillingStatementStatus, PlanCode } from '../../generated/enums.ts';

/** A charge. Quantities and amounts are integers; `unitPrice` is a decimal number in the currency's smallest unit. */
export interface BillingLineItemRow {
  kind: BillingLineItemKind;
  meter: string | null;
  /** The first day of the month. */
  usageMonth: string;
  quantity: bigint;
  included: bigint;
  overage: bigint;
  unitPrice: string;
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
  planCode: PlanCode;
  status: BillingStatementStatus;
  sealedAt: string | null;
  checksum: string | null;
}

export type BillingStatementPage = Page<BillingStatementRow>;
