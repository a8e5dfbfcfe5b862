import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { findNotificationsByIds } from './queries.ts';

/** The viewer's notifications in the selected organization. */
export const notificationById = defineLoader(async (context, ids) => {
  const { viewer } = await context.access();
  return byId(ids, viewer ? await findNotificationsByIds(context.tenant, viewer.id, ids) : []);
});
