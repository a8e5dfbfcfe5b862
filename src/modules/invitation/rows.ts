import type { Page } from '../../database/pagination.ts';
import type { InvitationStatus, ProjectLevel, Role } from '../../generated/enums.ts';

export interface InvitationRow {
  id: string;
  email: string;
  /** The built-in role, or the one that the custom role is based on. */
  role: Role;
  /** The custom role; null for a built-in one. */
  roleId: string | null;
  /** Of the custom role; null for a built-in one. */
  permissions: string[] | null;
  /** Whether accepting makes a guest. */
  guest: boolean;
  status: InvitationStatus;
  invitedById: string | null;
  /** Measured with the database's clock. */
  secondsSinceMail: number;
  expiresAt: string;
  createdAt: string;
  updatedAt: string;
}

/** A project that an invited guest is given. */
export interface InvitedProjectRow {
  invitationId: string;
  projectId: string;
  level: ProjectLevel;
}

export type InvitationPage = Page<InvitationRow>;

export interface ReceivedInvitationRow {
  id: string;
  organizationName: string;
  inviterName: string | null;
  role: Role;
  expiresAt: string;
  createdAt: string;
}

export type ReceivedInvitationPage = Page<ReceivedInvitationRow>;
