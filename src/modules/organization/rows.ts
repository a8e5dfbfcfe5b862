import type { Page } from '../../database/pagination.ts';
import type { OrganizationStatus, SuspensionAuthority } from '../../generated/enums.ts';

/** A version of a plan. */
export interface PlanRef {
  planCode: string;
  planVersion: number;
}

export interface OrganizationRow extends PlanRef {
  id: string;
  name: string;
  slug: string;
  status: OrganizationStatus;
  /** The start of the suspension. It may be over, or may have begun before the archive. */
  suspendedAt: string | null;
  suspendedUntil: string | null;
  suspendedBy: SuspensionAuthority | null;
  suspensionReason: string | null;
  archiveReason: string | null;
  deletesAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type OrganizationPage = Page<OrganizationRow>;

export interface OrganizationStatusChangeRow {
  id: string;
  status: OrganizationStatus;
  reason: string | null;
  until: string | null;
  changedById: string | null;
  createdAt: string;
}

export type OrganizationStatusChangePage = Page<OrganizationStatusChangeRow>;
