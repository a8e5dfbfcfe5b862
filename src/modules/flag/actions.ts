import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { type SystemDb, transact } from '../../database/system.ts';
import { UserErrors, userError } from '../../errors.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import type { clearFlagInput, setFlagInput } from './input.ts';
import {
  countFlags,
  deleteFlag,
  findFlags,
  findUnknown,
  replaceOrganizations,
  upsertFlag,
} from './queries.ts';

/** Every server keeps all flags in memory. */
const MAX_FLAGS = 200;

/** Creates or changes a flag, as a platform administrator. @throws LIMIT_REACHED; NOT_FOUND for organizations */
export const setFlag = (context: Context, input: z.output<typeof setFlagInput>) =>
  transact(context, async (db) => {
    const { key, organizationIds } = input;
    const unknown = await findUnknown(db, organizationIds ?? []);
    if (unknown.length > 0)
      throw new UserErrors(
        unknown.map((id) => ({
          code: 'NOT_FOUND' as const,
          message: `There is no organization ${id}.`,
          field: ['organizationIds', String(organizationIds!.indexOf(id))],
        })),
      );
    const written = await upsertFlag(db, input);
    if (written === 'INSERTED' && (await countFlags(db)) > MAX_FLAGS)
      throw userError('LIMIT_REACHED', `There are ${MAX_FLAGS} flags. Delete those that are rolled out.`);
    const moved = organizationIds ? await replaceOrganizations(db, key, organizationIds) : false;
    const flag = (await findFlags(db, key))[0]!;
    if (written || moved) await record(context, db, 'flag.set', { ...flag });
    return { flag };
  });

/** Deletes a flag, as a platform administrator. */
export const clearFlag = (context: Context, { key }: z.output<typeof clearFlagInput>) =>
  transact(context, async (db) => {
    const affectedCount = await deleteFlag(db, key);
    if (affectedCount > 0) await record(context, db, 'flag.cleared', { key });
    return { affectedCount };
  });

const record = ({ viewer, request }: Context, db: SystemDb, action: string, details: object) =>
  insertAccountEvent(db, { userId: viewer.id, action, details }, request);
