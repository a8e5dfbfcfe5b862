import { createComment, createTask } from '../fixtures/work.ts';
import { randomUUID } from 'node:crypto';
import { buildASTSchema } from 'graphql';
import type pg from 'pg';
import type { Role } from '../../src/generated/enums.ts';
import type { Mutation, Query } from '../../src/generated/graphql.ts';
import { publicTypes } from '../../src/graphql/type-definitions.ts';
import type { Access } from './define-access.ts';
import { type Account, type Answer, Client, join, register } from './client.ts';

/** The public API, as clients see it. */
export const schema = buildASTSchema(publicTypes());

type FieldOf<Root> = Exclude<keyof Root & string, '__typename'>;
export type RootField = `Query.${FieldOf<Query>}` | `Mutation.${FieldOf<Mutation>}`;

/** The names of all root fields, from the schema itself. */
export const rootFields = [schema.getQueryType()!, schema.getMutationType()!].flatMap((root) =>
  Object.keys(root.getFields()).map((field) => `${root.name}.${field}` as RootField),
);

/**
 * An organization on the PRO plan with an owner, a member, an invitation, an API key, a project, a task of the owner's
 * with a comment, and a webhook endpoint with a delivery.
 */
export interface Tenant {
  organizationId: string;
  owner: Account;
  fellow: Account;
  projectId: string;
  taskId: string;
  invitationId: string;
  commentId: string;
  labelId: string;
  apiKeyId: string;
  webhookEndpointId: string;
  webhookDeliveryId: string;
}

export async function createTenant(anonymous: Client): Promise<Tenant> {
  const owner = await register(anonymous, 'Olive Owner');
  const fellow = await join(owner, 'MEMBER', 'Felix Fellow');
  const { createProject, inviteMember } = await owner.client.ask(
    `mutation ($email: String!) {
      changePlan(input: { plan: PRO }) { userErrors { code } }
      createProject(input: { name: "Harbour" }) { project { id } userErrors { code } }
      inviteMember(input: { email: $email }) { invitation { id } userErrors { code } }
      updateNotificationPreferences(input: { preferences: [{ kind: MENTIONED, email: true }] }) { userErrors { code } }
    }`,
    { email: `${randomUUID()}@polity.test` },
  );
  const projectId: string = createProject.project.id;
  const taskId = await createTask(owner.client, projectId);
  const invitationId: string = inviteMember.invitation.id;
  const commentId = await createComment(owner.client, taskId);
  const webhookEndpointId = await createWebhookEndpoint(owner.client);
  const { sendTestWebhook } = await owner.client.ask(
    `mutation ($id: ID!) { sendTestWebhook(input: { id: $id }) { webhookDelivery { id } userErrors { code } } }`,
    { id: webhookEndpointId },
  );
  const { labels } = await owner.client.ask('{ labels { nodes { id } } }');
  const { createApiKey } = await owner.client.ask(
    'mutation { createApiKey(input: { name: "Robot" }) { apiKey { id } userErrors { code } } }',
  );
  const tenant = {
    organizationId: owner.organizationId,
    owner,
    fellow,
    projectId,
    taskId,
    invitationId,
    commentId,
    labelId: labels.nodes[0]!.id,
    apiKeyId: createApiKey.apiKey.id,
    webhookEndpointId,
    webhookDeliveryId: sendTestWebhook.webhookDelivery.id,
  } as Tenant;
  const { declarations } = await import('./access.ts');
  await addFixtures(tenant, declarations);
  return tenant;
}

/** Runs each module's fixture, after those whose results it needs. */
export async function addFixtures(tenant: Tenant, waiting: Access[]): Promise<void> {
  const isReady = ({ fixtureNeeds = [] }: Access) => fixtureNeeds.every((name) => tenant[name] !== undefined);
  const ready = waiting.filter(isReady);
  if (ready.length === 0 && waiting.length > 0)
    throw new Error(`No fixture makes ${waiting.flatMap(({ fixtureNeeds }) => fixtureNeeds).join(', ')}.`);
  for (const { fixture } of ready) Object.assign(tenant, await fixture?.(tenant));
  const rest = waiting.filter((each) => !ready.includes(each));
  if (rest.length > 0) await addFixtures(tenant, rest);
}

async function createWebhookEndpoint(client: Client): Promise<string> {
  const { createWebhookEndpoint } = await client.ask(
    `mutation { createWebhookEndpoint(input: { url: "https://hooks.example.test/polity", events: ["*"] }) {
      webhookEndpoint { id } userErrors { code } } }`,
  );
  return createWebhookEndpoint.webhookEndpoint.id;
}

/** Somebody who asks, with a task of their own if they ever could make one. */
export interface Caller {
  client: Client;
  account?: Account;
  taskId?: string;
}

export type CallerName =
  'anonymous' | 'invalid token' | 'ended session' | 'outsider' | 'removed member' | Role;

/** Everybody there is, seen from a tenant; all of them send its `X-Organization-Id`. */
export const callers: Record<CallerName, (tenant: Tenant) => Promise<Caller>> = {
  anonymous: async (tenant) => ({ client: visitor(tenant) }),
  'invalid token': async (tenant) => ({
    client: visitor(tenant).with({
      authorization: `Bearer ${tenant.owner.accessToken.slice(0, -8)}AAAAAAAA`,
    }),
  }),
  'ended session': async (tenant) => {
    const { client } = await join(tenant.owner, 'OWNER');
    await client.ask(`mutation { logout { userErrors { code } } }`);
    return { client };
  },
  outsider: async (tenant) => {
    const account = await register(new Client(tenant.owner.client.url), 'Oscar Outsider');
    return { client: account.client.in(tenant.organizationId), account };
  },
  'removed member': async (tenant) => {
    const caller = await member(tenant, 'OWNER');
    await tenant.owner.client.ask(
      `mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { userErrors { code } } }`,
      { input: { userId: caller.account!.userId } },
    );
    return caller;
  },
  MEMBER: (tenant) => member(tenant, 'MEMBER'),
  ADMIN: (tenant) => member(tenant, 'ADMIN'),
  OWNER: (tenant) => member(tenant, 'OWNER'),
};

const visitor = ({ owner, organizationId }: Tenant) => new Client(owner.client.url).in(organizationId);

async function member(tenant: Tenant, role: Role): Promise<Caller> {
  const account = await join(tenant.owner, role, 'Carol Caller');
  return { client: account.client, account, taskId: await createTask(account.client, tenant.projectId) };
}

type Variables = (tenant: Tenant, caller: Caller) => object | Promise<object>;

/** An operation with one root field that an OWNER may use and whose input has no fault. */
export interface Sample {
  operation: string;
  variables?: Variables;
}

/** A mutation of its input. */
export function write(field: FieldOf<Mutation>, input?: Variables): Sample {
  const [argument] = schema.getMutationType()!.getFields()[field]?.args ?? [];
  if (!argument) return { operation: `mutation { ${field} { userErrors { code message field } } }` };
  return {
    operation: `mutation ($input: ${argument.type}) { ${field}(input: $input) { userErrors { code message field } } }`,
    variables: async (tenant, caller) => ({ input: await input!(tenant, caller) }),
  };
}

/** Tables with an `organization_id` that no tenant sees. */
export const privateTables: Record<string, string> = {
  sessions: "a person's own; the serving role may not touch it",
  idempotency_records: "a caller's own; the serving role reaches it through functions alone",
  usage_event_ids: 'for the trigger that lets each event count once; no request reads it',
  notification_mails: 'counts mails for the jobs that send them; no request reads it',
  unsubscribe_secrets: 'for the signatures of links in mails alone',
};

/** Every table that holds what belongs to tenants, from the catalog. */
export async function tenantTables(systemPool: pg.Pool): Promise<string[]> {
  const { rows } = await systemPool.query(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and (c.relname in ('organizations', 'users')
        or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id'))
    order by 1`);
  return rows.map((row) => row.name).filter((name) => !(name in privateTables));
}

/** Sends a sample as this caller. */
export async function send(sample: Sample, tenant: Tenant, caller: Caller): Promise<Answer> {
  return caller.client.send(
    sample.operation,
    (await sample.variables?.(tenant, caller)) as Record<string, unknown>,
  );
}

/** What came of an operation with one root field, in a word or two. */
export function outcome({ data, errors }: Answer): string {
  if (errors) return errors.map((error) => String(error.extensions['code'])).join(' + ');
  const [value] = Object.values(data ?? {});
  if (value == null) return 'null';
  const refused = (value as { userErrors?: { code: string }[] }).userErrors ?? [];
  return refused.length > 0 ? `userErrors ${refused.map((error) => error.code).join(' + ')}` : 'ok';
}

/** The lines of an aligned table. */
export function markdown(head: string[], rows: string[][]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
