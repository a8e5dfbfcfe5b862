import type { Context } from '../../core/context.ts';
import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { findProjectsByIds } from './queries.ts';
import type { ProjectRow } from './rows.ts';

/** Loads from the selected organization. */
export const projectById = defineLoader(async (context, ids) =>
  byId(ids, await findProjectsByIds(context.tenant, ids)),
);

/** Loads the projects of a list of ids, in its order: undefined for one that the viewer does not see. */
export const loadProjects = (context: Context, ids: readonly string[]): Promise<(ProjectRow | undefined)[]> =>
  Promise.all(ids.map((id) => context.load(projectById, id)));

/** Loads those of the projects that the viewer sees. */
export const visibleProjects = async (context: Context, ids: readonly string[]): Promise<ProjectRow[]> =>
  (await loadProjects(context, ids)).filter((project) => project !== undefined);

/**
 * Returns what the audit log has of the projects that something else names; nothing if it names all.
 *
 * Security: auditors need not see private projects. Of these the log has only the number.
 */
export async function auditedProjects(
  context: Context,
  ids: readonly string[] | null,
): Promise<{ projectIds?: string[]; otherProjects?: number }> {
  if (!ids) return {};
  const named = await visibleProjects(context, ids);
  const projectIds = named.filter(({ visibility }) => visibility === 'ORGANIZATION').map(({ id }) => id);
  return { projectIds, otherProjects: ids.length - projectIds.length };
}
