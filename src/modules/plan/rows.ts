import type { Page } from '../../database/pagination.ts';
import type { PlanCode, PlanFeature } from '../../generated/enums.ts';

export interface PlanRow {
  code: PlanCode;
  name: string;
  limits: {
    members: number | null;
    projects: number | null;
    apiKeys: number | null;
    webhookEndpoints: number | null;
    apiRequestsPerMinute: number | null;
    apiRequestsPerMonth: number | null;
    subscriptions: number | null;
    subscriptionsPerCaller: number | null;
  };
  features: PlanFeature[];
}

/** The plan of an organization from one instant to another. `from` is null for the first plan, `to` for the present one. */
export interface PlanSegmentRow {
  id: string;
  planCode: PlanCode;
  from: string | null;
  to: string | null;
}

export type PlanSegmentPage = Page<PlanSegmentRow>;
