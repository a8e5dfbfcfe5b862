import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId } from '../../database/loader.ts';
import { findNotificationsByIds, type NotificationRow } from './queries.ts';

export const notificationLoaders = (context: Context) => ({
  /** The viewer's own, in the selected organization. */
  notificationById: new DataLoader<string, NotificationRow | undefined>(async (ids) => {
    const { viewer } = await context.access();
    return byId(ids, viewer ? await findNotificationsByIds(context.db, context.scope, viewer.id, ids) : []);
  }),
});
