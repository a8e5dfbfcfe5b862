import type { Page } from '../../database/pagination.ts';
import type { OrganizationStatus, SuspensionAuthority } from '../../generated/enums.ts';

/** A version of a plan. */
export interface PlanRef {
  planCode: string;
  planVersion: number;
}

/** What members may do, where organizations differ. */
export interface OrganizationSettings {
  adminsGrantAdmin: boolean;
  membersSeeAllProjects: boolean;
  membersInvite: boolean;
}

export interface OrganizationRow extends PlanRef, OrganizationSettings {
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

/** The settings are a part of the organization's row. */
export type OrganizationSettingsRow = OrganizationRow;

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
