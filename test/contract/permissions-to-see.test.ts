// Some types are shown only to those with a permission. Rules guard root fields, so that a field that leads to such a type from
// elsewhere could forget it. These tests ask for every field that leads to one, as callers without the permission.

import { getNamedType } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { nameOf, permissionOf } from '../../src/authorization/permission-names.ts';
import {
  missingPermissions,
  type Permission,
  permissionNames,
  permissions,
} from '../../src/authorization/permissions.ts';
import type { Permission as PermissionName } from '../../src/generated/enums.ts';
import { assignRole, createRole } from '../fixtures/roles.ts';
import { edges, fields, nodes, samples } from '../support/access.ts';
import { type Client, join } from '../support/client.ts';
import { createTenant, type RootField, schema, type Tenant } from '../support/contract.ts';
import { bearer, createKey } from '../support/departure.ts';
import { allLiveSamples } from '../support/live-samples.ts';
import { notifyAll } from '../support/notifications.ts';
import type { Place } from '../support/isolation/classes.ts';
import { createIds, type IdOf } from '../support/isolation/ids.ts';
import {
  endOf,
  leadingFields,
  objectTypes,
  pathOperation,
  pathTo,
  widened,
} from '../support/isolation/operations.ts';
import { createServiceAccount } from '../support/service-accounts.ts';
import { startTestServer } from '../support/server.ts';
import { connect, hear } from '../support/subscriber.ts';

const server = await startTestServer({ FEDERATION: 'on' });

const nodeType = (name: string) => name.replace(/(?:Connection|Edge)$/, '');
const typeOf = (parent: string, field: string) => {
  const type = objectTypes.find(({ name }) => name === parent) ?? schema.getType(parent);
  return nodeType(getNamedType((type as (typeof objectTypes)[number]).getFields()[field]!.type).name);
};

/** The permission with which a type is shown, of those that root fields alone do not lead to. */
const alsoHidden: Record<string, Permission> = {
  Comment: 'task.see',
  TaskChange: 'task.see',
  TaskCount: 'task.see',
  ProjectMember: 'project.see',
  ProjectTeam: 'project.see',
  Notification: 'notification.see',
  NotificationPreferences: 'notification.see',
  WebhookAttempt: 'webhook.see',
  UsageVoid: 'usage.see',
  BillingLineItem: 'billing.see',
  MembershipSuspension: 'member.seeDetails',
};

/** The object types that only a permission shows, because the root fields that return them ask for it, or `node` does. */
const hidden = new Map(Object.entries(alsoHidden));
for (const [field, { label }] of Object.entries(fields)) {
  const [, name] = /^read, \w+, (\w+)/.exec(label) ?? [];
  const [root, key] = field.split('.') as [string, string];
  if (root !== 'Query' || !name || name === 'ORGANIZATION_SEE') continue;
  const type = typeOf(root, key);
  if (objectTypes.some((each) => each.name === type)) hidden.set(type, permissionOf(name as PermissionName));
}

/** All that a custom role can permit without one permission. */
const allBut = (permission: Permission): Permission[] =>
  permissionNames.filter(
    (each) =>
      each !== permission &&
      !('ownersOnly' in permissions[each]) &&
      !missingPermissions([each]).includes(permission),
  );

interface Caller {
  name: string;
  client: Client;
  userId?: string;
  held: Permission[];
}

let tenant: Tenant;
let known: IdOf;
let notices: Map<string, string>;
let callers: Caller[];

async function createMember(name: string, held: Permission[]): Promise<Caller> {
  const { client, userId } = await join(tenant.owner, 'ADMIN');
  const roleId = await createRole(tenant.owner, held.map(nameOf), { name, basedOn: 'ADMIN' });
  await assignRole(tenant.owner, userId, roleId);
  return { name, client, userId, held };
}

async function createRobot(name: string, ownerId?: string): Promise<Caller> {
  const { secret } = await createKey(tenant.owner.client, {
    role: 'ADMIN',
    scopes: ['READ', 'WRITE', 'MEMBERS_WRITE'],
    permissions: ['TEAM_MANAGE'],
    ...(ownerId && { ownerId }),
  });
  return { name, client: bearer(tenant.owner.client, secret), held: [] };
}

beforeAll(async () => {
  tenant = await createTenant(server.anonymous);
  const account = await createServiceAccount(tenant.owner.client, tenant.owner.userId, { role: 'ADMIN' });
  callers = [
    await createMember('a role with one permission', ['team.manage']),
    await createMember('a role that looks after labels', ['label.manage']),
    await createRobot("a person's limited key"),
    await createRobot("a service account's limited key", account),
  ];
  for (const permission of new Set(hidden.values()))
    callers.push(await createMember(`a role without ${nameOf(permission)}`, allBut(permission)));
  await notifyAll(server.db, tenant.organizationId, { kind: 'TASK_ASSIGNED', taskId: tenant.taskId });
  const { rows } = await server.systemPool.query<{ id: string; user_id: string }>(
    'select id, user_id from notifications where organization_id = $1',
    [tenant.organizationId],
  );
  notices = new Map(rows.map(({ id, user_id }) => [user_id, id]));
  known = await createIds(server, [tenant as Place]);
  await tenant.owner.client.ask(
    'mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { userErrors { code } } }',
    { input: { id: tenant.taskId, title: 'Found', labelIds: [tenant.labelId] } },
  );
  // The first team may belong to no project.
  await tenant.owner.client.send(
    'mutation ($input: AddProjectTeamInput!) { addProjectTeam(input: $input) { userErrors { code } } }',
    { input: { projectId: tenant.projectId, teamId: known('Team', tenant), level: 'VIEW' } },
  );
});

/** The id of a thing of the type: of a notification, the caller's own. */
const idOf = (type: string, { userId = tenant.owner.userId }: Partial<Caller>): string =>
  type === 'Notification' ? notices.get(userId)! : known(type, tenant);

/** What would show that something is there: an id, a name, or a count that is not zero. */
const isEmpty = (value: unknown): boolean => {
  if (value === null || value === undefined || value === 0 || value === false) return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  if (typeof value !== 'object') return false;
  return Object.entries(value).every(
    ([name, each]) => name === '__typename' || name === 'pageInfo' || isEmpty(each),
  );
};

/** Those who lack the permission and are shown something. */
async function shownTo(type: string, ask: (caller: Caller) => Promise<unknown>): Promise<string[]> {
  const needed = hidden.get(type)!;
  const found: string[] = [];
  for (const caller of callers)
    if (!caller.held.includes(needed) && !isEmpty(await ask(caller))) found.push(caller.name);
  return found;
}

const targetOf = (field: string) => typeOf(...(field.split('.') as [string, string]));

test('every permission to see is asked for by a type', () => {
  const toSee = permissionNames.filter((name) => /\.see/.test(name));
  const without: Permission[] = ['organization.see', 'project.seeAll'];
  expect([...new Set(hidden.values()), ...without].toSorted()).toEqual(toSee.toSorted());
});

const leading = leadingFields().filter(
  (edge) => !/^\w+(Connection|Edge)\./.test(edge) && hidden.has(targetOf(edge)),
);
const payloads = leadingFields(true).filter((edge) => hidden.has(targetOf(edge)));
const roots = Object.keys(samples).filter((field) => hidden.has(targetOf(field)));
const subscriptions = allLiveSamples(server);

describe('what only a permission shows is shown to nobody without it', () => {
  test.each(leading)('by %s', async (edge) => {
    const path = pathTo(edge);
    const ask = async (caller: Pick<Caller, 'client' | 'userId'>) => {
      const id = 'node' in path.start && idOf(path.start.node, caller);
      return endOf((await caller.client.send(pathOperation(path), id ? { id } : {})).data, path);
    };
    expect(await shownTo(targetOf(edge), ask)).toEqual([]);
    if (edges[edge]?.label !== 'none') expect(isEmpty(await ask(tenant.owner))).toBe(false);
  });

  test.each([...hidden.keys()].filter((type) => type in nodes))('by the id of a %s', async (type) => {
    const ask = async (caller: Pick<Caller, 'client' | 'userId'>) => {
      const { client } = caller;
      const id = idOf(type, caller);
      const { data } = await client.send(
        'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }',
        { id },
      );
      const reference = await client.send(
        'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
        { of: [{ __typename: type, id }] },
      );
      const found = (reference.data as { _entities: unknown[] } | null)?._entities[0];
      return [data, found && 'found'];
    };
    expect(await shownTo(type, ask)).toEqual([]);
    expect(isEmpty(await ask(tenant.owner))).toBe(false);
  });

  test.each(roots)('by %s', async (field) => {
    const { operation, variables } = samples[field as RootField];
    const sent = (await variables?.(tenant, { client: tenant.owner.client })) as Record<string, unknown>;
    const ask = async ({ client }: Caller) => (await client.send(widened(operation), sent)).data;
    expect(await shownTo(targetOf(field), ask)).toEqual([]);
  });

  test.each(payloads)('by %s', async (edge) => {
    const [payload, key] = edge.split('.') as [string, string];
    const mutations = Object.values(schema.getMutationType()!.getFields());
    for (const { name } of mutations.filter(({ type }) => getNamedType(type).name === payload)) {
      const { operation, variables } = samples[`Mutation.${name}` as RootField];
      const sent = (await variables?.(tenant, { client: tenant.owner.client })) as Record<string, unknown>;
      for (const { client } of callers.filter(({ held }) => held.every((each) => each === 'team.manage'))) {
        const { data } = await client.send(widened(operation), sent);
        expect(isEmpty((data as Record<string, Record<string, unknown> | null> | null)?.[name]?.[key])).toBe(
          true,
        );
      }
    }
  });

  test.each(Object.keys(subscriptions))('by Subscription.%s', async (field) => {
    const shows = Object.values(
      objectTypes.find(({ name }) => name === typeOf('Subscription', field))!.getFields(),
    ).map(({ type }) => nodeType(getNamedType(type).name));
    const type = [typeOf('Subscription', field), ...shows].find((each) => hidden.has(each));
    if (!type) return;
    for (const { client, held } of callers) {
      if (held.includes(hidden.get(type)!)) continue;
      expect(await hear(connect(client), subscriptions[field]!.operation).ended).toEqual(['FORBIDDEN']);
    }
  });
});
