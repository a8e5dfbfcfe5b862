import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { prepareEmbeddedDatabase } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';
import type { Tokens } from '../src/modules/session/tokens.ts';
import { seedLoad } from '../src/seed/load.ts';
import { scratchPostgres } from '../src/database/scratch.ts';
import { guard } from './guard.ts';
import type { Way } from './settings.ts';

export interface Database {
  systemUrl: string;
  servingUrl: string;
  /** PostGraphile's logins: row-level security holds them. */
  guardedUrls: Record<Way, string>;
  /** The tutorials' login, which sees everything. */
  unguardedUrl: string;
  stop(): Promise<void>;
}

/** PostgreSQL with all the data, in a folder that goes when it stops. */
export async function createDatabase(
  sizes: { organizations: number; tasks: number },
  log: (line: string) => void,
): Promise<Database> {
  const server = await scratchPostgres('bench', { shared_buffers: '512MB' });
  try {
    const urls = await prepareEmbeddedDatabase(server.superuserUrl, 'bench');
    await migrate(urls.systemUrl, urls.servingUrl, pino({ level: 'silent' }));
    await seedLoad(urls.systemUrl, 'nobody signs in', sizes, log);
    const superuser = Object.assign(new URL(server.superuserUrl), { pathname: 'bench' });
    const password = randomBytes(16).toString('hex');
    const guarded = (way: Way) =>
      Object.assign(new URL(superuser), { username: `bench_${way}`, password }).href;
    await query(superuser.href, guard(password));
    return {
      ...urls,
      guardedUrls: { asking: guarded('asking'), trusting: guarded('trusting') },
      unguardedUrl: superuser.href,
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The owner of each of the first organizations, signed in. */
export interface Caller {
  headers: Record<string, string>;
}

export async function signIn(database: Database, tokens: Tokens, count: number): Promise<Caller[]> {
  const { rows } = await query(
    database.unguardedUrl,
    `insert into sessions (id, user_id, organization_id, expires_at)
     select gen_random_uuid(), m.user_id, m.organization_id, now() + interval '1 day'
     from memberships m join organizations o on o.id = m.organization_id
     where m.role = 'OWNER' order by o.slug limit ${count}
     returning id, user_id as "userId", organization_id as "organizationId"`,
  );
  return Promise.all(
    rows.map(async ({ id, userId, organizationId }) => {
      const { token } = await tokens.sign(userId, id, organizationId);
      return {
        headers: {
          authorization: `Bearer ${token}`,
          // For who believes them.
          'x-user-id': userId,
          'x-organization-id': organizationId,
        },
      };
    }),
  );
}

async function query(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}
