import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { transact } from '../../database/system.ts';
import { insertAccountEvent } from '../account/events.ts';
import { findUsersByIds } from './directory.ts';
import type { updateProfileInput } from './input.ts';

/** Changes what others see of oneself. */
export async function updateProfile(
  context: Context,
  { fullName, bio, avatarUrl }: z.output<typeof updateProfileInput>,
) {
  const { request, viewer, sessionId } = context;
  const wanted = {
    full_name: fullName,
    bio: bio === '' ? null : bio,
    avatar_url: avatarUrl === '' ? null : avatarUrl,
  };
  const changed = Object.keys(wanted).filter((key) => wanted[key as keyof typeof wanted] !== undefined);
  return transact(context, async (db) => {
    if (changed.length > 0) {
      await db.updateTable('users').set(wanted).where('id', '=', viewer.id).execute();
      const event = {
        userId: viewer.id,
        sessionId,
        action: 'account.profile_updated',
        details: { changed },
      };
      await insertAccountEvent(db, event, request);
    }
    const [user] = await findUsersByIds(db, [viewer.id]);
    return { user };
  });
}
