import type { Page } from '../../database/pagination.ts';
import type { Role } from '../../generated/enums.ts';

export interface MembershipRow {
  id: string;
  organizationId: string;
  userId: string;
  role: Role;
  /** Whether the membership is in force. It is not during a suspension. */
  holds: boolean;
  suspendedAt: string | null;
  suspendedUntil: string | null;
  suspensionReason: string | null;
  suspendedById: string | null;
  /** The role that the suspending person had at that time. */
  suspendedByRole: Role | null;
  createdAt: string;
  updatedAt: string;
}

export type MembershipPage = Page<MembershipRow>;

/** A suspension is part of its membership. */
export type MembershipSuspensionRow = MembershipRow;
