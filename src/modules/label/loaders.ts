import { hasPermission } from '../../authorization/permission-checks.ts';
import { defineLoader } from '../../core/define-loader.ts';
import { byId, groupByKey } from '../../database/loader.ts';
import { findLabelsByIds, findLabelsOfTasks } from './queries.ts';

/** Loads from the selected organization; undefined for callers who neither see tasks nor manage labels. */
export const labelById = defineLoader(async (context, ids) => {
  const sees = hasPermission(context, 'task.see') || hasPermission(context, 'label.manage');
  return byId(ids, sees ? await findLabelsByIds(context.tenant, ids) : []);
});

export const labelsOfTask = defineLoader(async (context, taskIds) =>
  groupByKey(taskIds, await findLabelsOfTasks(context.tenant, taskIds), (row) => row.taskId),
);
