import { z } from 'zod';
import { expectedVersion, id, text, unlessNull } from '../../graphql/input.ts';
import { name } from '../../graphql/names.ts';

const projectName = name({ max: 200 });
const visibility = z.enum(['ORGANIZATION', 'PRIVATE']);
const description = text({ max: 2000 }).nullish();

export const createProjectInput = z.object({
  name: projectName,
  description,
  visibility: visibility.nullish(),
});
export const updateProjectInput = z.object({
  id: id('project'),
  name: unlessNull(projectName),
  description,
  visibility: unlessNull(visibility),
  expectedVersion,
});
/** The input of mutations that need only the project: archive, restore, delete. */
export const projectInput = z.object({ id: id('project'), expectedVersion });
