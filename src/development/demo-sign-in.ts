import { insertSession } from '../modules/session/queries.ts';
import { insertAccountEvent } from '../modules/account-event/queries.ts';
import { type SystemDb, processDb } from '../database/system.ts';
import { localHosts, organizations, platformAdmin } from './seed/demo-content.ts';
import { demoPassword, hasAdministrator } from './seed/demo.ts';
import { findAccountByEmail } from '../modules/account/queries.ts';
import type { RequestInfo } from '../core/request.ts';
import type { Services } from '../core/services.ts';

/** The request for a page. */
export type Visitor = Pick<RequestInfo, 'requestId' | 'ipAddress'> & {
  /** The `Host` of the request. */
  host: string | undefined;
};

/** Returns headers that sign in the demonstration's owner, or another account; undefined without the demonstration data. */
export type DemoSignIn = (visitor: Visitor, email?: string) => Promise<Record<string, string> | undefined>;

const userAgent = 'Polity explorer';
const { slug, members } = organizations[0]!;
const owner = members[0]!.email;

/** The accounts that pages can sign in: the owner, and the administrator of the platform. */
export const exampleAccounts: readonly string[] = [owner, platformAdmin.email];

/**
 * Creates a token on each call. All tokens belong to one session; after that session ends, the next call starts
 * another. An account with a different password, or with a second factor, is in real use: it is not signed in, and no
 * attempt is counted.
 */
export function createDemoSignIn(services: Services): DemoSignIn {
  const { config, passwords, tokens } = services;
  const db = processDb(services);
  let checked: { hash: string; matches: boolean } | undefined;

  /** Hashing is slow, so each password hash is checked only once. */
  async function isDemonstrations(hash: string): Promise<boolean> {
    if (checked?.hash !== hash) checked = { hash, matches: await passwords.verify(demoPassword, hash) };
    return checked.matches;
  }

  return async (visitor, email = owner) => {
    if (!config.development) return undefined;
    // Security: with DNS rebinding, a page of another site could resolve its own name to this machine and read the
    // token. The browser sends that name as `Host`, so only names of this machine get a token.
    if (!isOwnHost(visitor.host, config.host)) return undefined;
    if (!exampleAccounts.includes(email)) return undefined;
    if (email === platformAdmin.email && !hasAdministrator(config)) return undefined;
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

/** Returns whether a `Host` names this machine, or the configured `HOST`. */
function isOwnHost(host: string | undefined, configured: string): boolean {
  const own = host && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
  return own !== undefined && [...localHosts, '[::1]', configured, `[${configured}]`].includes(own);
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

/** Extends the open session of the pages, or starts one. Concurrent calls share one session. */
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
