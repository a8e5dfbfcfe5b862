import { sql } from 'kysely';
import { filterCondition, type FilterColumns, mentions } from '../../database/filter.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import type { SystemDb } from '../../database/system.ts';
import type { SessionFilter, SessionOrder, SessionOrderField } from '../../generated/graphql.ts';
import { describeDevice } from './device.ts';

export interface SessionRow {
  id: string;
  userAgent: string | null;
  ipAddress: string | null;
  createdAt: string;
  lastUsedAt: string;
}

export type SessionPage = Page<SessionRow>;

const MAX_DEVICES = 200;

const sortKeys: SortKeys<SessionOrderField> = {
  CREATED_AT: { column: 'created_at', type: 'timestamptz' },
  LAST_USED_AT: { column: 'last_used_at', type: 'timestamptz' },
};

/** A page of a user's open sessions. `currentId` is the session that the request comes from. */
export async function listSessions(
  db: SystemDb,
  userId: string,
  currentId: string,
  args: PageArgs & { filter?: SessionFilter | null; orderBy?: SessionOrder | null },
): Promise<SessionPage> {
  const page = pageRequest(sortKeys, args.orderBy, args, 'sessions');
  const devices = mentions(args.filter, 'device') ? await findDevices(db, userId) : [];
  const matching = openSessions(db, userId)
    .select(columns)
    .where(filterCondition(args.filter, filterColumns(currentId, devices), 'sessions'));
  return fetchPage(matching, page, 'sessions');
}

/** The user's own open sessions among these. */
export const findSessionsByIds = (
  db: SystemDb,
  userId: string,
  ids: readonly string[],
): Promise<SessionRow[]> =>
  openSessions(db, userId)
    .select(columns)
    .where('sessions.id', '=', (eb) => eb.fn.any(eb.val([...ids])))
    .execute();

const columns = [
  'sessions.id',
  'sessions.user_agent as userAgent',
  'sessions.ip_address as ipAddress',
  'sessions.created_at as createdAt',
  'sessions.last_used_at as lastUsedAt',
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

/** What the user's open sessions are shown as, which only this program can tell from a User-Agent. */
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

const filterColumns = (currentId: string, devices: Device[]): FilterColumns => ({
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
  ipAddress: { column: 'ip_address', type: 'text' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
  lastUsedAt: { column: 'last_used_at', type: 'timestamptz' },
});
