import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { UserErrors, userError } from '../../errors.ts';
import type { updatePreferencesInput } from './input.ts';
import { listPreferences, savePreferences } from './preferences.ts';
import { findNotificationsByIds, markRead, markUnread, type NotificationRow } from './queries.ts';

/** Marks a notification as read, or as unread; one that is so already stays as it is. */
export async function setRead(
  { db, scope, viewer }: Context,
  { id }: { id: string },
  read: boolean,
): Promise<{ notification: NotificationRow }> {
  if (read) await markRead(db, scope, viewer.id, id);
  else await markUnread(db, scope, viewer.id, id);
  const [notification] = await findNotificationsByIds(db, scope, viewer.id, [id]);
  if (!notification) throw userError('NOT_FOUND', 'No such notification.', 'id');
  return { notification };
}

export async function changePreferences(
  { db, scope, viewer }: Context,
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
  await savePreferences(db, scope, viewer.id, preferences);
  return { notificationPreferences: { kinds: await listPreferences(db, scope, viewer.id) } };
}
