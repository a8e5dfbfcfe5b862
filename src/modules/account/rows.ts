import type { Page } from '../../database/pagination.ts';
import type { UserStatus } from '../../generated/enums.ts';

/** An account as its own actions read it. */
export interface UserAccountRow {
  id: string;
  email: string;
  /** Whether the account holds its address; otherwise it only claims it. */
  holdsEmail: boolean;
  fullName: string;
  passwordHash: string;
  platformAdmin: boolean;
  emailVerifiedAt: string | null;
  passwordChangedAt: string | null;
  totpSecret: string | null;
  totpEnabledAt: string | null;
  totpLastStep: string | null;
  statusReason: string | null;
  statusUntil: string | null;
  status: string;
}

export interface UserStatusChangeRow {
  id: string;
  status: UserStatus;
  reason: string | null;
  until: string | null;
  createdAt: string;
}

export type UserStatusChangePage = Page<UserStatusChangeRow>;
