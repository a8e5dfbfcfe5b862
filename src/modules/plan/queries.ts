import type { Kysely } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';
import type { PlanCode, PlanFeature } from '../../generated/graphql.ts';

export interface PlanRow {
  code: PlanCode;
  name: string;
  limits: {
    members: number | null;
    projects: number | null;
    apiRequestsPerMinute: number | null;
    apiRequestsPerMonth: number | null;
  };
  features: PlanFeature[];
}

/** What a plan limits and an organization has a number of. */
export type Limited = 'members' | 'projects';

/** Every plan, smallest first. */
export async function listPlans(db: Kysely<DB>): Promise<PlanRow[]> {
  const rows = await db.selectFrom('plans').selectAll().orderBy('position').execute();
  return rows.map((row) => ({
    code: row.code as PlanCode,
    name: row.name,
    limits: {
      members: row.member_limit,
      projects: row.project_limit,
      apiRequestsPerMinute: row.requests_per_minute,
      apiRequestsPerMonth: row.requests_per_month,
    },
    features: row.features as PlanFeature[],
  }));
}

/** How many there are of each; an invitation that can be accepted counts as a member. */
export async function countUsage(db: Kysely<DB>, scope: OrgScope): Promise<Record<Limited, number>> {
  const { members, invitations, projects } = await db
    .selectNoFrom(({ selectFrom, fn }) => [
      selectFrom('memberships')
        .select(fn.countAll<string>().as('count'))
        .where('organization_id', '=', scope.id)
        .as('members'),
      selectFrom('invitations')
        .select(fn.countAll<string>().as('count'))
        .where('organization_id', '=', scope.id)
        .where('status', '=', 'PENDING')
        .where('expires_at', '>', fn<string>('now'))
        .as('invitations'),
      selectFrom('projects')
        .select(fn.countAll<string>().as('count'))
        .where('organization_id', '=', scope.id)
        .as('projects'),
    ])
    .executeTakeFirstOrThrow();
  return { members: Number(members) + Number(invitations), projects: Number(projects) };
}

export function updateOrganizationPlan(db: Kysely<DB>, scope: OrgScope, plan: PlanCode) {
  return db.updateTable('organizations').set({ plan_code: plan }).where('id', '=', scope.id).execute();
}
