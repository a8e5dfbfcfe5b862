import { expect, test } from 'vitest';
import { exportedLists } from '../../src/modules/account/export-queries.ts';
import { type Client, password, register } from '../support/client.ts';
import { requestStatements } from '../support/count-statements.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();

/** The columns by which an account's export finds rows, and the list with them. */
const exported: Record<string, keyof typeof exportedLists | 'profile'> = {
  'memberships.user_id': 'memberships',
  'notification_preferences.user_id': 'memberships',
  'memberships.responsible_id': 'serviceAccounts',
  'sessions.user_id': 'sessions',
  'email_changes.user_id': 'addressChanges',
  'user_status_changes.user_id': 'statusChanges',
  'account_events.user_id': 'accountEvents',
  'sign_in_networks.user_id': 'profile',
  'notifications.user_id': 'notifications',
  'watches.user_id': 'watches',
  'project_members.user_id': 'projectsGiven',
  'team_members.user_id': 'teams',
  'api_keys.owner_id': 'apiKeys',
  'projects.created_by_id': 'projectsCreated',
  'tasks.created_by_id': 'tasksCreated',
  'tasks.assignee_id': 'tasksAssigned',
  'comments.author_id': 'comments',
};

const LOG = "an organization's record of what its members did";
const SETTING = "an organization's own: names who set it up";
const PLATFORM = "the platform's record of what administrators did";
const SECRET = 'belongs to a secret, which nothing shows';
const COUNT = 'counts what limits the person';
const OTHERS = 'names who acted in a row that is exported to the person whom it concerns';

/** The other columns that name a person, and why the export does not find rows by them. */
const unexported: Record<string, string> = {
  'account_tokens.user_id': SECRET,
  'api_key_secrets.seen_by_id': SECRET,
  'recovery_codes.user_id': SECRET,
  'unsubscribe_secrets.user_id': SECRET,
  'webhook_endpoints.secret_seen_by_id': SECRET,
  'idempotency_records.caller_id': 'holds responses for a day',
  'notification_mails.member_id': COUNT,
  'notification_mails.recipient_id': COUNT,
  'organization_creations.user_id': COUNT,
  'account_events.actor_id': OTHERS,
  'memberships.member_suspended_by_id': OTHERS,
  'notifications.actor_id': OTHERS,
  'user_status_changes.changed_by_id': OTHERS,
  'comment_mentions.user_id': "is in other people's comments; the notifications of them are exported",
  'audit_events.actor_id': LOG,
  'credit_spends.spent_by_id': LOG,
  'organization_status_changes.changed_by_id': LOG,
  'task_changes.actor_id': LOG,
  'usage_voids.voided_by_id': LOG,
  'api_keys.created_by_id': SETTING,
  'invitations.invited_by_id': SETTING,
  'webhook_endpoints.confirmed_by_id': SETTING,
  'client_versions.registered_by_id': PLATFORM,
  'meters.declared_by_id': PLATFORM,
  'plan_moves.requested_by_id': PLATFORM,
  'sessions.impersonator_id': PLATFORM,
  'usage_unique_hours.member': 'names a hash of what an organization counts',
};

/** Every column that names a person. */
async function columns(): Promise<string[]> {
  const { rows } = await server.systemPool.query(`
    select c.relname || '.' || a.attname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attname <> 'organization_id' and (
        a.attname ~ '(^|_)(user|actor|author|assignee|member|caller|owner|person|recipient|responsible|by)(_id)?$'
        or exists (select from pg_constraint k
          where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any(k.conkey)
            and k.confrelid in ('users'::regclass, 'memberships'::regclass)))`);
  return rows.map(({ name }) => name);
}

async function exportOf(client: Client): Promise<Record<string, unknown>> {
  const { exportAccount } = await client.ask(
    `mutation ($input: ExportAccountInput!) { exportAccount(input: $input) { data userErrors { code } } }`,
    { input: { password } },
  );
  return exportAccount.data as Record<string, unknown>;
}

test('every column that names a person is exported, or declared as not', async () => {
  const declared = [...Object.keys(exported), ...Object.keys(unexported)];
  expect(declared.toSorted()).toEqual((await columns()).toSorted());
});

test('the export reads every column that is declared as exported', async () => {
  const { client } = await register(server.anonymous);
  const { result, statements } = await requestStatements(() => exportOf(client));
  expect(Object.keys(result).toSorted()).toEqual(['profile', ...Object.keys(exportedLists)].toSorted());
  expect(new Set(Object.values(exported))).toEqual(new Set(Object.keys(result)));
  const unread = Object.keys(exported).filter((place) => {
    const [table, column] = place.split('.') as [string, string];
    const mentions = (sql: string, name: string) => new RegExp(`\\b${name}\\b`).test(sql);
    return !statements.some((sql) => mentions(sql, table) && mentions(sql, column));
  });
  expect(unread).toEqual([]);
});
