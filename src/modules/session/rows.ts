import type { Page } from '../../database/pagination.ts';

export interface SessionRow {
  id: string;
  userAgent: string | null;
  ipAddress: string | null;
  createdAt: string;
  lastUsedAt: string;
  isImpersonation: boolean;
}

export type SessionPage = Page<SessionRow>;
