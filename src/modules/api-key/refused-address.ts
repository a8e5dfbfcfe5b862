import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Context } from '../../core/context.ts';
import { systemDb } from '../../database/system.ts';
import { addOrganizationJob } from '../../jobs/enqueue.ts';
import { refusedAddressJob } from '../service-account/jobs.ts';

/** Keys whose refusal this process has recorded or found recorded within the last minutes. */
const noted = new LRUCache<string, true>({ max: 10_000, ttl: 5 * 60_000 });

/**
 * Records in the audit log that an API key was refused because of its client's address, and tells those who look after a
 * service account.
 *
 * Security: a leaked key could fill the log. Each key has at most one such event an hour.
 */
export async function noteRefusedAddress(context: Context): Promise<void> {
  const { refusedKey } = context.knownAccess ?? {};
  if (!refusedKey || noted.has(refusedKey.id)) return;
  noted.set(refusedKey.id, true);
  const { ipAddress, userAgent, requestId } = context.request;
  const { organizationId, id } = refusedKey;
  const payload = sql`, 'apiKeyId', id, 'ipAddress', ${ipAddress}::text, 'day', (now() at time zone 'UTC')::date`;
  await sql`
    with refused as (
      update api_keys set address_refused_at = now()
      where organization_id = ${organizationId} and id = ${id}
        and coalesce(address_refused_at < now() - interval '1 hour', true)
      returning organization_id, id, owner_id
    ), recorded as (
      insert into audit_events (organization_id, action, target_type, target_id, ip_address, user_agent, request_id)
      select organization_id, 'api_key.address_refused', 'ApiKey', id, ${ipAddress}, ${userAgent ?? null}, ${requestId}
      from refused
    )
    select ${addOrganizationJob(refusedAddressJob, sql`organization_id`, payload)}
    from refused where exists (select from users u where u.id = owner_id and u.kind = 'SERVICE')`.execute(
    systemDb(context),
  );
}
