import type { Page } from '../../database/pagination.ts';
import type { ApiKeyScope, ApiKeyStatus, Role } from '../../generated/enums.ts';

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  role: Role;
  scopes: ApiKeyScope[];
  status: ApiKeyStatus;
  createdById: string;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type ApiKeyPage = Page<ApiKeyRow>;
