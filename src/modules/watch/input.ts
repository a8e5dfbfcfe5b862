import { z } from 'zod';
import { id } from '../../graphql/input.ts';

const teamId = id('team').nullish();

export const watchProjectInput = z.object({ id: id('project'), teamId });
export const watchTaskInput = z.object({ id: id('task'), teamId });
