import { hasPermission } from '../../authorization/permission-checks.ts';
import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { findNotificationsByIds } from './queries.ts';

/** The viewer's notifications in the selected organization; undefined for callers who may not see theirs. */
export const notificationById = defineLoader(async (context, ids) => {
  const { viewer } = await context.access();
  const sees = viewer && hasPermission(context, 'notification.see');
  return byId(ids, sees ? await findNotificationsByIds(context.tenant, viewer.id, ids) : []);
});
