import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { filterCondition, type FilterColumns, mentions } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { type Page, fetchPage } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type {
  ProjectFilter,
  ProjectOrder,
  ProjectOrderField,
  ProjectStatus,
} from '../../generated/graphql.ts';

export interface ProjectRow {
  id: string;
  organizationId: string;
  name: string;
  description: string | null;
  status: ProjectStatus;
  archivedAt: string | null;
  version: number;
  createdById: string | null;
  createdAt: string;
  updatedAt: string;
}

export type ProjectPage = Page<ProjectRow>;

const ofTenant = (db: Kysely<DB>, scope: OrgScope) =>
  db
    .selectFrom('projects')
    .select((eb) => [
      'projects.id',
      'projects.organization_id as organizationId',
      'projects.name',
      'projects.description',
      eb.ref('projects.status').$castTo<ProjectStatus>().as('status'),
      'projects.archived_at as archivedAt',
      'projects.version',
      'projects.created_by_id as createdById',
      'projects.created_at as createdAt',
      'projects.updated_at as updatedAt',
    ])
    .where('projects.organization_id', '=', scope.id);

const filterColumns: FilterColumns = {
  id: { column: 'id', type: 'uuid' },
  name: { column: 'name', type: 'text', key: 'name_key' },
  description: { column: 'description', type: 'text' },
  status: { column: 'status', type: 'text' },
  createdById: { column: 'created_by_id', type: 'uuid' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
  updatedAt: { column: 'updated_at', type: 'timestamptz' },
};

const sortKeys: SortKeys<ProjectOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  UPDATED_AT: { column: 'updated_at', type: 'timestamptz' },
  NAME: { column: 'name_key', type: 'text' },
};

/** A page of projects; archived ones only when the filter speaks of status. */
export async function listProjects(
  db: Kysely<DB>,
  scope: OrgScope,
  args: PageArgs & { filter?: ProjectFilter | null; orderBy?: ProjectOrder | null },
): Promise<ProjectPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'projects');
  const matching = ofTenant(db, scope)
    .where(filterCondition(args.filter, filterColumns, 'projects'))
    .$if(!mentions(args.filter, 'status'), (query) => query.where('projects.status', '=', 'ACTIVE'));
  return fetchPage(matching, page, 'projects');
}

export function findProjectsByIds(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<ProjectRow[]> {
  return ofTenant(db, scope)
    .where('projects.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}

/** The project, locked until the transaction ends. */
export function lockProject(db: Kysely<DB>, scope: OrgScope, id: string): Promise<ProjectRow | undefined> {
  return ofTenant(db, scope).where('projects.id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export async function insertProject(
  db: Kysely<DB>,
  scope: OrgScope,
  project: { name: string; description?: string | null; createdById: string | null },
): Promise<ProjectRow> {
  const { id } = await db
    .insertInto('projects')
    .values({
      organization_id: scope.id,
      name: project.name,
      description: project.description || null,
      created_by_id: project.createdById,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const [row] = await findProjectsByIds(db, scope, [id]);
  return row!;
}

export async function updateProject(
  db: Kysely<DB>,
  scope: OrgScope,
  id: string,
  { name, description }: { name?: string; description?: string | null },
): Promise<ProjectRow> {
  await db
    .updateTable('projects')
    .set((eb) => ({
      name,
      description,
      version: eb('version', '+', 1),
    }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
  const [row] = await findProjectsByIds(db, scope, [id]);
  return row!;
}

export async function updateProjectStatus(
  db: Kysely<DB>,
  scope: OrgScope,
  id: string,
  status: ProjectStatus,
): Promise<ProjectRow> {
  await db
    .updateTable('projects')
    .set((eb) => ({
      status,
      archived_at: status === 'ARCHIVED' ? sql<string>`clock_timestamp()` : null,
      version: eb('version', '+', 1),
    }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
  const [row] = await findProjectsByIds(db, scope, [id]);
  return row!;
}

export function deleteProject(db: Kysely<DB>, scope: OrgScope, id: string) {
  return db.deleteFrom('projects').where('organization_id', '=', scope.id).where('id', '=', id).execute();
}
