import pg from 'pg';

/*
 * How the tables would be spread over the nodes of Citus, by the catalogue. Tables with an organization are distributed by
 * it, so that an organization's rows are together on one node. All others are declared here.
 */

/** Tables that every node has a copy of, because rows of organizations refer to them, and why that is affordable. */
export const referenceTables: Record<string, string> = {
  permissions: 'few rows, written by migrations',
  users: 'rows of organizations name people; written at sign-up and for changes of an account',
  plans: 'few rows, written by platform administrators',
  plan_versions: 'few rows, never changed',
  plan_prices: 'few rows, of the time before versions',
  plan_version_prices: 'few rows, never changed',
  plan_version_features: 'few rows, never changed',
  features: 'few rows, written by platform administrators',
  flags: 'few rows, written by platform administrators',
  meters: 'few rows, written by platform administrators',
  meter_policy: 'one row',
  kept_since: 'a row for each partitioned table',
};

/** Tables that stay on the coordinator, and what uses them. */
export const localTables: Record<string, string> = {
  sessions: 'found by its id before any organization is known',
  refresh_tokens: 'found by its hash',
  idempotency_records: 'found by the caller, also for requests without an organization',
  account_events: "a person's own log",
  account_tokens: 'found by their hashes',
  email_changes: 'found by their hashes',
  recovery_codes: "a person's own",
  sign_in_failures: 'found by a key',
  sign_in_networks: "a person's own",
  user_status_changes: "a person's own",
  organization_creations: "counts a person's organizations",
  mail_allowances: 'found by the hash of an address',
  client_versions: 'few rows, read by every process once',
  registered_operations: 'read by every process once',
  secret_sealing: 'one row',
  job_counts: 'one row for each task',
  live_events: 'the messages of the last minutes, of all organizations',
  payment_departures: 'customers of deleted organizations',
  departed_organizations: 'those of which statements remain, read by the job that charges them',
  departed_statements: 'of deleted organizations',
  departed_line_items: 'of deleted organizations',
};

/** What a distributed table cannot have, and what takes its place. */
export const obstacles: Record<string, string> = {
  'sessions.sessions_organization_id_fkey':
    'dropped: begin_request already ignores an organization that does not exist',
  'organizations.organizations_slug_key': 'a reference table of slugs, written in the same transaction',
  'api_key_secrets.api_key_secrets_pkey':
    'primary key (organization_id, hash), and a reference table from hash to organization',
  'invitations.invitations_token_key': 'the same, from the hash of the link to the organization',
  'payment_customers.payment_customers_customer_key': 'the same, from the customer to the organization',
};

export interface ShardingPlan {
  distributed: { name: string; column: string }[];
  reference: string[];
  local: string[];
  /** Foreign keys and unique indexes, as `table.name`, that cross organizations or kinds of tables. */
  crossing: string[];
  /** The other foreign keys of tables that are not local. */
  foreignKeys: { table: string; name: string; definition: string }[];
  /** Tables of no kind, and declared ones that do not exist or have an organization. */
  undeclared: string[];
}

const CLASSES = `
  classes as (
    select c.oid, c.relname::text as name, case
        when c.relname = any($1) then 'reference' when c.relname = any($2) then 'local'
        when c.relname = 'organizations' or a.attname is not null then 'distributed' else 'undeclared' end as class,
      case c.relname when 'organizations' then 'id' else 'organization_id' end as key
    from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname !~ '^kysely_')`;

export async function readShardingPlan(pool: pg.Pool): Promise<ShardingPlan> {
  const declared = [Object.keys(referenceTables), Object.keys(localTables)];
  const { rows: tables } = await pool.query<{ name: string; class: string; key: string }>(
    `with ${CLASSES} select name, class, key from classes order by name`,
    declared,
  );
  const { rows: keys } = await pool.query<{ name: string }>(
    `with ${CLASSES}
    select child.name || '.' || conname as name
    from pg_constraint join classes child on child.oid = conrelid join classes parent on parent.oid = confrelid
    where contype = 'f' and conparentid = 0 and not (
      parent.class = 'reference'
      or child.class = 'local' and parent.class = 'local'
      or child.class = 'distributed' and parent.class = 'distributed' and exists (
        select from unnest(conkey, confkey) as pair (mine, theirs)
          join pg_attribute m on m.attrelid = conrelid and m.attnum = mine and m.attname = child.key
          join pg_attribute t on t.attrelid = confrelid and t.attnum = theirs and t.attname = parent.key))
    union all
    select t.name || '.' || c.relname
    from pg_index i join classes t on t.oid = i.indrelid join pg_class c on c.oid = i.indexrelid
    where t.class = 'distributed' and i.indisunique and not exists (
      select from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any(i.indkey) and a.attname = t.key)
    order by 1`,
    declared,
  );
  const { rows: foreignKeys } = await pool.query<ShardingPlan['foreignKeys'][number]>(
    `with ${CLASSES} select t.name as table, conname as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join classes t on t.oid = conrelid
    where contype = 'f' and conparentid = 0 and t.class in ('distributed', 'reference') order by 1, 2`,
    declared,
  );
  const of = (kind: string) => tables.filter((table) => table.class === kind).map(({ name }) => name);
  const known = new Set(tables.map(({ name }) => name));
  return {
    distributed: tables
      .filter((table) => table.class === 'distributed')
      .map(({ name, key }) => ({ name, column: key })),
    reference: of('reference'),
    local: of('local'),
    crossing: keys.map(({ name }) => name),
    foreignKeys: foreignKeys.filter(
      ({ table, name }) => !keys.some((key) => key.name === `${table}.${name}`),
    ),
    undeclared: [...of('undeclared'), ...declared.flat().filter((name) => !known.has(name))],
  };
}

/** Returns the statements for the coordinator of Citus. Foreign keys are added again when both their tables are distributed. */
export function renderScript({ distributed, reference, crossing, foreignKeys }: ShardingPlan): string {
  const first = distributed.find(({ name }) => name === 'organizations')!;
  const others = distributed.filter((table) => table !== first);
  return [
    '-- Generated by `npm run --silent citus` from the catalogue. Never run so far: see docs/scaling.md.',
    'create extension if not exists citus;',
    '',
    '-- To be replaced before: a distributed table cannot have them.',
    ...crossing.map((name) => `-- ${name}: ${obstacles[name] ?? 'nothing declared'}`),
    '',
    '-- Row-level security and triggers stay on each node.',
    'set citus.enable_unsafe_triggers = on;',
    '',
    ...foreignKeys.map(({ table, name }) => `alter table ${table} drop constraint ${name};`),
    '',
    ...reference.map((name) => `select create_reference_table('${name}');`),
    '',
    `select create_distributed_table('${first.name}', '${first.column}');`,
    ...others.map(
      ({ name, column }) =>
        `select create_distributed_table('${name}', '${column}', colocate_with => 'organizations');`,
    ),
    '',
    ...foreignKeys.map(
      ({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition};`,
    ),
    '',
  ].join('\n');
}
