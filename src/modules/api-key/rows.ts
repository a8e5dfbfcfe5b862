import type { Page } from '../../database/pagination.ts';
import type { ApiKeyScope, ApiKeyStatus, KeyVerificationCode, Role } from '../../generated/enums.ts';

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  role: Role;
  scopes: ApiKeyScope[];
  /** The only permissions that the key has of its owner's; null for all. */
  permissions: string[] | null;
  requestsPerMinute: number | null;
  requestsPerMonth: number | null;
  networks: string[] | null;
  /** Projects may have been deleted since. */
  projectIds: string[] | null;
  status: ApiKeyStatus;
  /** Null once their account is deleted. */
  createdById: string | null;
  /** For whom it acts: its creator, or a service account. */
  ownerId: string;
  rollDueAt: string | null;
  departureOverlapSeconds: number;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface KeyVerificationRow {
  valid: boolean;
  code: KeyVerificationCode;
  keyId: string | null;
  ownerId: string | null;
  remaining: number | null;
  resetsAt: string | null;
}

export type ApiKeyPage = Page<ApiKeyRow>;
