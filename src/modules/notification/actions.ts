import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { UserErrors, userError } from '../../errors.ts';
import type { updatePreferencesInput } from './input.ts';
import { listPreferences, savePreferences } from './preferences.ts';
import { findNotificationsByIds, markRead, markUnread } from './queries.ts';
import type { NotificationRow } from './rows.ts';

/** Marks a notification as read or unread. Does nothing if it already is. */
export async function setRead(
  { tenant, viewer }: Context,
  { id }: { id: string },
  read: boolean,
): Promise<{ notification: NotificationRow }> {
  if (read) await markRead(tenant, viewer.id, id);
  else await markUnread(tenant, viewer.id, id);
  const [notification] = await findNotificationsByIds(tenant, viewer.id, [id]);
  if (!notification) throw userError('NOT_FOUND', 'No such notification.', 'id');
  return { notification };
}

export async function changePreferences(
  { tenant, viewer }: Context,
  { preferences }: z.output<typeof updatePreferencesInput>,
) {
  const named = preferences.map(({ kind }) => kind);
  const twice = named.flatMap((kind, index) => (named.indexOf(kind) < index ? [index] : []));
  if (twice.length > 0) {
    throw new UserErrors(
      twice.map((index) => ({
        code: 'INVALID',
        message: 'The kind is named twice.',
        field: ['preferences', String(index), 'kind'],
      })),
    );
  }
  await savePreferences(tenant, viewer.id, preferences);
  return { notificationPreferences: { kinds: await listPreferences(tenant, viewer.id) } };
}
