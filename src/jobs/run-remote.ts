import type { Pool } from 'pg';
import type { Background } from './background.ts';
import type { RemoteJob } from './define-job.ts';
import { asTenant, type TenantPayload } from './run-as-tenant.ts';
import type { JobServices } from './services.ts';

/**
 * Runs a job that calls another service. While it waits for that service it holds no transaction, so that it keeps no
 * row locked and no connection of the serving login.
 */
export async function runRemote(
  services: JobServices,
  systemPool: Pool,
  background: Background,
  { run }: RemoteJob,
  { organizationId, traceparent: _traceparent, tracestate: _tracestate, ...payload }: TenantPayload,
): Promise<void> {
  await run(
    {
      organizationId,
      transact: (organization, work) => asTenant(services, organization, work),
      alone: (name, work) => alone(systemPool, name, work),
      background,
      logger: services.logger,
    },
    payload as never,
  );
}

/**
 * Runs `work` while this connection holds the advisory lock of the name. PostgreSQL releases the lock when the process
 * dies. If only the connection breaks, `work` continues without the lock, so it must check at its end what it writes.
 */
async function alone<T>(pool: Pool, name: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // Without a listener, a connection that breaks meanwhile would end the process.
  const ignore = () => undefined;
  client.on('error', ignore);
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
    return await work();
  } finally {
    const unlocked = await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).then(
      ({ rows }) => rows[0]?.pg_advisory_unlock === true,
      () => false,
    );
    client.off('error', ignore);
    client.release(!unlocked);
  }
}
