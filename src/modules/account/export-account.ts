import { z } from 'zod';
import type { Context } from '../../core/context.ts';
import type { SystemDb } from '../../database/system.ts';
import { rateLimited, userError } from '../../errors.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { enqueueAccountJob } from '../../jobs/enqueue.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import { type ExportedRow, type Position, START } from './export-list.ts';
import { countRecentExports, exportedLists, findExportedProfile } from './export-queries.ts';
import type { exportAccountInput } from './input.ts';
import { accountExportedMailJob } from './jobs.ts';
import { requireSecondFactor } from './second-factor.ts';
import { withConfirmedPassword } from './with-confirmed-password.ts';

const MAX_EXPORTS_A_DAY = 5;
const MAX_PARTS_A_DAY = 200;
const ROWS_PER_LIST = 100;
const MAX_BYTES = 1_000_000;
const CURSOR_LIFETIME_MS = 3_600_000;

type ListName = keyof typeof exportedLists;
type Positions = Partial<Record<ListName, Position>>;

const names = Object.keys(exportedLists) as ListName[];
const everything: Positions = Object.fromEntries(names.map((name) => [name, START]));

/** Where an export continues. `begun` is the time of its first part, in milliseconds. */
interface Progress {
  begun: number;
  positions: Positions;
}

const progress = z.object({
  begun: z.number(),
  positions: z.partialRecord(z.enum(names as [ListName, ...ListName[]]), z.tuple([z.string(), z.string()])),
});

/**
 * Returns what is stored about the viewer, in parts: the newest rows of each list, and a cursor while there are more.
 *
 * Security: a thief of a session could take everything at once. The first part requires the password and the second
 * factor, and a mail reports it. The cursor is sealed for this session, so that nobody can skip the first part; further
 * parts require the password.
 * @throws INVALID_CREDENTIALS, TOTP_REQUIRED, EXPIRED and INVALID at `cursor`, RATE_LIMITED
 */
export async function exportAccount(
  context: Context,
  { password, code, cursor }: z.output<typeof exportAccountInput>,
) {
  const { services, request, viewer, sessionId } = context;
  const place = `account-export:${viewer.id}:${sessionId}`;
  return withConfirmedPassword(context, { password }, async (db, account) => {
    const earlier = cursor == null ? undefined : openCursor(context, cursor, place);
    if (!earlier) {
      if (account.totpEnabledAt && !code)
        throw userError('TOTP_REQUIRED', 'This account requires a code of its authenticator app.', 'code');
      await requireSecondFactor(db, services.secrets, account, code, 'code');
    }
    // The account is locked: concurrent calls count each other.
    const { exports, parts } = await countRecentExports(db, viewer.id);
    if (earlier ? parts >= MAX_PARTS_A_DAY : exports >= MAX_EXPORTS_A_DAY)
      throw rateLimited(86_400, 'The account was exported too often.');
    const action = earlier ? 'account.export_continued' : 'account.exported';
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action }, request);
    if (!earlier) await enqueueAccountJob(db, accountExportedMailJob, { userId: viewer.id });
    const { data, positions } = await readPart(context, db, earlier?.positions ?? everything);
    if (!earlier) data['profile'] = serialize(await findExportedProfile(db, viewer.id));
    const next = { begun: earlier?.begun ?? Date.now(), positions };
    const isDone = Object.keys(positions).length === 0;
    const sealed = isDone ? null : services.secrets.seal(Buffer.from(JSON.stringify(next)), place);
    return { data, cursor: sealed && sealed.toString('base64url') };
  });
}

/** Reads the next rows of each list in one statement each. Returns the positions of the lists that have more. */
async function readPart({ services, viewer }: Context, db: SystemDb, from: Positions) {
  const data: Record<string, unknown> = {};
  const positions: Positions = {};
  let bytes = Math.min(MAX_BYTES, services.config.responseLimits.response / 2);
  let isEmpty = true;
  for (const name of names) {
    const start = from[name];
    if (!start) continue;
    const rows = await exportedLists[name](db, viewer.id, start, ROWS_PER_LIST + 1);
    const kept: object[] = [];
    let last = start;
    for (const row of rows.slice(0, ROWS_PER_LIST)) {
      const { shownId = row.id, ...columns } = row;
      const shown = serialize({ ...columns, id: shownId });
      const size = Buffer.byteLength(JSON.stringify(shown));
      // One row is always returned: an export that stood still would never end.
      if (size > bytes && !isEmpty) break;
      bytes -= size;
      isEmpty = false;
      kept.push(shown);
      last = positionOf(row);
    }
    data[name] = kept;
    if (kept.length < rows.length) positions[name] = last;
  }
  return { data, positions };
}

const positionOf = ({ createdAt, id }: ExportedRow): Position => [createdAt, id];

/** Writes times as the API does. The names of their columns end in `At`. */
const serialize = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      name.endsWith('At') && value !== null ? serializeDateTime(value) : value,
    ]),
  );

function openCursor({ services }: Context, cursor: string, place: string): Progress {
  let opened: Progress;
  try {
    const text = services.secrets.open(Buffer.from(cursor, 'base64url'), place).toString();
    opened = progress.parse(JSON.parse(text));
  } catch {
    throw userError('INVALID', 'This is no cursor of an export of this session.', 'cursor');
  }
  if (opened.begun < Date.now() - CURSOR_LIFETIME_MS)
    throw userError('EXPIRED', 'The export has expired. Begin a new one.', 'cursor');
  return opened;
}
