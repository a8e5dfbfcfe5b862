import { z } from 'zod';
import { id } from '../../graphql/input.ts';

export const watchProjectInput = z.object({ id: id('project') });
export const watchTaskInput = z.object({ id: id('task') });
