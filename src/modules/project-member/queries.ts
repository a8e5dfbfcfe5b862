import { type ExpressionBuilder } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { DB } from '../../generated/database.ts';
import type { ProjectLevel } from '../../generated/enums.ts';
import type { ProjectMemberOrder } from '../../generated/graphql.ts';
import type { ProjectMemberPage, ProjectMemberRow } from './rows.ts';

export type ProjectMemberListArgs = ListArgs<ProjectMemberOrder>;

const columns = (eb: ExpressionBuilder<DB, 'project_members'>) =>
  [
    'project_members.id',
    'project_members.project_id as projectId',
    'project_members.user_id as userId',
    eb.ref('project_members.level').$castTo<ProjectLevel>().as('level'),
    'project_members.version',
    'project_members.created_at as createdAt',
    'project_members.updated_at as updatedAt',
  ] as const;

const ofTenant = ({ db, scope }: TenantDb) =>
  db.selectFrom('project_members').select(columns).where('project_members.organization_id', '=', scope.id);

const members = defineList<ProjectMemberOrder>({
  table: 'project_members',
  sorts: { CREATED_AT: 'timestamptz', UPDATED_AT: 'timestamptz' },
});

/** Returns the same page of each project's members. */
export const listMembersOfProjects = (
  tenant: TenantDb,
  projectIds: readonly string[],
  args: ProjectMemberListArgs,
): Promise<ProjectMemberPage[]> =>
  members.pages(tenant.db, ofTenant(tenant), 'project_members.project_id', projectIds, {
    ...args,
    orderBy: args.orderBy ?? { field: 'CREATED_AT', direction: 'ASC' },
  });

export function findProjectMembersByIds(
  tenant: TenantDb,
  ids: readonly string[],
): Promise<ProjectMemberRow[]> {
  return ofTenant(tenant).where('project_members.id', '=', anyOf(ids)).execute();
}

/** Finds a member of a project, which is locked. */
export function findProjectMember(
  tenant: TenantDb,
  projectId: string,
  userId: string,
): Promise<ProjectMemberRow | undefined> {
  return ofTenant(tenant)
    .where('project_members.project_id', '=', projectId)
    .where('project_members.user_id', '=', userId)
    .executeTakeFirst();
}

export function insertProjectMember(
  { db, scope }: TenantDb,
  { projectId, userId, level }: { projectId: string; userId: string; level: ProjectLevel },
): Promise<ProjectMemberRow> {
  return db
    .insertInto('project_members')
    .values({ organization_id: scope.id, project_id: projectId, user_id: userId, level })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function updateProjectMember(
  { db, scope }: TenantDb,
  id: string,
  level: ProjectLevel,
): Promise<ProjectMemberRow> {
  return db
    .updateTable('project_members')
    .set((eb) => ({ level, version: eb('version', '+', 1) }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function deleteProjectMember({ db, scope }: TenantDb, id: string) {
  return db
    .deleteFrom('project_members')
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}
