import type { Page } from '../../database/pagination.ts';
import type { OrganizationStatus, SuspensionAuthority } from '../../generated/enums.ts';
import type { PlanRef } from '../organization/rows.ts';

export interface OrganizationOverviewRow extends PlanRef {
  /** For the cursors of the list. */
  id: string;
  organizationId: string;
  name: string;
  slug: string;
  status: OrganizationStatus;
  suspendedBy: SuspensionAuthority | null;
  deletesAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type OrganizationOverviewPage = Page<OrganizationOverviewRow>;

export interface OrganizationUseRow {
  members: number;
  projects: number;
  tasks: number;
  apiRequests: number;
}
