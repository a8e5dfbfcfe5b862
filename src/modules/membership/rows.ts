import type { Page } from '../../database/pagination.ts';
import type { Role, UserKind } from '../../generated/enums.ts';

export interface MembershipRow {
  id: string;
  organizationId: string;
  userId: string;
  kind: UserKind;
  /** Of a service account; null if they have left. */
  responsibleId: string | null;
  /** The built-in role, or the one that the custom role is based on. */
  role: Role;
  /** The custom role; null for the built-in one. */
  roleId: string | null;
  /** Whether they see only the projects that they were given. */
  guest: boolean;
  /** The permissions of the custom role, or of a guest; null for the built-in role. */
  permissions: string[] | null;
  /** Whether the membership is in force. It is not during a suspension. */
  holds: boolean;
  suspendedAt: string | null;
  suspendedUntil: string | null;
  suspensionReason: string | null;
  suspendedById: string | null;
  /** The role that the suspending person had at that time. */
  suspendedByRole: Role | null;
  /** Their permissions at that time, if they had a custom role. */
  suspendedByPermissions: string[] | null;
  createdAt: string;
  updatedAt: string;
}

export type MembershipPage = Page<MembershipRow>;

/** A suspension is part of its membership. */
export type MembershipSuspensionRow = MembershipRow;
