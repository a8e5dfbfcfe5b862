import type { Page } from '../../database/pagination.ts';
import type { Viewer } from '../../core/access.ts';

export type UserRow = Viewer;

export type UserPage = Page<UserRow>;
