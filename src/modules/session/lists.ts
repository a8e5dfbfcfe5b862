import { type ExpressionBuilder, sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import { mentions } from '../../database/filter.ts';
import type { SystemDb } from '../../database/system.ts';
import type { DB } from '../../generated/database.ts';
import type { SessionFilter, SessionOrder } from '../../generated/graphql.ts';
import { describeDevice } from '../../util/device.ts';
import type { SessionPage, SessionRow } from './rows.ts';

const MAX_DEVICES = 200;

/** Returns a page of a user's open sessions. `currentId` is the session of the request. */
export async function listSessions(
  db: SystemDb,
  userId: string,
  currentId: string,
  args: ListArgs<SessionOrder, SessionFilter>,
): Promise<SessionPage> {
  const devices = mentions(args.filter, 'device') ? await findDevices(db, userId) : [];
  return sessionList(currentId, devices).page(openSessions(db, userId).select(columns), args);
}

/** Returns the user's open sessions with these ids. */
export const findSessionsByIds = (
  db: SystemDb,
  userId: string,
  ids: readonly string[],
): Promise<SessionRow[]> =>
  openSessions(db, userId).select(columns).where('sessions.id', '=', anyOf(ids)).execute();

const columns = (eb: ExpressionBuilder<DB, 'sessions'>) =>
  [
    'sessions.id',
    'sessions.user_agent as userAgent',
    'sessions.ip_address as ipAddress',
    'sessions.created_at as createdAt',
    'sessions.last_used_at as lastUsedAt',
    eb('sessions.impersonator_id', 'is not', null).$castTo<boolean>().as('isImpersonation'),
  ] as const;

const openSessions = (db: SystemDb, userId: string) =>
  db
    .selectFrom('sessions')
    .where('sessions.user_id', '=', userId)
    .where('sessions.revoked_at', 'is', null)
    .where('sessions.expires_at', '>', (eb) => eb.fn<string>('now'));

interface Device {
  userAgent: string;
  name: string | null;
}

/** Returns how the user's open sessions are displayed. Only this program can derive that from a User-Agent. */
async function findDevices(db: SystemDb, userId: string): Promise<Device[]> {
  const found = await openSessions(db, userId)
    .select('sessions.user_agent as userAgent')
    .where('sessions.user_agent', 'is not', null)
    .groupBy('sessions.user_agent')
    .orderBy((eb) => eb.fn.max('sessions.last_used_at'), 'desc')
    .limit(MAX_DEVICES)
    .execute();
  return found.map(({ userAgent }) => ({ userAgent: userAgent!, name: describeDevice(userAgent) }));
}

const sessionList = (currentId: string, devices: Device[]) =>
  defineList<SessionOrder, SessionFilter>({
    table: 'sessions',
    sorts: { CREATED_AT: 'timestamptz', LAST_USED_AT: 'timestamptz' },
    filters: {
      current: {
        compare: (value) => [sql<boolean>`(sessions.id = ${currentId}::uuid) = ${value}::boolean`],
      },
      device: {
        column: 'user_agent',
        type: 'text',
        expression: sql`(select known.name from unnest(${devices.map((each) => each.userAgent)}::text[],
          ${devices.map((each) => each.name)}::text[]) as known (user_agent, name)
          where known.user_agent = sessions.user_agent)`,
      },
      ipAddress: 'text',
      createdAt: 'timestamptz',
      lastUsedAt: 'timestamptz',
    },
  });
