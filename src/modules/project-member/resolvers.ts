import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { levelIn } from '../project/levels.ts';
import { userById } from '../user/loaders.ts';
import { addMember, changeMember, removeMember } from './actions.ts';
import { addProjectMemberInput, removeProjectMemberInput, updateProjectMemberInput } from './input.ts';
import { membersOfProject } from './loaders.ts';

export const resolvers: Resolvers = {
  Project: {
    members: ({ id }, args, context) => context.load(membersOfProject, id, args),
    viewerLevel: ({ id }, _args, context) => levelIn(context, id),
  },
  ProjectMember: {
    user: async ({ userId }, _args, context) => (await context.load(userById, userId))!,
  },
  Mutation: {
    addProjectMember: payload(addProjectMemberInput, addMember),
    updateProjectMember: payload(updateProjectMemberInput, changeMember),
    removeProjectMember: payload(removeProjectMemberInput, removeMember),
  },
};
