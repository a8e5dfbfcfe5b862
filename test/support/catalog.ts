import type pg from 'pg';
import { privateTables } from './contract.ts';

/** Indexes of tables below an organization that do not lead with it, and why. */
export const otherIndexes: Record<string, string> = {
  memberships_of_user: "finds a person's own organizations before any is selected",
  audit_events_of_person: 'finds what a person left in every log, when their account is deleted',
  invitations_token_key: 'finds the invitation of a mailed link, whose organization nobody has selected',
  invitations_of_person: "finds the invitations to a person's address, when their account is deleted",
  api_key_secrets_pkey: 'finds the key of a request, whose organization is its own',
  api_keys_of_owner: "finds the keys of a person's or of a service account, when it is deleted",
  api_keys_of_person: "finds a person's keys, when their account is deleted",
  api_key_secrets_of_person: 'finds the secrets that a person was shown, when they leave or are deleted',
  payment_customers_customer_key: 'finds the organization of an event, which names only the customer',
  payment_customers_reconcile_at: 'finds the customers whose state is due to be read, in every organization',
  webhook_endpoints_of_person:
    'finds the endpoints whose secret a person was shown, when they leave or are deleted',
  memberships_suspended_by: 'finds the members whom a person suspended, when their account is deleted',
  credit_grants_expiring: 'finds the grants whose end has passed, in every organization',
  credit_spends_of_person: 'finds what a person spent, when their account is deleted',
  flag_organizations_of_flag: 'finds the organizations of a flag that is deleted',
  plan_moves_due: 'finds the moves that are due, in every organization',
  planned_plan_changes_due: 'finds the changes that are due, in every organization',
  memberships_suspended_until: 'finds the suspensions whose end has passed, in every organization',
};

/** Tables of tenants that do not refer to their organization, and why. */
const withoutReference: Record<string, string> = {
  organization_versions: 'a new row would wait for a change of the slug; a trigger deletes them',
};

/** Tables of tenants whose rows no kept response shows, and why. All others raise their organization's version. */
export const unversionedTables: Record<string, string> = {
  organization_versions: 'holds the versions',
  api_key_secrets: 'every request reads its own',
  api_keys: 'every request reads its own; no eligible field shows a key, and each use writes to one',
  api_key_counts: 'counts requests; no eligible field shows the count',
  api_request_counts: 'counts requests; no eligible field shows the count',
  api_requests: 'written for each request of an API key; no eligible field shows them',
  audit_events: 'written with each change; no eligible field shows the log',
  billing_line_items: 'no eligible field shows bills',
  billing_periods: 'no eligible field shows bills',
  billing_statements: 'no eligible field shows bills',
  credit_accounts: 'no eligible field shows credits, and each spend writes to one',
  credit_entries: 'credits expire by the clock, so that no eligible field shows them',
  credit_grants: 'credits expire by the clock, so that no eligible field shows them',
  credit_spends: 'no eligible field shows credits',
  flag_organizations: 'no eligible field shows flags, which every process reads by the clock',
  invitations: 'expire by the clock, so that no eligible field shows them',
  notification_preferences: 'no eligible field shows preferences',
  notification_mails: 'counts mails; no field shows it',
  notifications: 'written by jobs after changes; no eligible field shows them',
  organization_features: 'expire by the clock, so that no eligible field shows limits or features',
  payment_customers: 'no eligible field shows payments',
  payment_invoices: 'no eligible field shows payments',
  organization_overrides: 'expire by the clock, so that no eligible field shows limits or features',
  organization_status_changes: 'no eligible field shows the history',
  plan_moves: 'no eligible field shows plans',
  planned_plan_changes: 'no eligible field shows plans',
  task_changes: 'no eligible field shows the history',
  usage_alerts: 'no eligible field shows usage',
  usage_events: 'no eligible field shows usage',
  usage_levels: 'no eligible field shows usage',
  usage_months: 'no eligible field shows usage',
  usage_pending: 'no eligible field shows usage, and jobs write it all the time',
  usage_pending_values: 'no eligible field shows usage, and jobs write it all the time',
  usage_rollups: 'no eligible field shows usage',
  usage_unique_counts: 'no eligible field shows usage',
  usage_unique_hours: 'no eligible field shows usage',
  usage_voids: 'no eligible field shows usage',
  webhook_deliveries: 'no eligible field shows webhooks, and each attempt writes one',
  webhook_endpoints: 'no eligible field shows webhooks, and each attempt writes one',
  webhook_messages: 'no eligible field shows webhooks',
  webhook_retired_secrets: 'no eligible field shows webhooks',
};

/**
 * Views that read with the rights of their owner, and why. Each must have a condition on the present organization, which
 * `catalogFaults` checks.
 */
export const ownersViews: Record<string, string> = {
  'app.project_grants': 'the policies of private projects read it, which would ask themselves otherwise',
  'app.visible_projects': 'the same, of projects',
  'app.visible_tasks': 'the same, of tasks',
};

/** Views with the rights of their owner and of every organization, and why: nobody else may read them. */
const hiddenViews = {
  'app.all_project_grants': 'functions and views with a condition on the organization read it',
};

const names = (record: Record<string, string>) => `array[${Object.keys(record).map((name) => `'${name}'`)}]`;

/** Tables that hold what belongs to an organization. */
const below = `select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  join pg_attribute o on o.attrelid = c.oid and o.attname = 'organization_id' and not o.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all(${names(privateTables)})`;

/** Those, and what organizations are and who belongs to them. */
const held = `${below} union select oid, relname, relrowsecurity, relforcerowsecurity from pg_class
  where oid in ('organizations'::regclass, 'users'::regclass)`;

const columnAt = (table: string, numbers: string, position: number) =>
  `(select attname from pg_attribute where attrelid = ${table} and attnum = ${numbers}[${position}])`;

const ours = `array['public', 'app']::regnamespace[]`;

/** The types of whole rows, and of lists of them. */
const rowTypes = `select t.oid from pg_type t join pg_class c on t.oid in (c.reltype, (select typarray from pg_type where oid = c.reltype))
  where c.relnamespace = any(${ours}) and c.relkind in ('r', 'p', 'v', 'm')`;

/** What must be nowhere in the database: each statement finds the names of what is at fault. */
export const catalogFaults: Record<string, string> = {
  'a table of tenants without row-level security that holds its owner too': `
    select relname from (${held}) t where not relrowsecurity or not relforcerowsecurity`,
  'a table of tenants without a policy for each of the two roles': `
    select relname || ' for ' || role from (${held}) t, unnest(array['polity_serving', 'polity_system']) role
    where not exists (select from pg_policy p
      where p.polrelid = t.oid and p.polpermissive and p.polroles = array[role::regrole::oid])`,
  'a table whose rows hang on a project, and that shows the serving role those of projects that it does not see': `
    with recursive hanging (oid) as (
      select 'projects'::regclass::oid
      union select conrelid from pg_constraint join hanging on contype = 'f' and confrelid = hanging.oid)
    select oid::regclass::text from hanging where not exists (select from pg_policy p
      where p.polrelid = hanging.oid and not p.polpermissive and p.polroles = array['polity_serving'::regrole::oid]
        and p.polcmd = '*' and pg_get_expr(p.polqual, p.polrelid) ~ 'app\\.sees_all_projects\\(\\)')`,
  'a policy for any other role': `
    select polrelid::regclass || '.' || polname from pg_policy
    where polroles <> array['polity_serving'::regrole::oid] and polroles <> array['polity_system'::regrole::oid]`,
  'a policy that shows the serving role everything': `
    select polrelid::regclass || '.' || polname from pg_policy
    where polroles <> array['polity_system'::regrole::oid] and polpermissive
      and ('true' in (pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
        or pg_get_expr(coalesce(polqual, polwithcheck), polrelid) !~ 'app\\.(organization|user)_id\\(\\)')`,
  'a table of tenants that is not keyed by its organization first': `
    select relname from (${below}) t where not exists (select from pg_constraint
      where conrelid = t.oid and contype = 'p'
        and (${columnAt('t.oid', 'conkey', 1)} = 'organization_id' or conname = any(${names(otherIndexes)})))`,
  'an index of a table of tenants that does not lead with the organization': `
    select i.indexrelid::regclass::text from pg_index i join (${below}) t on t.oid = i.indrelid
    where ${columnAt('i.indrelid', 'i.indkey', 0)} is distinct from 'organization_id'
      -- The index of a partition is a part of that of its table.
      and not exists (select from pg_inherits where inhrelid = i.indexrelid)
      and i.indexrelid::regclass::text <> all(${names(otherIndexes)})`,
  'a table of tenants whose rows need not belong to an organization that exists': `
    select relname from (${below}) t where relname <> all(${names(withoutReference)}) and not exists (select from pg_constraint
      join pg_attribute on attrelid = conrelid and attnum = conkey[1]
      where conrelid = t.oid and contype = 'f' and confrelid = 'organizations'::regclass
        and conkey = array[attnum] and attname = 'organization_id' and attnotnull)`,
  'a reference to a table of tenants that does not carry the organization': `
    select conrelid::regclass || '.' || conname from pg_constraint join (${below}) t on t.oid = confrelid
    where contype = 'f' and not (cardinality(conkey) > 1
      and ${columnAt('conrelid', 'conkey', 1)} = 'organization_id'
      and ${columnAt('confrelid', 'confkey', 1)} = 'organization_id')`,
  'a table of tenants whose changes raise no version': `
    select relname || ' on ' || event from (${held}) t, unnest(array['insert', 'update', 'delete']) event
    where not exists (select from pg_inherits where inhrelid = t.oid) and relname <> all(${names(unversionedTables)}) and not exists (select from pg_trigger
      where tgrelid = t.oid and tgfoid = 'app.rows_changed()'::regprocedure and tgenabled = 'O' and tgtype & 1 = 0
        and tgtype & case event when 'insert' then 4 when 'delete' then 8 else 16 end > 0
        and coalesce(tgattr::text, '') = '' and tgqual is null)`,
  'a partition that the serving role may name': `
    select relname || ' for ' || coalesce(grantee::regrole::text, 'public')
    from pg_class, aclexplode(relacl) where relispartition and relnamespace = any(${ours})
      and grantee <> relowner`,
  'a view that sees more than who asks it': `
    select relname from pg_class where relnamespace = any(${ours})
      and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions @> '{security_invoker=true}', false)
        and not (pg_class.oid::regclass::text = any(${names(hiddenViews)})
          and not exists (select from aclexplode(relacl) where grantee <> relowner))
        and not (pg_class.oid::regclass::text = any(${names(ownersViews)})
          and pg_get_viewdef(pg_class.oid) ~ 'WHERE \\(+organization_id = \\( SELECT app.organization_id\\(\\)'))`,
  'a function with more rights than its caller and without the fixed search path': `
    select oid::regprocedure::text from pg_proc
    where prosecdef and pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      and not coalesce(proconfig, '{}') @> '{"search_path=pg_catalog, public, pg_temp"}'`,
  'a function that anybody may call': `
    select p.oid::regprocedure::text from pg_proc p,
      aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as granted
    where granted.grantee = 0 and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
      and (pronamespace = any(${ours})
      or prosecdef and pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace))`,
  'a function that takes, reads or returns whole rows': `
    select oid::regprocedure::text from pg_proc
    where pronamespace = any(${ours}) and (
      prosrc ~* '(select|returning|distinct|all|,)\\s+\\*|\\w"?\\.\\*'
      or prosrc ~* '%\\s*rowtype'
      or prorettype in (${rowTypes})
      or coalesce(proallargtypes, proargtypes::oid[]) && array(${rowTypes})
      or exists (select from pg_class c where c.relnamespace = any(${ours}) and c.relkind in ('r', 'p', 'v', 'm')
        and prolang = (select oid from pg_language where lanname = 'plpgsql')
        and split_part(lower(prosrc), 'begin', 1) ~ ('\\m' || c.relname || '\\M\\s*(;|:=|=|default|\\[)')))`,
};

/** The names of what is at fault, in their order. */
export async function findFaults(pool: pg.Pool, fault: string): Promise<string[]> {
  const { rows } = await pool.query({ text: catalogFaults[fault]!, rowMode: 'array' });
  return rows.map(([name]: string[]) => name!).toSorted();
}

/** Why this login, or role, is not fit to serve requests. */
export async function servingFaults(pool: pg.Pool, role: string): Promise<string[]> {
  const { rows } = await pool.query(
    `select array_remove(array[
        case when rolsuper then 'superuser' end,
        case when rolbypassrls then 'bypasses row-level security' end,
        case when rolcreaterole or rolcreatedb or rolreplication then 'makes roles, databases or replicas' end,
        case when pg_has_role(r.oid, 'polity_system', 'member') then 'is the system role' end,
        case when pg_has_role(r.oid, d.datdba, 'member') then 'owns the database' end,
        case when exists (select from pg_shdepend s where s.refobjid = r.oid and s.deptype = 'o') then 'owns something' end
      ], null) as faults
     from pg_roles r, pg_database d where r.rolname = $1 and d.datname = current_database()`,
    [role],
  );
  return rows[0].faults;
}
