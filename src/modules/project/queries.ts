import { type ExpressionBuilder, expressionBuilder, sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { DB } from '../../generated/database.ts';
import type { ProjectStatus, ProjectVisibility } from '../../generated/enums.ts';
import type { ProjectFilter, ProjectOrder } from '../../generated/graphql.ts';
import type { ProjectPage, ProjectRow } from './rows.ts';

const columns = (eb: ExpressionBuilder<DB, 'projects'>) =>
  [
    'projects.id',
    'projects.organization_id as organizationId',
    'projects.name',
    'projects.description',
    eb.ref('projects.status').$castTo<ProjectStatus>().as('status'),
    'projects.archived_at as archivedAt',
    eb.ref('projects.visibility').$castTo<ProjectVisibility>().as('visibility'),
    'projects.version',
    'projects.created_by_id as createdById',
    'projects.created_at as createdAt',
    'projects.updated_at as updatedAt',
  ] as const;

/** Selects the organization's projects. */
export const projectsOf = ({ db, scope }: TenantDb) =>
  db.selectFrom('projects').select(columns).where('projects.organization_id', '=', scope.id);

const projects = defineList<ProjectOrder, ProjectFilter>({
  table: 'projects',
  sorts: {
    CREATED_AT: 'timestamptz',
    UPDATED_AT: 'timestamptz',
    NAME: { column: 'name_key', type: 'text' },
  },
  filters: {
    id: 'uuid',
    name: { column: 'name', type: 'text', key: 'name_key' },
    description: 'text',
    status: 'text',
    createdById: 'uuid',
    createdAt: 'timestamptz',
    updatedAt: 'timestamptz',
  },
  defaults: { status: expressionBuilder<DB, 'projects'>()('projects.status', '=', 'ACTIVE') },
});

type ProjectListArgs = ListArgs<ProjectOrder, ProjectFilter>;

/** Selects the matching projects, and one page of them. */
export const projectList = (tenant: TenantDb, args: ProjectListArgs) =>
  projects.select(projectsOf(tenant), args);

export const listProjects = (tenant: TenantDb, args: ProjectListArgs): Promise<ProjectPage> =>
  projects.page(projectsOf(tenant), args);

export function findProjectsByIds(tenant: TenantDb, ids: readonly string[]): Promise<ProjectRow[]> {
  return projectsOf(tenant).where('projects.id', '=', anyOf(ids)).execute();
}

/** Locks the project until the transaction ends. */
export function lockProject(tenant: TenantDb, id: string): Promise<ProjectRow | undefined> {
  return projectsOf(tenant).where('projects.id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export function insertProject(
  { db, scope }: TenantDb,
  project: { name: string; description?: string | null; createdById: string | null },
): Promise<ProjectRow> {
  return db
    .insertInto('projects')
    .values({
      organization_id: scope.id,
      name: project.name,
      description: project.description || null,
      created_by_id: project.createdById,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** Creates a project of which the member who acts is the first member. */
export async function insertOwnProject(
  tenant: TenantDb,
  project: {
    name: string;
    description?: string | null;
    visibility: ProjectVisibility;
    createdById: string | null;
  },
): Promise<ProjectRow> {
  const { name, description, visibility, createdById } = project;
  const { rows } = await sql<{ id: string }>`
    select app.create_own_project(${name}, ${description || null}, ${visibility}, ${createdById}::uuid) as id`.execute(
    tenant.db,
  );
  return (await findProjectsByIds(tenant, [rows[0]!.id]))[0]!;
}

export function updateProject(
  { db, scope }: TenantDb,
  id: string,
  {
    name,
    description,
    visibility,
  }: { name?: string; description?: string | null; visibility?: ProjectVisibility },
): Promise<ProjectRow> {
  return db
    .updateTable('projects')
    .set((eb) => ({ name, description, visibility, version: eb('version', '+', 1) }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function updateProjectStatus(
  { db, scope }: TenantDb,
  id: string,
  status: ProjectStatus,
): Promise<ProjectRow> {
  return db
    .updateTable('projects')
    .set((eb) => ({
      status,
      archived_at: status === 'ARCHIVED' ? sql<string>`clock_timestamp()` : null,
      version: eb('version', '+', 1),
    }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export function deleteProject({ db, scope }: TenantDb, id: string) {
  return db.deleteFrom('projects').where('organization_id', '=', scope.id).where('id', '=', id).execute();
}
