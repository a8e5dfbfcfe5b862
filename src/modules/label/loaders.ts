import { defineLoader } from '../../core/define-loader.ts';
import { byId, groupByKey } from '../../database/loader.ts';
import { findLabelsByIds, findLabelsOfTasks } from './queries.ts';

/** Loads from the selected organization. */
export const labelById = defineLoader(async (context, ids) =>
  byId(ids, await findLabelsByIds(context.tenant, ids)),
);

export const labelsOfTask = defineLoader(async (context, taskIds) =>
  groupByKey(taskIds, await findLabelsOfTasks(context.tenant, taskIds), (row) => row.taskId),
);
