import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { ServingDb, TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import { notFound, organizationSuspended } from '../../errors.ts';
import type { DB } from '../../generated/database.ts';
import type { OrganizationStatus, SuspensionAuthority } from '../../generated/enums.ts';
import type { OrganizationFilter, OrganizationOrder } from '../../generated/graphql.ts';

import { isSlug } from './slug.ts';
import type { OrganizationPage, OrganizationRow, OrganizationSettings, PlanRef } from './rows.ts';
import type { RequestInfo } from '../../core/request.ts';

const columns = (eb: ExpressionBuilder<DB, 'organizations'>) =>
  [
    'organizations.id',
    'organizations.name',
    'organizations.slug',
    eb
      .fn<OrganizationStatus>('app.effective_status', ['organizations.status', 'suspended_until'])
      .as('status'),
    'organizations.suspended_at as suspendedAt',
    'organizations.suspended_until as suspendedUntil',
    eb.ref('organizations.suspended_by').$castTo<SuspensionAuthority | null>().as('suspendedBy'),
    'organizations.suspension_reason as suspensionReason',
    'organizations.archive_reason as archiveReason',
    'organizations.deletes_at as deletesAt',
    'organizations.admins_grant_admin as adminsGrantAdmin',
    'organizations.members_see_all_projects as membersSeeAllProjects',
    'organizations.members_invite as membersInvite',
    'plan_code as planCode',
    'plan_version as planVersion',
    'organizations.created_at as createdAt',
    'organizations.updated_at as updatedAt',
  ] as const;

const allOrganizations = (db: Kysely<DB>) => db.selectFrom('organizations').select(columns);

const organizations = defineList<OrganizationOrder, OrganizationFilter>({
  table: 'organizations',
  sorts: {
    CREATED_AT: 'timestamptz',
    UPDATED_AT: 'timestamptz',
    NAME: { column: 'name_key', type: 'text' },
  },
  filters: {
    role: { column: 'role', type: 'text', expression: sql.ref('memberships.role') },
    status: {
      column: 'status',
      type: 'text',
      expression: sql`app.effective_status(organizations.status, organizations.suspended_until)`,
    },
    name: { column: 'name', type: 'text', key: 'name_key' },
    slug: 'text',
    createdAt: 'timestamptz',
  },
});

/** Returns those of the organizations that row-level security shows: the selected one and the viewer's own. */
export function findOrganizationsByIds(db: Kysely<DB>, ids: readonly string[]): Promise<OrganizationRow[]> {
  return allOrganizations(db).where('organizations.id', '=', anyOf(ids)).execute();
}

/** Selects the selected organization. */
export const selectedOrganizations = ({ db, scope }: TenantDb) =>
  allOrganizations(db).where('organizations.id', '=', scope.id);

/** Finds an organization by its slug; undefined when there is none. */
export async function findOrganizationBySlug(
  db: ServingDb,
  slug: string,
): Promise<OrganizationRow | undefined> {
  if (!isSlug(slug)) return undefined;
  return allOrganizations(db).where('organizations.slug', '=', slug).executeTakeFirst();
}

/** Returns a page of the user's organizations. Only owners see archived ones. */
export function listOwnOrganizations(
  db: ServingDb,
  userId: string,
  args: ListArgs<OrganizationOrder, OrganizationFilter>,
): Promise<OrganizationPage> {
  const own = allOrganizations(db)
    .innerJoin('memberships', 'memberships.organization_id', 'organizations.id')
    .where('memberships.user_id', '=', userId)
    .where((eb) =>
      eb.or([eb('organizations.status', '<>', 'ARCHIVED'), eb('memberships.role', '=', 'OWNER')]),
    );
  return organizations.page(own, args);
}

/** Counts one more organization for the request's user. Returns the limit that rejects it, if any. */
export async function reserveOrganization(
  db: ServingDb,
  limits: { owned: number; perDay: number },
): Promise<'OWNED' | 'DAY' | undefined> {
  const { refusal } = await db
    .selectNoFrom((eb) =>
      eb
        .fn<'OWNED' | 'DAY' | null>('app.reserve_organization', [eb.val(limits.owned), eb.val(limits.perDay)])
        .as('refusal'),
    )
    .executeTakeFirstOrThrow();
  return refusal ?? undefined;
}

/** Creates an organization owned by the request's user; undefined when the slug is taken. */
export async function insertOrganization(
  db: Kysely<DB>,
  { name, slug }: { name: string; slug: string },
  { ipAddress, userAgent, requestId }: Pick<RequestInfo, 'ipAddress' | 'userAgent' | 'requestId'>,
): Promise<string | undefined> {
  const { id } = await db
    .selectNoFrom((eb) =>
      eb
        .fn<string | null>('app.create_organization', [
          eb.val(name),
          eb.val(slug),
          eb.val(ipAddress),
          eb.val(userAgent ?? null),
          eb.val(requestId),
        ])
        .as('id'),
    )
    .executeTakeFirstOrThrow();
  return id ?? undefined;
}

export function updateOrganization(
  { db, scope }: TenantDb,
  { name, slug, ...settings }: { name?: string; slug?: string } & Partial<OrganizationSettings>,
): Promise<OrganizationRow> {
  return db
    .updateTable('organizations')
    .set({
      name,
      slug,
      admins_grant_admin: settings.adminsGrantAdmin,
      members_see_all_projects: settings.membersSeeAllProjects,
      members_invite: settings.membersInvite,
    })
    .where('id', '=', scope.id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** An organization's plan, and what decides about it. */
export interface LockedPlan extends PlanRef {
  isTrial: boolean;
  /** Whether an operator gave the plan, so that the payment provider does not change it. */
  isGiven: boolean;
}

/**
 * Locks the organization, whatever its status, like all code that counts against its limits. Returns its plan; undefined
 * if it was deleted. For jobs and operators.
 */
export function lockPlan({ db, scope }: TenantDb): Promise<LockedPlan | undefined> {
  return db
    .selectFrom('organizations')
    .select((eb) => [
      'plan_code as planCode',
      'plan_version as planVersion',
      eb('plan_trial_ends_at', 'is not', null).$castTo<boolean>().as('isTrial'),
      eb('plan_given_at', 'is not', null).$castTo<boolean>().as('isGiven'),
    ])
    .where('id', '=', scope.id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Lets owners and the payment provider decide about the plan again. Returns whether an operator did until now. */
export async function releasePlan({ db, scope }: TenantDb): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('organizations')
    .set({ plan_given_at: null })
    .where('id', '=', scope.id)
    .where('plan_given_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Locks the organization until the transaction ends and returns its version of its plan. Code that counts members or projects
 * takes this lock first, so that two transactions never decide on the same count.
 * @throws ORGANIZATION_SUSPENDED, NOT_FOUND when the organization was suspended or archived while this waited
 */
export async function lockOrganization({ db, scope }: TenantDb): Promise<PlanRef> {
  const row = await db
    .selectFrom('organizations')
    .select((eb) => [
      'plan_code as planCode',
      'plan_version as planVersion',
      eb.fn<OrganizationStatus>('app.effective_status', ['status', 'suspended_until']).as('status'),
    ])
    .where('id', '=', scope.id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row || row.status === 'ARCHIVED') throw notFound();
  if (row.status === 'SUSPENDED') throw organizationSuspended();
  const { planCode, planVersion } = row;
  return { planCode, planVersion };
}
