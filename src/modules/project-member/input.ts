import { z } from 'zod';
import { expectedVersion, id } from '../../graphql/input.ts';
import { levels } from '../project/levels.ts';

const member = { projectId: id('project'), userId: id('member') };
const level = z.enum(levels);

export const addProjectMemberInput = z.object({ ...member, level });
export const updateProjectMemberInput = z.object({ ...member, level, expectedVersion });
export const removeProjectMemberInput = z.object({ ...member, expectedVersion });
