import { columns, page, type PlannedTypes } from '../../graphql/plan/declaration.ts';
import { labelList } from './queries.ts';
import type { LabelRow } from './rows.ts';

export const plan: PlannedTypes = {
  Query: { labels: page(labelList) },
  Label: columns<LabelRow>('id', 'name', 'color', 'version', 'createdAt', 'updatedAt'),
};
