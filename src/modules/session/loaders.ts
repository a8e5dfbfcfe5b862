import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId } from '../../database/loader.ts';
import { systemDb } from '../../database/system.ts';
import { findSessionsByIds, type SessionRow } from './list.ts';

export const sessionLoaders = (context: Context) => ({
  /** The viewer's own open sessions; none for an API key. */
  sessionById: new DataLoader<string, SessionRow | undefined>(async (ids) => {
    const { viewer } = await context.access();
    return byId(ids, viewer ? await findSessionsByIds(systemDb(context), viewer.id, ids) : []);
  }),
});
