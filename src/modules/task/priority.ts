import type { TaskPriority } from '../../generated/enums.ts';

/** In ascending order. The database stores, compares and sorts them as their indexes. */
export const priorities: TaskPriority[] = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'];
