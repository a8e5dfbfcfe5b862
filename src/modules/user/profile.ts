import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { transact } from '../../database/system.ts';
import { unauthenticated } from '../../errors.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import { findUsersByIds } from './admin-queries.ts';
import type { updateProfileInput } from './input.ts';

/** Changes the viewer's profile. An empty text counts as null. */
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
  return transact(context, async (db) => {
    const before = await db
      .selectFrom('users')
      .select(['full_name', 'bio', 'avatar_url'])
      .where('id', '=', viewer.id)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!before) throw unauthenticated();
    const changes = changedValues(before, wanted);
    if (changes) {
      await db.updateTable('users').set(changes).where('id', '=', viewer.id).execute();
      const event = {
        userId: viewer.id,
        sessionId,
        action: 'account.profile_updated',
        details: { changed: Object.keys(changes) },
      };
      await insertAccountEvent(db, event, request);
    }
    const [user] = await findUsersByIds(db, [viewer.id]);
    return { user };
  });
}
