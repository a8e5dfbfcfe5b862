import { findAccountByEmail, insertSession } from '../modules/session/queries.ts';
import { insertAccountEvent } from '../modules/account/events.ts';
import type { Incoming, Services } from '../context.ts';
import { type SystemDb, processDb } from '../database/system.ts';
import { organizations } from './demo-content.ts';
import { demoPassword } from './demo.ts';

/** Who asks for a page, and in which request. */
export type Visitor = Pick<Incoming, 'requestId' | 'ipAddress'> & {
  /** The `Host` of the request. */
  host: string | undefined;
};

/** The headers that act as the demonstration's owner; undefined where the demonstration data is not. */
export type DemoSignIn = (visitor: Visitor) => Promise<Record<string, string> | undefined>;

const userAgent = 'Polity explorer';
const { slug, members } = organizations[0]!;
const { email } = members[0]!;

/**
 * Mints a token at each call, all of one session, which starts anew once it was ended. An account that has another
 * password than the demonstration's, or a second factor, is somebody's own: it is left alone, and no attempt is counted.
 */
export function createDemoSignIn(services: Services): DemoSignIn {
  const { config, passwords, tokens } = services;
  const db = processDb(services);
  let checked: { hash: string; matches: boolean } | undefined;

  /** Hashing is slow: each password is checked but once. */
  async function isDemonstrations(hash: string): Promise<boolean> {
    if (checked?.hash !== hash) checked = { hash, matches: await passwords.verify(demoPassword, hash) };
    return checked.matches;
  }

  return async (visitor) => {
    if (!config.development) return undefined;
    // Security: a page whose name was rebound to this machine could read the token. It cannot choose the `Host` that the
    // browser sends, which is its own name.
    if (!isOwnHost(visitor.host, config.host)) return undefined;
    const account = await findAccountByEmail(db, email);
    if (!account || account.status !== 'ACTIVE' || account.totpEnabledAt) return undefined;
    if (!(await isDemonstrations(account.passwordHash))) return undefined;
    const organizationId = await findOrganization(db, account.id);
    const expiresAt = new Date(Date.now() + config.tokens.refreshTokenTtl * 1000).toISOString();
    const sessionId = await db
      .transaction()
      .execute((tx) => continueSession(tx, { userId: account.id, organizationId, expiresAt }, visitor));
    const { token } = await tokens.sign(account.id, sessionId, organizationId);
    return {
      Authorization: `Bearer ${token}`,
      ...(organizationId && { 'X-Organization-Id': organizationId }),
    };
  };
}

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a `Host` names this machine, or what the server was told to listen on. */
function isOwnHost(host: string | undefined, configured: string): boolean {
  const own = host && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
  return own !== undefined && [...LOCAL_HOSTS, configured, `[${configured}]`].includes(own);
}

async function findOrganization(db: SystemDb, userId: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('memberships as m')
    .innerJoin('organizations as o', 'o.id', 'm.organization_id')
    .select('o.id')
    .where('m.user_id', '=', userId)
    .where('o.slug', '=', slug)
    .executeTakeFirst();
  return found?.id;
}

/** Keeps the open session of the pages for longer, or starts it: one, however many ask at once. */
async function continueSession(
  db: SystemDb,
  session: { userId: string; organizationId: string | undefined; expiresAt: string },
  { requestId, ipAddress }: Visitor,
): Promise<string> {
  const { userId, organizationId, expiresAt } = session;
  await db.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute();
  const open = await db
    .updateTable('sessions')
    .set((eb) => ({
      organization_id: organizationId ?? null,
      expires_at: expiresAt,
      last_used_at: eb.fn<string>('clock_timestamp'),
    }))
    .where('user_id', '=', userId)
    .where('user_agent', '=', userAgent)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', (eb) => eb.fn<string>('now'))
    .returning('id')
    .executeTakeFirst();
  if (open) return open.id;
  const id = await insertSession(db, session, { ipAddress, userAgent });
  await insertAccountEvent(
    db,
    { userId, sessionId: id, action: 'session.started' },
    { requestId, ipAddress, userAgent },
  );
  return id;
}
