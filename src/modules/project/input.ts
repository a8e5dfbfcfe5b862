import { z } from 'zod';
import { id, text, unlessNull } from '../../graphql/input.ts';

const name = text({ min: 1, max: 200 });
const description = text({ max: 2000 }).nullish();
const expectedVersion = z.number().nullish();

export const createProjectInput = z.object({ name, description });
export const updateProjectInput = z.object({
  id: id('project'),
  name: unlessNull(name),
  description,
  expectedVersion,
});
/** For what is done to a project as it is: archiving, restoring, deleting. */
export const projectInput = z.object({ id: id('project'), expectedVersion });
