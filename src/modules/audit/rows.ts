import type { Page } from '../../database/pagination.ts';

export interface AuditEventRow {
  id: string;
  actorId: string | null;
  apiKeyId: string | null;
  impersonatorId: string | null;
  action: string;
  targetType: string;
  targetId: string | null;
  before: unknown;
  after: unknown;
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
  createdAt: string;
}

export type AuditEventPage = Page<AuditEventRow>;
