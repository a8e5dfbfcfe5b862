import type { Context } from '../../core/context.ts';
import { notFound, userError } from '../../errors.ts';
import { addWatch, deleteWatch, type Watched } from './queries.ts';
import { projectById } from '../project/loaders.ts';
import { taskById } from '../task/loaders.ts';
import { unwatchAsTeam, watchAsTeam } from './team-watches.ts';
import type { ProjectRow } from '../project/rows.ts';
import type { TaskRow } from '../task/rows.ts';

/** The maximum number of projects and tasks that a member watches in an organization. */
const MAX_WATCHES = 1000;
/**
 * The maximum number of watchers of a project or a task: creating a hundred tasks notifies each of them a hundred
 * times.
 */
const MAX_WATCHERS = 500;

type Input = { id: string; teamId?: string | null | undefined };

export async function watchProject(
  context: Context,
  { id, teamId }: Input,
): Promise<{ project: ProjectRow }> {
  const project = await findProject(context, id);
  await watch(context, teamId, { projectId: id });
  return { project };
}

export async function unwatchProject(
  context: Context,
  { id, teamId }: Input,
): Promise<{ project: ProjectRow }> {
  const project = await findProject(context, id);
  await unwatch(context, teamId, { projectId: id });
  return { project };
}

export async function watchTask(context: Context, { id, teamId }: Input): Promise<{ task: TaskRow }> {
  const task = await findTask(context, id);
  await watch(context, teamId, { taskId: id });
  return { task };
}

export async function unwatchTask(context: Context, { id, teamId }: Input): Promise<{ task: TaskRow }> {
  const task = await findTask(context, id);
  await unwatch(context, teamId, { taskId: id });
  return { task };
}

/** Lets the team watch, or without one the viewer. */
const watch = (context: Context, teamId: Input['teamId'], thing: Watched): Promise<void> =>
  teamId ? watchAsTeam(context, teamId, thing) : watchAsViewer(context, thing);

async function unwatch(context: Context, teamId: Input['teamId'], thing: Watched): Promise<void> {
  if (teamId) await unwatchAsTeam(context, teamId, thing);
  else await deleteWatch(context.tenant, context.viewer.id, thing);
}

/** @throws LIMIT_REACHED, and NOT_FOUND as a top-level error when the viewer is no longer a member */
async function watchAsViewer({ db }: Context, thing: Watched): Promise<void> {
  const refusal = await addWatch(db, thing, { watches: MAX_WATCHES, watchers: MAX_WATCHERS });
  if (refusal === 'NOT_A_MEMBER') throw notFound();
  if (refusal === 'WATCHES')
    throw userError(
      'LIMIT_REACHED',
      `You watch ${MAX_WATCHES} projects and tasks here. Stop watching one of them first.`,
    );
  if (refusal === 'WATCHERS')
    throw userError('LIMIT_REACHED', `It has ${MAX_WATCHERS} watchers, which is the maximum.`, 'id');
}

async function findProject(context: Context, id: string): Promise<ProjectRow> {
  const project = await context.load(projectById, id);
  if (!project) throw userError('NOT_FOUND', 'No such project.', 'id');
  return project;
}

async function findTask(context: Context, id: string): Promise<TaskRow> {
  const task = await context.load(taskById, id);
  if (!task) throw userError('NOT_FOUND', 'No such task.', 'id');
  return task;
}
