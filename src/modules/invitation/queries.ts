import { type ExpressionBuilder, sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { DB } from '../../generated/database.ts';
import type { InvitationStatus, ProjectLevel, Role } from '../../generated/enums.ts';
import type { InvitationFilter, InvitationOrder } from '../../generated/graphql.ts';
import type { GivenLevel } from '../project/rows.ts';
import type { InvitationPage, InvitationRow, InvitedProjectRow } from './rows.ts';

const LIFETIME = sql<string>`now() + interval '7 days'`;

/** The status at this moment. A pending invitation is expired after its end. */
const effectiveStatus = sql<InvitationStatus>`
  case when invitations.status = 'PENDING' and invitations.expires_at <= now() then 'EXPIRED' else invitations.status end`;

const secondsSinceMail = sql<number>`
  floor(extract(epoch from clock_timestamp() - invitations.mail_requested_at))::integer`;

const columns = (eb: ExpressionBuilder<DB, 'invitations'>) =>
  [
    'invitations.id',
    'invitations.email',
    eb.ref('invitations.role').$castTo<Role>().as('role'),
    'invitations.role_id as roleId',
    eb
      .selectFrom('organization_roles')
      .select('organization_roles.permissions')
      .whereRef('organization_roles.organization_id', '=', 'invitations.organization_id')
      .whereRef('organization_roles.id', '=', 'invitations.role_id')
      .as('permissions'),
    'invitations.guest',
    effectiveStatus.as('status'),
    'invitations.invited_by_id as invitedById',
    secondsSinceMail.as('secondsSinceMail'),
    'invitations.expires_at as expiresAt',
    'invitations.created_at as createdAt',
    'invitations.updated_at as updatedAt',
  ] as const;

const ofTenant = ({ db, scope }: TenantDb) =>
  db.selectFrom('invitations').select(columns).where('invitations.organization_id', '=', scope.id);

const invitations = defineList<InvitationOrder, InvitationFilter>({
  table: 'invitations',
  sorts: { CREATED_AT: 'timestamptz', UPDATED_AT: 'timestamptz' },
  filters: {
    status: { column: 'status', type: 'text', expression: effectiveStatus },
    email: 'text',
    role: 'text',
    createdAt: 'timestamptz',
  },
  defaults: { status: sql`${effectiveStatus} = 'PENDING'` },
});

export const listInvitations = (
  tenant: TenantDb,
  args: ListArgs<InvitationOrder, InvitationFilter>,
): Promise<InvitationPage> => invitations.page(ofTenant(tenant), args);

export function findInvitationsByIds(tenant: TenantDb, ids: readonly string[]): Promise<InvitationRow[]> {
  return ofTenant(tenant).where('invitations.id', '=', anyOf(ids)).execute();
}

/** Returns the address's invitation that was neither answered nor revoked. It may have expired. */
export function findOpenInvitation(tenant: TenantDb, email: string): Promise<InvitationRow | undefined> {
  return ofTenant(tenant)
    .where('invitations.email', '=', email)
    .where('invitations.status', '=', 'PENDING')
    .executeTakeFirst();
}

/**
 * Returns the seconds since the organization last mailed an invitation to the address, whatever its status; undefined
 * for never.
 */
export async function findSecondsSinceMail(
  { db, scope }: TenantDb,
  email: string,
): Promise<number | undefined> {
  const latest = await db
    .selectFrom('invitations')
    .select(secondsSinceMail.as('seconds'))
    .where('organization_id', '=', scope.id)
    .where('email', '=', email)
    .orderBy('mail_requested_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest?.seconds;
}

export function insertInvitation(
  { db, scope }: TenantDb,
  invitation: Pick<InvitationRow, 'email' | 'role' | 'roleId' | 'guest' | 'invitedById'>,
): Promise<InvitationRow> {
  return db
    .insertInto('invitations')
    .values({
      organization_id: scope.id,
      email: invitation.email,
      role: invitation.role,
      role_id: invitation.roleId,
      guest: invitation.guest,
      invited_by_id: invitation.invitedById,
      expires_at: LIFETIME,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** Names the projects that the invited guest is given. */
export async function insertInvitedProjects(
  { db, scope }: TenantDb,
  invitationId: string,
  given: GivenLevel[],
): Promise<void> {
  if (given.length === 0) return;
  await db
    .insertInto('invitation_projects')
    .values(
      given.map(({ projectId, level }) => ({
        organization_id: scope.id,
        invitation_id: invitationId,
        project_id: projectId,
        level,
      })),
    )
    .execute();
}

/** Returns the projects that the invited guests are given, of those that the caller sees. */
export function findVisibleInvitedProjects(
  { db, scope }: TenantDb,
  invitationIds: readonly string[],
): Promise<InvitedProjectRow[]> {
  return db
    .selectFrom('invitation_projects')
    .select((eb) => [
      'invitation_id as invitationId',
      'project_id as projectId',
      eb.ref('level').$castTo<ProjectLevel>().as('level'),
    ])
    .where('organization_id', '=', scope.id)
    .where('invitation_id', '=', anyOf(invitationIds))
    .orderBy('project_id')
    .execute();
}

/** Returns the projects that the invited guest is given, also those that the caller does not see. */
export async function findInvitedProjects({ db }: TenantDb, invitationId: string): Promise<GivenLevel[]> {
  const { rows } = await sql<GivenLevel>`
    select project_id as "projectId", level from app.projects_of_invitation(${invitationId}::uuid)`.execute(
    db,
  );
  return rows;
}

/**
 * Makes the invitation pending again for its whole lifetime. The queued mail brings a new token. Until it is sent, the
 * token of a pending invitation stays valid; that of an expired one does not. The sender becomes the inviter, so that
 * the link no longer depends on the earlier one.
 */
export function renewInvitation(
  { db, scope }: TenantDb,
  id: string,
  invitedById: string | null,
): Promise<InvitationRow> {
  return db
    .updateTable('invitations')
    .set({
      status: 'PENDING',
      token_hash: sql<Buffer | null>`case status when 'PENDING' then token_hash end`,
      expires_at: LIFETIME,
      invited_by_id: invitedById,
      api_key_id: sql<string | null>`app.api_key_id()`,
      mail_requested_at: sql<string>`clock_timestamp()`,
    })
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function updateInvitationStatus(
  { db, scope }: TenantDb,
  id: string,
  status: InvitationStatus,
): Promise<InvitationRow> {
  return db
    .updateTable('invitations')
    .set({ status })
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** Marks the address's invitation as accepted, for a person who became a member without it. */
export function acceptPendingInvitation({ db, scope }: TenantDb, email: string) {
  return db
    .updateTable('invitations')
    .set({ status: 'ACCEPTED' })
    .where('organization_id', '=', scope.id)
    .where('email', '=', email)
    .where('status', '=', 'PENDING')
    .execute();
}

export function updateInvitationToken({ db, scope }: TenantDb, id: string, hash: Buffer) {
  return db
    .updateTable('invitations')
    .set({ token_hash: hash })
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}
