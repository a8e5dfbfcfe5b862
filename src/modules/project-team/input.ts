import { z } from 'zod';
import { expectedVersion, id } from '../../graphql/input.ts';
import { levels } from '../project/levels.ts';

const team = { projectId: id('project'), teamId: id('team') };
const level = z.enum(levels);

export const addProjectTeamInput = z.object({ ...team, level });
export const updateProjectTeamInput = z.object({ ...team, level, expectedVersion });
export const removeProjectTeamInput = z.object({ ...team, expectedVersion });
