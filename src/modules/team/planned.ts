import { isId } from '../../database/ids.ts';
import { columns, object, page, type PlannedTypes, volatile } from '../../graphql/plan/declaration.ts';
import { teamMembershipList } from '../membership/lists.ts';
import { teamList, teamsOf } from './queries.ts';
import type { TeamRow } from './rows.ts';

export const plan: PlannedTypes = {
  Query: {
    team: object((tenant, { id }: { id: string }) =>
      isId(id) ? teamsOf(tenant).where('teams.id', '=', id.toLowerCase()) : undefined,
    ),
    teams: page(teamList),
  },
  Team: {
    ...columns<TeamRow>('id', 'name', 'handle', 'description', 'version', 'createdAt', 'updatedAt'),
    parent: object(teamsOf, { column: 'teams.id', key: 'parentId' }),
    // The filter of members compares the status.
    ...volatile(
      { members: page(teamMembershipList, { column: 'team_members.team_id', key: 'id' }) },
      'filter',
    ),
  },
};
