import type { Page } from '../../database/pagination.ts';
import type { FeatureKind, PlannedPlanChangeKind, PriceModel } from '../../generated/enums.ts';
import type { PlanRef } from '../organization/rows.ts';

/** The plan without a price: of new organizations, after a cancellation, and after a trial whose terms name no other. */
export const FREE = 'FREE';

/** Null is unlimited. */
export interface Limits {
  members: number | null;
  projects: number | null;
  apiKeys: number | null;
  webhookEndpoints: number | null;
  apiRequestsPerMinute: number | null;
  apiRequestsPerMonth: number | null;
  subscriptions: number | null;
  subscriptionsPerCaller: number | null;
}

/** The terms of a plan. */
export interface PlanVersionRow {
  code: string;
  version: number;
  effectiveFrom: string;
  publishedAt: string;
  basePrice: string;
  currency: string;
  limits: Limits;
  features: { feature: string; value: unknown }[];
  prices: PlanPriceRow[];
  /** Null without a trial. */
  trialDays: number | null;
  planAfterTrial: string | null;
}

export interface EntitlementRow {
  key: string;
  hasAccess: boolean;
  /** Of a feature. */
  value: unknown;
  limit: number | null;
  used: bigint | null;
  remaining: bigint | null;
  resetsAt: string | null;
}

export interface FeatureOverrideRow {
  feature: string;
  value: unknown;
  reason: string;
  expiresAt: string | null;
}

export interface FeatureRow {
  key: string;
  kind: FeatureKind;
  name: string;
  meter: string | null;
}

/** A plan with the terms of one version. */
export interface PlanRow {
  code: string;
  name: string;
  isPublic: boolean;
  archivedAt: string | null;
  /** The keys of the features that the version includes. */
  features: string[];
  terms: PlanVersionRow;
  /** Whether its list of versions has those that are not in effect yet. */
  showsAll?: boolean;
}

/** The version of a plan that an organization had from one instant to another. `from` is null for the first plan, `to` for the present one. */
export interface PlanSegmentRow extends PlanRef {
  id: string;
  from: string | null;
  to: string | null;
  isTrial: boolean;
}

export interface PlannedPlanChangeRow {
  kind: PlannedPlanChangeKind;
  planCode: string;
  at: string;
  refusedAt: string | null;
}

export type PlanSegmentPage = Page<PlanSegmentRow>;

export interface PlanPriceRow {
  meter: string;
  included: string;
  unitPrice: string;
  priceModel: PriceModel;
  packageSize: string | null;
  tiers: PriceTier[];
}

/** The quantity up to which a tier reaches, inclusive (null: without end), and the price of a unit. Numbers are decimal texts. */
export interface PriceTier {
  upTo: string | null;
  unitPrice: string;
}

/** How the quantity beyond the included one is priced. */
export type Pricing =
  | { model: Extract<PriceModel, 'PER_UNIT'> }
  | { model: Extract<PriceModel, 'PACKAGE'>; packageSize: string }
  /** Tiers ascend, and the last one has no end. */
  | { model: Extract<PriceModel, 'GRADUATED' | 'VOLUME'>; tiers: PriceTier[] };
