import { z } from 'zod';
import { id, text, unlessNull } from '../../graphql/input.ts';
import { name } from '../../graphql/names.ts';

const projectName = name({ max: 200 });
const description = text({ max: 2000 }).nullish();
const expectedVersion = z.number().nullish();

export const createProjectInput = z.object({ name: projectName, description });
export const updateProjectInput = z.object({
  id: id('project'),
  name: unlessNull(projectName),
  description,
  expectedVersion,
});
/** For what is done to a project as it is: archiving, restoring, deleting. */
export const projectInput = z.object({ id: id('project'), expectedVersion });
