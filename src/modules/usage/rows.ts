import type { Page } from '../../database/pagination.ts';
import type { UsageGranularity } from '../../generated/enums.ts';

export interface UsageEventRow {
  id: string;
  eventId: string;
  meter: string;
  quantity: string;
  occurredAt: string;
  subject: string | null;
  properties: Record<string, unknown> | null;
  createdAt: string;
  /** Null, like the fields below, unless the event is voided. */
  voidedAt: string | null;
  voidReason: string | null;
  voidedById: string | null;
  /** As `2026-01`. */
  voidStatementMonth: string | null;
}

export type UsageEventPage = Page<UsageEventRow>;

interface Bucket {
  start: string;
  quantity: bigint;
}

export interface Group {
  key: string | null;
  /** The values of the properties that the series is grouped by. */
  properties: Record<string, string | null> | null;
  total: bigint;
  buckets: Bucket[];
}

export interface UsageSeriesRow {
  meter: string;
  granularity: UsageGranularity;
  from: string;
  to: string;
  buckets: Bucket[];
  total: bigint;
  groups: Group[];
}

/** A void is part of its event. */
export type UsageVoidRow = UsageEventRow;
