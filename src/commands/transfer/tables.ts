import type pg from 'pg';

/** How the rows of a table of an organization are exported and imported. */
export interface TransferTable {
  name: string;
  /** Columns with secrets, and columns that follow from them. They are not exported. */
  omitted?: readonly string[];
  /** What an import writes in the place of an exported value: SQL over the exported row `r`. */
  imported?: Readonly<Record<string, string>>;
  /** Columns that name a person, without whose account here a row is left out, although they can be null. */
  required?: readonly string[];
  /** Whether only the platform gives it. It is imported only if this installation has signed the file. */
  isGranted?: true;
}

const SUSPENSION = [
  'member_suspended_at',
  'member_suspended_until',
  'member_suspension_reason',
  'member_suspended_by_id',
  'member_suspended_by_role',
  'member_suspended_by_permissions',
];

/**
 * Every table of an organization's own rows, in an order in which references find their rows.
 * Security: nothing arrives that gives access. API keys arrive revoked and without secrets, invitations without links,
 * webhook endpoints disabled and with a secret that nobody knows.
 */
export const transferTables: readonly TransferTable[] = [
  { name: 'organization_roles' },
  // Members can be suspended only after tasks are assigned to them.
  {
    name: 'memberships',
    imported: {
      ...Object.fromEntries(SUSPENSION.map((column) => [column, 'null'])),
      // The contact of a service account may be among later rows.
      responsible_id: 'null',
    },
  },
  {
    name: 'api_keys',
    imported: { revoked_at: 'coalesce(r.revoked_at, clock_timestamp())' },
    required: ['owner_id'],
  },
  { name: 'teams' },
  { name: 'team_members' },
  { name: 'labels' },
  { name: 'projects' },
  { name: 'tasks' },
  { name: 'task_labels' },
  { name: 'comments' },
  { name: 'comment_mentions' },
  { name: 'task_changes' },
  { name: 'project_members' },
  { name: 'project_teams' },
  { name: 'watches' },
  { name: 'team_watches' },
  {
    name: 'invitations',
    omitted: ['token_hash'],
    imported: {
      status: `case r.status when 'PENDING' then 'REVOKED' else r.status end`,
      // The key of a creator without an account here is not imported.
      api_key_id: '(select k.id from api_keys k where k.organization_id = $1 and k.id = r.api_key_id)',
    },
  },
  {
    name: 'webhook_endpoints',
    omitted: [
      'secret',
      'previous_secret',
      'previous_secret_expires_at',
      'secret_seen_by_id',
      'secret_seen_by_key_id',
      'secret_rotation_advised_at',
      // Private projects are confirmed anew.
      'confirmed_by_id',
    ],
    imported: {
      secret: '$3::bytea',
      disabled_at: 'coalesce(r.disabled_at, clock_timestamp())',
      disabled_reason: `coalesce(r.disabled_reason, 'MANUAL')`,
    },
  },
  { name: 'webhook_messages' },
  {
    name: 'webhook_deliveries',
    imported: {
      state: `case r.state when 'PENDING' then 'FAILED' else r.state end`,
      next_attempt_at: 'null',
    },
  },
  { name: 'notification_preferences' },
  { name: 'notifications' },
  { name: 'audit_events' },
  { name: 'organization_status_changes' },
  { name: 'organization_overrides', isGranted: true },
  { name: 'organization_features', isGranted: true },
  { name: 'plan_segments' },
  { name: 'plan_moves', isGranted: true },
  { name: 'planned_plan_changes' },
  { name: 'billing_periods' },
  { name: 'billing_statements' },
  { name: 'billing_line_items' },
  { name: 'usage_events' },
  { name: 'usage_voids' },
  { name: 'usage_rollups' },
  { name: 'usage_levels' },
  { name: 'usage_months' },
  { name: 'usage_unique_counts' },
  { name: 'usage_unique_hours' },
  { name: 'usage_pending' },
  { name: 'usage_pending_values' },
  { name: 'usage_alerts' },
  { name: 'credit_accounts', isGranted: true },
  { name: 'credit_grants', isGranted: true },
  { name: 'credit_spends', isGranted: true },
  { name: 'credit_entries', isGranted: true },
  { name: 'api_request_counts' },
  { name: 'api_requests' },
];

/** Tables with an `organization_id` that stay where they are, and why. */
export const keptTables: Readonly<Record<string, string>> = {
  api_key_secrets: 'opens the API',
  invitation_projects: 'gives projects to those who accept invitations, which arrive revoked',
  api_key_counts: 'counts requests of keys, which arrive revoked',
  notification_mails: 'counts the mails of the last hour',
  unsubscribe_secrets: 'signs links; a new one is created when it is needed',
  webhook_retired_secrets: 'signs deliveries',
  sessions: "a person's own",
  idempotency_records: "a caller's own, for a day",
  usage_event_ids: 'has the ids of the usage events; a trigger writes it',
  organization_versions: 'counts changes of kept responses; triggers write it',
  payment_customers: 'names a customer of the payment provider, who may be another one there',
  payment_invoices: 'names invoices of the payment provider',
  flag_organizations: "the platform's rollout",
};

/** The organization's own row: its segments are what its plan was, and a deletion that was due gets a new delay. */
export const organizationTable: TransferTable = {
  name: 'organizations',
  imported: {
    id: '$1::uuid',
    slug: 'coalesce($3::text, r.slug)',
    // `greatest` ignores nulls: without the case, every imported organization would be deleted after 30 days.
    deletes_at: `case when r.deletes_at is not null then greatest(r.deletes_at, now() + interval '30 days') end`,
  },
};

export interface PersonColumn {
  name: string;
  /** Whether it names a member of the organization, and not just a person. */
  isMember: boolean;
  isNullable: boolean;
}

export interface Described extends TransferTable {
  /** All columns with values of their own, without `organization_id`. */
  columns: string[];
  people: PersonColumn[];
}

/** Completes the declarations with the columns of the database, and with those that name a person. */
export async function describeTables(client: pg.ClientBase): Promise<Described[]> {
  const declared = [organizationTable, ...transferTables];
  const { rows } = await client.query<{ name: string; columns: string[]; people: PersonColumn[] }>(
    `select c.relname as name,
      array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
        and attgenerated = '' and attname <> 'organization_id' order by attnum) as columns,
      coalesce((select json_agg(json_build_object('name', attname, 'isNullable', not attnotnull,
          'isMember', confrelid = 'memberships'::regclass) order by attnum)
        from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[cardinality(conkey)]
        where conrelid = c.oid and contype = 'f' and conparentid = 0
          and confrelid in ('users'::regclass, 'memberships'::regclass)), '[]') as people
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any($1)`,
    [declared.map(({ name }) => name)],
  );
  return declared.map((table) => {
    const { columns, people } = rows.find(({ name }) => name === table.name)!;
    const isExported = (column: string) => !table.omitted?.includes(column);
    return {
      ...table,
      columns: columns.filter(isExported),
      people: people.filter(({ name }) => isExported(name)),
    };
  });
}
