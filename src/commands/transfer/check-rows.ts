import type pg from 'pg';

const isCount = (column: string) => `${column} = trunc(${column}) and abs(${column}) < 1e30`;
const isSmall = (column: string) => `abs(${column}) < 1e17`;
const isTime = (column: string) => `${column} between '2000-01-01' and now() + interval '1 year'`;
const isMeter = 'octet_length(meter) <= 400';
/** Ids begin with the time: rows of the future would be in no partition of a month. */
const isRecent = `uuid_extract_timestamp(id) between '2000-01-01' and now() + interval '1 day'`;
/** Together with its meter, such a text fits into a row of an index. */
const isShort = (column: string) => `coalesce(octet_length(${column}), 0) <= 2200`;

/**
 * What rows must be, in SQL, beyond the constraints of their tables.
 *
 * Security: the jobs that roll up usage and count requests take the rows of all organizations in one statement. One row
 * that such a statement cannot add up, or whose key fits into no index, would stop them for everybody.
 */
const shared: Readonly<Record<string, string[]>> = {
  audit_events: [isRecent],
  usage_voids: [
    `exists (select from usage_events e where e.organization_id = usage_voids.organization_id and e.id = usage_voids.event_id)`,
  ],
  usage_events: [isRecent, isMeter, isTime('occurred_at'), isShort('subject'), isShort('property_key')],
  usage_pending: [
    isMeter,
    isTime('hour'),
    isTime('statement_month'),
    isCount('quantity'),
    `case when jsonb_typeof(keys) = 'object' then not exists (
      select from jsonb_each(keys) part where jsonb_typeof(part.value) <> 'string' or octet_length(part.value::text) > 2200
        or part.key not in ('SUBJECT', 'PROPERTIES', 'OPERATION', 'CLIENT', 'STATUS', 'API_KEY', 'LATE')) end`,
  ],
  usage_pending_values: [
    isMeter,
    isTime('hour'),
    isTime('statement_month'),
    isSmall('events'),
    isShort('subject'),
    isShort('property_key'),
  ],
  usage_rollups: [isCount('quantity')],
  usage_months: [isTime('usage_month'), isTime('statement_month'), isCount('quantity')],
  usage_unique_hours: [isTime('hour'), isSmall('events')],
  usage_unique_counts: [isSmall('quantity')],
  api_request_counts: [isSmall('used')],
};

/** Months that are sealed or closed in advance would never be billed, nor would a plan that the segments do not have. */
const billed: Readonly<Record<string, string[]>> = {
  organizations: [
    `created_at between '2000-01-01' and now() + interval '1 day'`,
    `(plan_code, plan_version, plan_trial_ends_at is not null) = (
      select s.plan_code, s.plan_version, s.is_trial from plan_segments s where s.organization_id = organizations.id
      order by s.starts_at desc nulls last limit 1)`,
    `plan_trial_ends_at is null or exists (
      select from planned_plan_changes c where c.organization_id = organizations.id and c.kind = 'TRIAL_END')`,
  ],
  plan_segments: [`coalesce(starts_at, '2000-01-01') between '2000-01-01' and now() + interval '1 day'`],
  billing_statements: [`month <= now()`],
  billing_periods: [`open_month <= now() + interval '31 days'`],
};

/** @throws if imported rows would disturb the jobs of all organizations, or escape the bills */
export async function checkRows(client: pg.Client, id: string): Promise<void> {
  for (const [table, conditions] of [...Object.entries(shared), ...Object.entries(billed)])
    for (const condition of conditions) {
      const { rows } = await client.query(
        `select from ${table} where ${table === 'organizations' ? 'id' : 'organization_id'} = $1
          and (${condition}) is not true limit 1`,
        [id],
      );
      if (rows.length > 0) throw new Error(`A row of ${table} has no possible value: ${condition}`);
    }
}
