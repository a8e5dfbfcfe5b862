import type { Change } from '../../core/change.ts';
import type { Page } from '../../database/pagination.ts';

export interface TeamRow {
  id: string;
  /** The team that it belongs to; null at the top. */
  parentId: string | null;
  /** 1 at the top, otherwise one more than the parent's. */
  level: number;
  name: string;
  handle: string;
  description: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export type TeamPage = Page<TeamRow>;

export type TeamEventRow = Change;
