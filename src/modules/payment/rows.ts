import type { PaymentStatus } from '../../generated/enums.ts';

/** The payments of an organization. Instants are as PostgreSQL returns them. */
export interface PaymentRow {
  enabled: boolean;
  status: PaymentStatus;
  planCode: string | null;
  planVersion: number | null;
  seats: number | null;
  currentPeriodEnd: string | null;
  endsAt: string | null;
  planEndsAt: string | null;
  planGivenAt: string | null;
}
