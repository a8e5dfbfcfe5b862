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
