import type { Page } from '../../database/pagination.ts';
import type { CreditEntryKind, CreditGrantStatus } from '../../generated/enums.ts';

export interface CreditBalanceRow {
  balance: string;
  alertThreshold: string | null;
  nextExpiresAt: string | null;
}

export interface CreditGrantRow {
  id: string;
  amount: string;
  remaining: string;
  priority: number;
  reason: string;
  status: CreditGrantStatus;
  voidReason: string | null;
  expiresAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type CreditGrantPage = Page<CreditGrantRow>;

export interface CreditEntryRow {
  id: string;
  kind: CreditEntryKind;
  amount: string;
  balanceAfter: string;
  grantId: string;
  /** Null unless the kind is SPENT. */
  spendId: string | null;
  createdAt: string;
}

export type CreditEntryPage = Page<CreditEntryRow>;

export interface CreditSpendRow {
  id: string;
  /** The id that the caller gave the spend. */
  spendId: string;
  amount: string;
  description: string | null;
  balanceAfter: string;
  spentById: string | null;
  createdAt: string;
}
