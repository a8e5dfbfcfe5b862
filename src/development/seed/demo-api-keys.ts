import { sql } from 'kysely';
import { hashSecret, newSecret, prefixOf } from '../../authentication/api-key-secret.ts';
import { REQUESTS_METER } from '../../modules/meter/meter-name.ts';
import type { DemoStory } from './demo-story.ts';
import { DAY, HOUR, iso, timestamps } from './demo-time.ts';
import { recordedAt } from './demo-usage.ts';
import type { DemoEvent } from './demo-usage-curve.ts';

/** How long single requests are kept. */
const REQUESTS_KEPT = 35 * DAY;

interface DemoKey {
  name: string;
  role: string;
  scopes: string[];
  at: number;
  expiresAt?: number;
  revokedAt?: number;
  lastUsedAt?: number;
}

/** Adds the key that sends the usage, with its requests, and on PRO two that nobody uses. Nobody knows their secrets. */
export async function addApiKeys(story: DemoStory, events: DemoEvent[]): Promise<void> {
  const { founded, now, plan } = story;
  const requests = events.map(recordedAt).filter((at) => at < now);
  const id = await addKey(story, {
    name: 'Event pipeline',
    role: 'ADMIN',
    scopes: ['READ', 'USAGE_WRITE'],
    at: founded + HOUR,
    lastUsedAt: requests.at(-1)!,
  });
  await addRequests(story, id, requests);
  if (plan === 'FREE') return;
  await addKey(story, {
    name: 'Spreadsheet export',
    role: 'MEMBER',
    scopes: ['READ'],
    at: now - 55 * DAY,
    revokedAt: now - 40 * DAY,
    lastUsedAt: now - 41 * DAY,
  });
  await addKey(story, {
    name: 'Support dashboard',
    role: 'MEMBER',
    scopes: ['READ'],
    at: now - 9 * DAY,
    expiresAt: now + 81 * DAY,
  });
}

async function addKey(
  { db, organizationId, members, audit, idAt }: DemoStory,
  { name, role, scopes, at, expiresAt, revokedAt, lastUsedAt }: DemoKey,
): Promise<string> {
  const id = idAt(at);
  const actorId = members[0]!.userId;
  const secret = newSecret('test');
  await db
    .insertInto('api_keys')
    .values({
      organization_id: organizationId,
      id,
      name,
      prefix: prefixOf(secret),
      role,
      scopes,
      created_by_id: actorId,
      expires_at: expiresAt ? iso(expiresAt) : null,
      revoked_at: revokedAt ? iso(revokedAt) : null,
      last_used_at: lastUsedAt ? iso(lastUsedAt) : null,
      ...timestamps(at, revokedAt),
    })
    .execute();
  await db
    .insertInto('api_key_secrets')
    .values({
      organization_id: organizationId,
      api_key_id: id,
      hash: hashSecret(secret)!,
      seen_by_id: actorId,
    })
    .execute();
  const target = { actorId, targetType: 'ApiKey', targetId: id };
  const after = { name, role, scopes, ...(expiresAt && { expiresAt: iso(expiresAt) }) };
  audit.push({ ...target, at, action: 'api_key.created', after });
  if (revokedAt) audit.push({ ...target, at: revokedAt, action: 'api_key.revoked' });
  return id;
}

/** Adds the requests that recorded the usage, and leaves them to be rolled up. */
async function addRequests(
  { db, organizationId, now, idAt, random }: DemoStory,
  apiKeyId: string,
  requests: number[],
): Promise<void> {
  const rows = requests.map((at) => ({
    id: idAt(at),
    at: iso(at),
    ms: 20 + Math.floor(random.fraction() * 60),
  }));
  const operation = { OPERATION: 'RecordUsage', CLIENT: 'event-pipeline', STATUS: 'OK', API_KEY: apiKeyId };
  await sql`
    with requests as (
      select id, at, ms, date_trunc('month', at at time zone 'UTC')::date as month
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, at timestamptz, ms integer)
    ), kept as (
      insert into api_requests (organization_id, id, api_key_id, operation, client, status, duration_ms, occurred_at,
        statement_month)
      select ${organizationId}, id, ${apiKeyId}::uuid, 'RecordUsage', 'event-pipeline', 'OK', ms, at, month from requests
      where at > ${iso(now - REQUESTS_KEPT)}::timestamptz
    ), counts as (
      insert into api_request_counts (organization_id, month, used)
      select ${organizationId}, month, count(*) from requests group by month
    )
    insert into usage_pending (organization_id, meter, hour, statement_month, keys, quantity)
    select ${organizationId}, ${REQUESTS_METER}, date_trunc('hour', at, 'UTC'), month,
      ${JSON.stringify(operation)}::jsonb, count(*)
    from requests group by 3, 4`.execute(db);
}
