import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { Incoming } from '../../context.ts';
import { filterCondition, type FilterColumns } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { type Page, fetchPage } from '../../database/pagination.ts';
import { notFound, organizationSuspended } from '../../errors.ts';
import type { DB } from '../../generated/database.ts';
import type {
  OrganizationFilter,
  OrganizationOrder,
  OrganizationOrderField,
  OrganizationStatus,
  PlanCode,
  SuspensionAuthority,
} from '../../generated/graphql.ts';

import { isSlug } from './slug.ts';

export interface OrganizationRow {
  id: string;
  name: string;
  slug: string;
  status: OrganizationStatus;
  planCode: PlanCode;
  /** What is known of the suspension, which may be over, or have begun before the archive. */
  suspendedAt: string | null;
  suspendedUntil: string | null;
  suspendedBy: SuspensionAuthority | null;
  suspensionReason: string | null;
  archiveReason: string | null;
  deletesAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type OrganizationPage = Page<OrganizationRow>;

const columns = (db: Kysely<DB>) =>
  db
    .selectFrom('organizations')
    .select((eb) => [
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
      eb.ref('plan_code').$castTo<PlanCode>().as('planCode'),
      'organizations.created_at as createdAt',
      'organizations.updated_at as updatedAt',
    ]);

const filterColumns: FilterColumns = {
  role: { column: 'role', type: 'text', expression: sql.ref('memberships.role') },
  status: {
    column: 'status',
    type: 'text',
    expression: sql`app.effective_status(organizations.status, organizations.suspended_until)`,
  },
  name: { column: 'name', type: 'text', key: 'name_key' },
  slug: { column: 'slug', type: 'text' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
};

const sortKeys: SortKeys<OrganizationOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
  NAME: { column: 'name_key', type: 'text' },
};

/** Those of the organizations that row-level security shows: the selected one and the viewer's own. */
export function findOrganizationsByIds(db: Kysely<DB>, ids: readonly string[]): Promise<OrganizationRow[]> {
  return columns(db)
    .where('organizations.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

/** The same by its slug; undefined for none. */
export async function findOrganizationBySlug(
  db: Kysely<DB>,
  slug: string,
): Promise<OrganizationRow | undefined> {
  if (!isSlug(slug)) return undefined;
  return columns(db).where('organizations.slug', '=', slug).executeTakeFirst();
}

/** A page of the user's own organizations; archived ones only for their owners. */
export async function listOwnOrganizations(
  db: Kysely<DB>,
  userId: string,
  args: PageArgs & { filter?: OrganizationFilter | null; orderBy?: OrganizationOrder | null },
): Promise<OrganizationPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'organizations');
  const own = columns(db)
    .innerJoin('memberships', 'memberships.organization_id', 'organizations.id')
    .where('memberships.user_id', '=', userId)
    .where(filterCondition(args.filter, filterColumns, 'organizations'))
    .where((eb) =>
      eb.or([eb('organizations.status', '<>', 'ARCHIVED'), eb('memberships.role', '=', 'OWNER')]),
    );
  return fetchPage(own, page, 'organizations');
}

/** Counts one more organization for the request's user. Answers the limit that refuses it. */
export async function reserveOrganization(
  db: Kysely<DB>,
  most: { owned: number; perDay: number },
): Promise<'OWNED' | 'DAY' | undefined> {
  const { refusal } = await db
    .selectNoFrom((eb) =>
      eb
        .fn<'OWNED' | 'DAY' | null>('app.reserve_organization', [eb.val(most.owned), eb.val(most.perDay)])
        .as('refusal'),
    )
    .executeTakeFirstOrThrow();
  return refusal ?? undefined;
}

/** Makes an organization owned by the request's user; undefined when the slug is taken. */
export async function insertOrganization(
  db: Kysely<DB>,
  { name, slug }: { name: string; slug: string },
  { ipAddress, userAgent, requestId }: Pick<Incoming, 'ipAddress' | 'userAgent' | 'requestId'>,
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
  db: Kysely<DB>,
  scope: OrgScope,
  changes: { name?: string; slug?: string },
) {
  return db.updateTable('organizations').set(changes).where('id', '=', scope.id).execute();
}

/**
 * Locks the organization until the transaction ends, and answers its plan's code. All that counts members or
 * projects takes this lock first, so that two of them never decide on the same count.
 * @throws ORGANIZATION_SUSPENDED, NOT_FOUND when it was suspended or put away while this waited for the lock
 */
export async function lockOrganization(db: Kysely<DB>, scope: OrgScope): Promise<PlanCode> {
  const row = await db
    .selectFrom('organizations')
    .select((eb) => [
      eb.ref('plan_code').$castTo<PlanCode>().as('planCode'),
      eb.fn<OrganizationStatus>('app.effective_status', ['status', 'suspended_until']).as('status'),
    ])
    .where('id', '=', scope.id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row || row.status === 'ARCHIVED') throw notFound();
  if (row.status === 'SUSPENDED') throw organizationSuspended();
  return row.planCode;
}
