import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { mergeDistinct } from '../../src/util/merge-distinct.ts';
import { createProject } from '../fixtures/work.ts';
import { type Client, join } from '../support/client.ts';
import { repeats as declaredRepeats } from '../support/access.ts';
import { createTenant, type RootField, rootFields, schema } from '../support/contract.ts';
import type { Repeat as DeclaredRepeat } from '../support/define-access.ts';
import { administer } from '../support/organizations.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const tenant = await createTenant(server.anonymous);
const { owner, projectId, taskId, commentId, apiKeyId, webhookEndpointId } = tenant;
const fellow = tenant.fellow.userId;

const other = (await join(owner, 'MEMBER', 'Otto Other')).userId;
const suspended = (await join(owner, 'MEMBER', 'Sid Suspended')).userId;
const archived = (await join(owner, 'MEMBER', 'Ann Archived')).userId;
const deactivated = (await join(owner, 'MEMBER', 'Dan Deactivated')).userId;
const away = (await join(owner, 'MEMBER', 'Amy Away')).userId;
const stray = await createTenant(server.anonymous);
const admin = await administer(server, stray.owner);

async function ask(client: Client, field: string, input?: object): Promise<{ userErrors: unknown[] }> {
  const [argument] = schema.getMutationType()!.getFields()[field]!.args;
  const data = argument
    ? await client.ask(
        `mutation ($input: ${argument.type}) { ${field}(input: $input) { userErrors { code message field } } }`,
        { input },
      )
    : await client.ask(`mutation { ${field} { userErrors { code message field } } }`);
  return (data as Record<string, { userErrors: unknown[] }>)[field]!;
}

const labels = (await owner.client.ask('{ labels { nodes { id name color } } }')).labels.nodes;
const manifest = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [{ id: 'a', name: 'A', type: 'query', body: 'query A { me { id } }' }],
};
const [pending, active, retired] = ['1', '2', '3'].map((clientVersion) => ({
  clientName: 'web',
  clientVersion,
}));
for (const version of [pending, active, retired])
  await ask(admin, 'registerOperations', { ...version, manifest });
await ask(admin, 'activateClientVersion', active);
await ask(admin, 'retireClientVersion', retired);

const meter = { meter: 'repeated', name: 'Repeated', kind: 'UNIQUE', uniqueBy: 'user', groupBy: ['team'] };
await ask(admin, 'declareMeter', meter);

const { createTasks } = await owner.client.ask(
  `mutation ($input: CreateTasksInput!) { createTasks(input: $input) { tasks { id } userErrors { code message } } }`,
  { input: { tasks: ['a', 'b', 'c'].map((title) => ({ projectId, title })) } },
);
const [a, b, c] = createTasks.tasks.map(({ id }) => id) as [string, string, string];
const FAR = '2099-01-01T00:00:00';

await ask(owner.client, 'archiveTask', { id: b });
await ask(owner.client, 'updateTask', {
  id: taskId,
  description: 'Wet',
  dueAt: `${FAR}.5Z`,
  assigneeId: fellow,
  labelIds: labels.map(({ id }) => id),
});
await ask(owner.client, 'updateProject', { id: projectId, description: 'Wet' });
await ask(owner.client, 'updateComment', { id: commentId, mentionedUserIds: [fellow, other] });
await ask(owner.client, 'updateProfile', { bio: 'Keeps the light.' });
await ask(owner.client, 'updateWebhookEndpoint', {
  id: webhookEndpointId,
  events: ['task.created', 'task.updated'],
  description: 'Bell',
});
const archivedProject = await createProject(owner.client, { name: 'Old' });
await ask(owner.client, 'archiveProject', { id: archivedProject });
await ask(admin, 'suspendUser', { id: suspended, reason: 'Spam', until: `${FAR}Z` });
await ask(admin, 'archiveUser', { id: archived, reason: 'Left' });
await ask(admin, 'deactivateUser', { id: deactivated, reason: 'Left' });
const overrides = { organizationId: tenant.organizationId, members: 60, reason: 'A pilot' };
await ask(admin, 'setOrganizationOverrides', {
  ...overrides,
  addedFeatures: ['WEBHOOKS', 'AUDIT_EXPORT'],
  expiresAt: `${FAR}Z`,
});
await ask(admin, 'createPlan', { plan: 'OLD', name: 'Old', terms: {} });
await ask(admin, 'archivePlan', { plan: 'OLD' });
const feature = { key: 'seats', kind: 'NUMBER', name: 'Seats' };
await ask(admin, 'declareFeature', feature);
const flag = { key: 'wide', description: 'Wide', percentage: 5, organizationIds: [tenant.organizationId] };
await ask(admin, 'setFlag', flag);
const override = {
  organizationId: tenant.organizationId,
  feature: 'seats',
  value: 5,
  reason: 'A pilot',
  expiresAt: `${FAR}Z`,
};
await ask(admin, 'setFeatureOverride', override);
await ask(stray.owner.client, 'suspendOrganization', { reason: 'Storm', until: `${FAR}.25Z` });

const organization = (await owner.client.ask('{ organization { name slug } }')).organization;
const { id: notificationId } = await server.db
  .insertInto('notifications')
  .values({
    organization_id: tenant.organizationId,
    user_id: owner.userId,
    kind: 'TASK_ASSIGNED',
    happening: 'A test',
    task_id: taskId,
    in_app: true,
    by_email: false,
  })
  .returning('id')
  .executeTakeFirstOrThrow();

interface Repeat {
  as?: Client;
  /** Inputs with the present values in the same and in other spellings; undefined for a mutation without an input. */
  inputs: (object | undefined)[];
  /** Creates the state that the inputs repeat. */
  first?: () => Promise<unknown>;
}

const task = { id: taskId, labelIds: labels.map(({ id }) => id) };
const taskUpdates = [
  { id: taskId },
  { id: taskId, dueAt: `${FAR}.500Z` },
  { id: taskId, dueAt: '2099-01-01T02:00:00.50+02:00' },
  {
    id: taskId.toUpperCase(),
    assigneeId: fellow.toUpperCase(),
    title: ' Sweep the quay\n',
    description: 'Wet',
  },
  {
    ...task,
    labelIds: [...task.labelIds, task.labelIds[0]].toReversed(),
    status: 'TODO',
    priority: 'MEDIUM',
  },
];
const read = () => ask(owner.client, 'markNotificationRead', { id: notificationId });

/** The mutations with inputs in the modules' access.ts. */
const declared = await Promise.all(
  Object.entries(declaredRepeats)
    .filter((each): each is [string, Exclude<DeclaredRepeat, string>] => typeof each[1] === 'function')
    .map(async ([name, inputs]) => [name, { inputs: await inputs(tenant) }] as const),
);

/** The other mutations that may set a value which the object already has. */
const own = {
  'Mutation.updateTask': { inputs: taskUpdates },
  'Mutation.updateTasks': { inputs: taskUpdates.map((update) => ({ tasks: [{ id: c }, update] })) },
  'Mutation.moveTask': {
    inputs: [
      { id: c },
      { id: c, projectId },
      { id: b, afterId: a },
      { id: b, beforeId: c },
      { id: a, beforeId: b },
    ],
  },
  'Mutation.archiveTask': { inputs: [{ id: b }] },
  'Mutation.watchTask': {
    first: () => ask(owner.client, 'watchTask', { id: a }),
    inputs: [{ id: a }],
  },
  'Mutation.unwatchTask': { inputs: [{ id: b }] },
  'Mutation.watchProject': {
    first: () => ask(owner.client, 'watchProject', { id: projectId }),
    inputs: [{ id: projectId }],
  },
  'Mutation.unwatchProject': { inputs: [{ id: archivedProject }] },
  'Mutation.restoreTask': { inputs: [{ id: a }] },
  'Mutation.updateProject': {
    inputs: [{ id: projectId }, { id: projectId, name: ' Harbour ' }, { id: projectId, description: 'Wet' }],
  },
  'Mutation.archiveProject': { inputs: [{ id: archivedProject }] },
  'Mutation.restoreProject': { inputs: [{ id: projectId }] },
  'Mutation.updateComment': {
    inputs: [
      { id: commentId },
      { id: commentId, body: 'Mind the gulls.' },
      { id: commentId, mentionedUserIds: [other, fellow, other.toUpperCase()] },
    ],
  },
  'Mutation.updateOrganization': {
    inputs: [{}, { name: `${organization.name} ` }, { slug: ` ${organization.slug}` }],
  },
  'Mutation.updateMemberRole': { inputs: [{ userId: fellow, role: 'MEMBER' }] },
  'Mutation.setMemberRole': { inputs: [{ email: tenant.fellow.email, role: 'MEMBER' }] },
  'Mutation.suspendMember': {
    first: () => ask(owner.client, 'suspendMember', { userId: away, reason: 'Lost', until: `${FAR}Z` }),
    inputs: [{ userId: away, reason: 'Lost', until: `${FAR}.000Z` }],
  },
  'Mutation.reinstateMember': { inputs: [{ userId: other }] },
  'Mutation.updateApiKey': { inputs: [{ id: apiKeyId }, { id: apiKeyId, name: ' Robot' }] },
  'Mutation.updateWebhookEndpoint': {
    inputs: [
      { id: webhookEndpointId },
      { id: webhookEndpointId, disabled: false, payload: 'FULL', url: ' https://hooks.example.test/polity ' },
      {
        id: webhookEndpointId,
        description: 'Bell',
        events: ['task.updated', 'task.created', 'task.updated'],
      },
      { id: webhookEndpointId, eventTypes: ['TASK_UPDATED', 'TASK_CREATED'] },
    ],
  },
  'Mutation.updateProfile': {
    inputs: [{}, { bio: 'Keeps the light.', fullName: ' Olive Owner ', avatarUrl: null }],
  },
  'Mutation.updateNotificationPreferences': {
    inputs: [
      { preferences: [{ kind: 'MENTIONED', email: true }] },
      { preferences: [{ kind: 'TASK_COMMENTED' }, { kind: 'MENTIONED', inApp: null }] },
    ],
  },
  'Mutation.markNotificationRead': { first: read, inputs: [{ id: notificationId }] },
  'Mutation.markAllNotificationsRead': { first: read, inputs: [undefined] },
  'Mutation.markNotificationUnread': {
    first: () => ask(owner.client, 'markNotificationUnread', { id: notificationId }),
    inputs: [{ id: notificationId }],
  },
  'Mutation.changePlan': { inputs: [{ plan: 'PRO' }] },
  'Mutation.cancelPlan': { first: () => ask(owner.client, 'cancelPlan'), inputs: [undefined] },
  'Mutation.suspendOrganization': {
    as: stray.owner.client,
    inputs: [{ reason: 'Storm', until: `${FAR}.250000Z` }],
  },
  'Mutation.reinstateOrganization': { inputs: [undefined] },
  'Mutation.restoreOrganization': { inputs: [undefined] },
  'Mutation.setOrganizationOverrides': {
    as: admin,
    inputs: [
      { ...overrides, addedFeatures: ['AUDIT_EXPORT', 'WEBHOOKS', 'WEBHOOKS'], expiresAt: `${FAR}.0Z` },
    ],
  },
  'Mutation.archivePlan': { as: admin, inputs: [{ plan: 'OLD' }] },
  'Mutation.movePlanVersion': {
    as: admin,
    inputs: [{ organizationIds: [tenant.organizationId], plan: 'PRO', version: 1, reason: 'A pilot' }],
  },
  'Mutation.releasePlan': { as: admin, inputs: [{ organizationId: stray.organizationId, reason: 'None' }] },
  'Mutation.setFlag': { as: admin, inputs: [flag, { ...flag, organizationIds: undefined }] },
  'Mutation.clearFlag': { as: admin, inputs: [{ key: 'none' }] },
  'Mutation.declareFeature': { as: admin, inputs: [feature, { ...feature, name: ' Seats ' }] },
  'Mutation.setFeatureOverride': { as: admin, inputs: [override, { ...override, expiresAt: `${FAR}.000Z` }] },
  'Mutation.clearFeatureOverride': {
    as: admin,
    inputs: [{ organizationId: stray.organizationId, feature: 'WEBHOOKS' }],
  },
  'Mutation.clearOrganizationOverrides': { as: admin, inputs: [{ organizationId: stray.organizationId }] },
  'Mutation.suspendUser': { as: admin, inputs: [{ id: suspended, reason: 'Spam', until: `${FAR}.000Z` }] },
  'Mutation.activateUser': { as: admin, inputs: [{ id: other }] },
  'Mutation.archiveUser': { as: admin, inputs: [{ id: archived, reason: 'Left' }] },
  'Mutation.deactivateUser': { as: admin, inputs: [{ id: deactivated, reason: 'Left' }] },
  'Mutation.registerOperations': {
    as: admin,
    inputs: [pending, active, retired].map((version) => ({ ...version, manifest })),
  },
  'Mutation.activateClientVersion': { as: admin, inputs: [active] },
  'Mutation.retireClientVersion': { as: admin, inputs: [retired] },
  'Mutation.declareMeter': { as: admin, inputs: [meter, { ...meter, name: ' Repeated ' }] },
  'Mutation.updateMeterPolicy': { as: admin, inputs: [{ refuseUndeclared: false }] },
} satisfies Partial<Record<RootField, Repeat>>;

/** Every mutation that may set a value which the object already has: it must write nothing then. */
const repeats = mergeDistinct<Repeat>([Object.fromEntries(declared), own]);

/** Returns all rows of all tables, jobs included, without the columns that every request updates. */
async function contents(pool: pg.Pool): Promise<Record<string, string[]>> {
  const { rows: tables } = await pool.query(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and (n.nspname = 'public' or c.relname = '_private_jobs') order by 1`);
  const all = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await pool.query(
        `select (to_jsonb(t) - 'last_used_at' - 'last_used_minute')::text as row from ${name} t order by 1`,
      );
      return [name, rows.map(({ row }) => row)] as const;
    }),
  );
  return Object.fromEntries(all);
}

test('every mutation is listed', () => {
  const known = Object.keys(mergeDistinct<unknown>([own, declaredRepeats]));
  expect(known.toSorted()).toEqual(rootFields.filter((name) => name.startsWith('Mutation.')).toSorted());
});

describe('an input that changes nothing writes nothing:', () => {
  test.each(Object.entries(repeats))('%s', async (name, { as = owner.client, inputs, first }) => {
    await first?.();
    for (const input of inputs) {
      const before = await contents(server.systemPool);
      await ask(as, name.split('.')[1]!, input);
      expect(await contents(server.systemPool)).toEqual(before);
    }
  });
});

test('a concurrent update is written, and reports only its own changes', async () => {
  const { updateTasks } = await owner.client.ask(
    `mutation ($input: UpdateTasksInput!) { updateTasks(input: $input) {
      tasks { id version updatedAt } userErrors { code message } } }`,
    { input: { tasks: [{ id: a, title: 'Changed' }, taskUpdates[1]!] } },
  );
  const histories = await owner.client.ask(
    `query ($a: ID!, $b: ID!) {
      a: task(id: $a) { version history { nodes { fields { field } } } }
      b: task(id: $b) { version history { nodes { fields { field } } } } }`,
    { a, b: taskId },
  );
  expect(updateTasks.tasks).toMatchObject([{ version: 2 }, { version: 2 }]);
  expect(histories.a.history.nodes).toEqual([{ fields: [{ field: 'title' }] }]);
  expect(histories.b.history.nodes).toHaveLength(1);
});

test('a caller without permission is refused even if the input changes nothing', async () => {
  const { client } = tenant.fellow;
  expect(
    await client.codes(
      'mutation ($id: ID!) { updateProject(input: { id: $id, name: "Harbour" }) { userErrors { code } } }',
      { id: projectId },
    ),
  ).toEqual(['FORBIDDEN']);
  expect(
    await client.codes(
      'mutation ($id: ID!) { updateComment(input: { id: $id, body: "Mind the gulls." }) { userErrors { code } } }',
      { id: commentId },
    ),
  ).toEqual(['FORBIDDEN']);
});
