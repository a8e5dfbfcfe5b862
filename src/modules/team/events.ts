import type { TeamSnapshot } from '../../events/entities/team.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import type { TeamRow } from './rows.ts';

/** A team as it appears in events. */
export const snapshotOf = (team: TeamRow): TeamSnapshot => ({
  id: team.id,
  name: team.name,
  handle: team.handle,
  description: team.description,
  parentId: team.parentId,
  version: team.version,
  createdAt: serializeDateTime(team.createdAt),
  updatedAt: serializeDateTime(team.updatedAt),
});
