import type { Page } from '../../database/pagination.ts';
import type { ClientVersionStatus, RegisteredOperationType } from '../../generated/enums.ts';

export interface ClientVersionRow {
  id: string;
  clientName: string;
  clientVersion: string;
  status: ClientVersionStatus;
  activatedAt: string | null;
  retiredAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type ClientVersionPage = Page<ClientVersionRow>;

/** An operation of a released client. */
export interface ManifestOperation {
  documentId: string;
  name: string;
  type: RegisteredOperationType;
  body: string;
}

export interface RegisteredOperationRow extends ManifestOperation {
  id: string;
  cost: number;
  useCount: number;
  lastUsedAt: string | null;
  createdAt: string;
}

export type RegisteredOperationPage = Page<RegisteredOperationRow>;
