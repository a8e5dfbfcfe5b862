import type { TaskPriority } from '../../generated/graphql.ts';

/** In the order in which they are kept, compared and sorted, as numbers. */
export const priorities: TaskPriority[] = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'];
