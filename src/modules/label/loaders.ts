import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId, groupByKey } from '../../database/loader.ts';
import { findLabelsByIds, findLabelsOfTasks, type LabelRow } from './queries.ts';

export const labelLoaders = (context: Context) => ({
  /** In the selected organization. */
  labelById: new DataLoader<string, LabelRow | undefined>(async (ids) =>
    byId(ids, await findLabelsByIds(context.db, context.scope, ids)),
  ),
  labelsOfTask: new DataLoader<string, LabelRow[]>(async (taskIds) =>
    groupByKey(taskIds, await findLabelsOfTasks(context.db, context.scope, taskIds), (row) => row.taskId),
  ),
});
