import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { prepareEmbeddedDatabase } from '../src/database/embedded/postgres.ts';
import { migrate } from '../src/database/migrate.ts';
import type { Tokens } from '../src/authentication/tokens.ts';
import { seedLoad } from '../src/development/seed/load.ts';
import { scratchPostgres } from '../tools/scratch-postgres.ts';
import { type Dialect, dialects } from './contenders.ts';
import { guard } from './guard.ts';
import type { Way } from './settings.ts';

export interface DataSizes {
  organizations: number;
  tasks: number;
}

export interface Database {
  systemUrl: string;
  servingUrl: string;
  /** PostGraphile's logins, which are subject to row-level security. */
  guardedUrls: Record<Way, string>;
  /** The tutorial stack's login, which sees all rows. */
  unguardedUrl: string;
  stop(): Promise<void>;
}

/** Starts PostgreSQL with all the data, in a folder that is removed when it stops. */
export async function createDatabase(sizes: DataSizes, log: (line: string) => void): Promise<Database> {
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
    await query(superuser.href, 'checkpoint');
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

/** A signed-in member of an organization. */
export interface Caller {
  headers: Record<string, string>;
  userId: string;
  sessionId: string;
  organizationId: string;
  /** The projects in which the servers create tasks. */
  projects: Record<Dialect, string>;
  /** The newest task of the organization, which all servers change. */
  taskId: string;
}

/**
 * Signs in the owner of each organization, then the next member of each, and so on. If there are fewer members than
 * callers, some callers are the same person.
 */
export async function signIn(database: Database, tokens: Tokens, count: number): Promise<Caller[]> {
  const { rows } = await query(
    database.unguardedUrl,
    `with members as (
       select m.user_id, m.organization_id, o.slug,
         row_number() over (partition by m.organization_id order by m.role = 'OWNER' desc, m.user_id) as nth
       from memberships m join organizations o on o.id = m.organization_id
       order by nth, slug limit ${count}
     ), opened as (
       insert into sessions (id, user_id, organization_id, expires_at)
       select gen_random_uuid(), user_id, organization_id, now() + interval '1 day' from members
       returning id, user_id, organization_id
     )
     select opened.id, user_id as "userId", organization_id as "organizationId",
       array(select p.id from projects p where p.organization_id = opened.organization_id
         order by p.created_at, p.id limit ${dialects.length}) as projects,
       (select t.id from tasks t where t.organization_id = opened.organization_id
         order by t.created_at desc, t.id desc limit 1) as "taskId"
     from opened join members using (user_id, organization_id) order by nth, slug`,
  );
  const callers = await Promise.all(
    rows.map(async ({ id, userId, organizationId, projects, taskId }): Promise<Caller> => {
      const { token } = await tokens.sign(userId, id, organizationId);
      return {
        headers: {
          authorization: `Bearer ${token}`,
          // For servers that trust these claims.
          'x-user-id': userId,
          'x-organization-id': organizationId,
        },
        userId,
        sessionId: id,
        organizationId,
        projects: Object.fromEntries(dialects.map((dialect, index) => [dialect, projects[index]])) as Record<
          Dialect,
          string
        >,
        taskId,
      };
    }),
  );
  return Array.from({ length: count }, (_, index) => callers[index % callers.length]!);
}

export async function query(url: string, text: string, values?: unknown[]): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}
