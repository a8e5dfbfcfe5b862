import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { filterCondition, type FilterColumns, mentions } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type {
  InvitationFilter,
  InvitationOrder,
  InvitationOrderField,
  InvitationStatus,
  Role,
} from '../../generated/graphql.ts';

export interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  status: InvitationStatus;
  invitedById: string | null;
  /** By the database's clock, which wrote the time. */
  secondsSinceMail: number;
  expiresAt: string;
  createdAt: string;
  updatedAt: string;
}

export type InvitationPage = Page<InvitationRow>;

const LIFETIME = sql<string>`now() + interval '7 days'`;

/** As it is at this moment: pending only until it expires. */
const effectiveStatus = sql<InvitationStatus>`
  case when invitations.status = 'PENDING' and invitations.expires_at <= now() then 'EXPIRED' else invitations.status end`;

const secondsSinceMail = sql<number>`
  floor(extract(epoch from clock_timestamp() - invitations.mail_requested_at))::integer`;

const ofTenant = (db: Kysely<DB>, scope: OrgScope) =>
  db
    .selectFrom('invitations')
    .select((eb) => [
      'invitations.id',
      'invitations.email',
      eb.ref('invitations.role').$castTo<Role>().as('role'),
      effectiveStatus.as('status'),
      'invitations.invited_by_id as invitedById',
      secondsSinceMail.as('secondsSinceMail'),
      'invitations.expires_at as expiresAt',
      'invitations.created_at as createdAt',
      'invitations.updated_at as updatedAt',
    ])
    .where('invitations.organization_id', '=', scope.id);

const filterColumns: FilterColumns = {
  status: { column: 'status', type: 'text', expression: effectiveStatus },
  email: { column: 'email', type: 'text' },
  role: { column: 'role', type: 'text' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
};

const sortKeys: SortKeys<InvitationOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
};

/** A page of invitations; those that are over only when the filter speaks of status. */
export function listInvitations(
  db: Kysely<DB>,
  scope: OrgScope,
  args: PageArgs & { filter?: InvitationFilter | null; orderBy?: InvitationOrder | null },
): Promise<InvitationPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'invitations');
  const matching = ofTenant(db, scope)
    .where(filterCondition(args.filter, filterColumns, 'invitations'))
    .$if(!mentions(args.filter, 'status'), (query) => query.where(effectiveStatus, '=', 'PENDING'));
  return fetchPage(matching, page, 'invitations');
}

export function findInvitationsByIds(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<InvitationRow[]> {
  return ofTenant(db, scope)
    .where('invitations.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

/** The address's invitation that was neither answered nor revoked; it may have expired. */
export function findOpenInvitation(
  db: Kysely<DB>,
  scope: OrgScope,
  email: string,
): Promise<InvitationRow | undefined> {
  return ofTenant(db, scope)
    .where('invitations.email', '=', email)
    .where('invitations.status', '=', 'PENDING')
    .executeTakeFirst();
}

/** How long ago the organization last mailed an invitation to the address, whatever became of it; undefined for never. */
export async function findSecondsSinceMail(
  db: Kysely<DB>,
  scope: OrgScope,
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

export async function insertInvitation(
  db: Kysely<DB>,
  scope: OrgScope,
  invitation: { email: string; role: Role; invitedById: string | null },
): Promise<InvitationRow> {
  const { id } = await db
    .insertInto('invitations')
    .values({
      organization_id: scope.id,
      email: invitation.email,
      role: invitation.role,
      invited_by_id: invitation.invitedById,
      expires_at: LIFETIME,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const [row] = await findInvitationsByIds(db, scope, [id]);
  return row!;
}

/**
 * Makes the invitation pending for its whole time again. The mail that is on its way brings a new token; until it is sent,
 * the token of a pending invitation works on, that of an expired one does not. Whoever sends it again is who invites: the
 * new link does not depend on whoever sent it before, nor end with them.
 */
export function renewInvitation(db: Kysely<DB>, scope: OrgScope, id: string, invitedById: string | null) {
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
    .execute();
}

export function updateInvitationStatus(
  db: Kysely<DB>,
  scope: OrgScope,
  id: string,
  status: InvitationStatus,
) {
  return db
    .updateTable('invitations')
    .set({ status })
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}

/** Ends the address's invitation, for somebody who became a member without it. */
export function acceptPendingInvitation(db: Kysely<DB>, scope: OrgScope, email: string) {
  return db
    .updateTable('invitations')
    .set({ status: 'ACCEPTED' })
    .where('organization_id', '=', scope.id)
    .where('email', '=', email)
    .where('status', '=', 'PENDING')
    .execute();
}

export function updateInvitationToken(db: Kysely<DB>, scope: OrgScope, id: string, hash: Buffer) {
  return db
    .updateTable('invitations')
    .set({ token_hash: hash })
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}
