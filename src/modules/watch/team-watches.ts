import type { Context } from '../../core/context.ts';
import { countRows } from '../../database/count.ts';
import { userError } from '../../errors.ts';
import { lockManagedTeam } from '../team/members.ts';
import type { Watched } from './queries.ts';
import { deleteTeamWatch, findWatchingTeams, insertTeamWatch } from './team-queries.ts';

/** The maximum number of projects and tasks that a team watches. */
const MAX_WATCHES = 1000;
/** The maximum number of teams that watch a project or a task. */
const MAX_TEAMS = 5;

/** Lets a team watch a project or a task. @throws NOT_FOUND, LIMIT_REACHED, and FORBIDDEN as a top-level error */
export async function watchAsTeam(context: Context, teamId: string, thing: Watched): Promise<void> {
  const { tenant } = context;
  await lockManagedTeam(context, teamId);
  const watching = await findWatchingTeams(tenant, ...keyOf(thing));
  if (watching.some(({ id }) => id === teamId)) return;
  if (watching.length >= MAX_TEAMS)
    throw userError('LIMIT_REACHED', `${MAX_TEAMS} teams watch it, which is the maximum.`, 'id');
  if ((await countRows(tenant, 'team_watches', { team_id: teamId })) >= MAX_WATCHES)
    throw userError(
      'LIMIT_REACHED',
      `The team watches ${MAX_WATCHES} projects and tasks. Stop watching one of them first.`,
      'teamId',
    );
  await insertTeamWatch(tenant, teamId, thing);
}

/** Ends the watch of a team, if there is one. @throws NOT_FOUND, and FORBIDDEN as a top-level error */
export async function unwatchAsTeam(context: Context, teamId: string, thing: Watched): Promise<void> {
  await lockManagedTeam(context, teamId);
  await deleteTeamWatch(context.tenant, teamId, thing);
}

const keyOf = ({ projectId, taskId }: Watched): ['project_id' | 'task_id', string[]] =>
  projectId ? ['project_id', [projectId]] : ['task_id', [taskId!]];
