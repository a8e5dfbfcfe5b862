import type { Page } from '../../database/pagination.ts';
import type { AccountEventActor } from '../../generated/enums.ts';

export interface AccountEventRow {
  id: string;
  action: string;
  actor: AccountEventActor;
  sessionId: string | null;
  details: unknown;
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
  createdAt: string;
}

export type AccountEventPage = Page<AccountEventRow>;
