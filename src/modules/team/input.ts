import { z } from 'zod';
import { expectedVersion, fault, id, text, unlessNull } from '../../graphql/input.ts';
import { name } from '../../graphql/names.ts';

const teamName = name({ max: 100 });
const description = text({ max: 500, trim: true }).transform((value) => value || null);

/** A mention is recognized by it in the text of a comment, so it has only these characters. */
const handle = text({ min: 1, max: 40, trim: true })
  .transform((value) => value.toLowerCase())
  .superRefine((value, context) => {
    if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(value))
      context.addIssue(
        fault(
          'INVALID',
          'must have only letters from a to z, digits and hyphens, with no hyphen at the start or end',
        ),
      );
  });

const parentId = id('team').nullish();

export const createTeamInput = z.object({
  name: teamName,
  handle,
  description: description.nullish(),
  parentId,
});
export const updateTeamInput = z.object({
  id: id('team'),
  name: unlessNull(teamName),
  handle: unlessNull(handle),
  description: description.nullish(),
  parentId,
  expectedVersion,
});
export const deleteTeamInput = z.object({ id: id('team'), expectedVersion });

export const addTeamMemberInput = z.object({ teamId: id('team'), userId: id('member') });
export const removeTeamMemberInput = z.object({ teamId: id('team'), userId: id('member of the team') });
export const setTeamLeadInput = z.object({ teamId: id('team'), userId: id('member of the team').nullish() });
