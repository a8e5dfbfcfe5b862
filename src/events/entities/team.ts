import { z } from 'zod';
import { changedFields, id, time, userId } from '../schemas.ts';

/** The team in the data of an event. */
const teamSnapshot = z
  .object({
    id,
    name: z.string(),
    handle: z.string(),
    description: z.string().nullable(),
    parentId: id.nullable().describe('The team that it belongs to.'),
    version: z.int().describe("The team's version: starts at 1 and increases with each change."),
    createdAt: time,
    updatedAt: time,
  })
  .describe('The team at the time of the event; for a deletion, before it.');

export type TeamSnapshot = z.output<typeof teamSnapshot>;

export const teamEvents = {
  'team.created': {
    when: 'A team was created.',
    data: z.object({ team: teamSnapshot }),
  },
  'team.updated': {
    when: 'A team changed.',
    data: z.object({ team: teamSnapshot, changedFields }),
  },
  'team.deleted': {
    when: 'A team was deleted.',
    data: z.object({ team: teamSnapshot }),
  },
  'team.member_added': {
    when: 'Somebody became a member of a team.',
    data: z.object({ team: teamSnapshot, userId }),
  },
  'team.member_removed': {
    when: 'Somebody was removed from a team, or left it. Not sent when they leave the organization: `member.removed` says that.',
    data: z.object({ team: teamSnapshot, userId }),
  },
  'team.lead_changed': {
    when: 'A team has another lead, or none. Not sent when the lead is removed from the team or the organization.',
    data: z.object({ team: teamSnapshot, leadId: id.nullable().describe('The user who leads it now.') }),
  },
};
