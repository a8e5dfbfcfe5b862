import type { Page } from '../../database/pagination.ts';

export interface LabelRow {
  id: string;
  name: string;
  color: string;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export type LabelPage = Page<LabelRow>;
