import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { callers, createTenant, type Tenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ FEDERATION: 'on' });
const ours = await createTenant(server.anonymous);
const theirs = await createTenant(server.anonymous);
const asked = {
  anonymous: await callers.anonymous(ours),
  'invalid token': await callers['invalid token'](ours),
  outsider: await callers.outsider(ours),
  'removed member': await callers['removed member'](ours),
  member: await callers.MEMBER(ours),
  administrator: await callers.ADMIN(ours),
};
type Asker = keyof typeof asked;

const types = [
  'User',
  'Organization',
  'Membership',
  'Invitation',
  'ApiKey',
  'Plan',
  'Project',
  'Task',
  'Label',
  'Comment',
  'WebhookEndpoint',
  'WebhookDelivery',
  'Notification',
] as const;
/** Others add to them, and send them back for nothing. */
const unresolvable = ['AuditEvent', 'BillingStatement'];
type EntityType = (typeof types)[number];
type Representation = { __typename: string } & Record<string, unknown>;

/** The references to a tenant's own things. */
async function referencesOf(tenant: Tenant): Promise<Record<EntityType, Representation>> {
  const { organization } = await tenant.owner.client.ask(
    `{ organization { members(last: 1) { nodes { id } } } }`,
  );
  return {
    User: { __typename: 'User', id: tenant.fellow.userId },
    Organization: { __typename: 'Organization', id: tenant.organizationId },
    Membership: { __typename: 'Membership', id: organization.members.nodes[0].id },
    Invitation: { __typename: 'Invitation', id: tenant.invitationId },
    Plan: { __typename: 'Plan', code: 'PRO' },
    Project: { __typename: 'Project', id: tenant.projectId },
    Task: { __typename: 'Task', id: tenant.taskId },
    Label: { __typename: 'Label', id: tenant.labelId },
    Comment: { __typename: 'Comment', id: tenant.commentId },
    ApiKey: { __typename: 'ApiKey', id: tenant.apiKeyId },
    WebhookEndpoint: { __typename: 'WebhookEndpoint', id: tenant.webhookEndpointId },
    WebhookDelivery: { __typename: 'WebhookDelivery', id: tenant.webhookDeliveryId },
    // The recipient's alone; jobs make them.
    Notification: { __typename: 'Notification', id: tenant.taskId },
  };
}

const own = await referencesOf(ours);
const foreign = await referencesOf(theirs);

const operation = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ... on Node { id } ... on Plan { code } } }`;
const resolve = (asker: Asker, ...representations: unknown[]) =>
  asked[asker].client.send(operation, { representations });

/** What comes of a reference to the tenant's own thing, and to any other. */
type Outcomes = Record<Asker, [own: string, other: string]>;

const signedOut = {
  anonymous: ['UNAUTHENTICATED', 'UNAUTHENTICATED'],
  'invalid token': ['UNAUTHENTICATED', 'UNAUTHENTICATED'],
} satisfies Partial<Outcomes>;
/** Found through oneself, whatever organization is selected. */
const personal: Outcomes = {
  ...signedOut,
  outsider: ['null', 'null'],
  'removed member': ['null', 'null'],
  member: ['found', 'null'],
  administrator: ['found', 'null'],
};
/** Found in the selected organization. */
const tenant: Outcomes = {
  ...signedOut,
  outsider: ['NOT_FOUND', 'NOT_FOUND'],
  'removed member': ['NOT_FOUND', 'NOT_FOUND'],
  member: ['found', 'null'],
  administrator: ['found', 'null'],
};
const outcomes: Record<EntityType, Outcomes> = {
  User: personal,
  Organization: personal,
  Membership: tenant,
  Invitation: { ...tenant, member: ['null', 'null'] },
  ApiKey: { ...tenant, member: ['null', 'null'] },
  Notification: { ...tenant, member: ['null', 'null'], administrator: ['null', 'null'] },
  Label: tenant,
  Comment: tenant,
  Plan: {
    anonymous: ['found', 'null'],
    'invalid token': ['UNAUTHENTICATED', 'UNAUTHENTICATED'],
    outsider: ['found', 'null'],
    'removed member': ['found', 'null'],
    member: ['found', 'null'],
    administrator: ['found', 'null'],
  },
  Project: tenant,
  Task: tenant,
  // For administrators.
  WebhookEndpoint: { ...tenant, member: ['null', 'null'] },
  WebhookDelivery: { ...tenant, member: ['null', 'null'] },
};

test('every entity is in the table', async () => {
  const { __type } = await server.anonymous.ask(`{ __type(name: "_Entity") { possibleTypes { name } } }`);
  expect(__type.possibleTypes.map((type: { name: string }) => type.name).toSorted()).toEqual(
    [...types, ...unresolvable].toSorted(),
  );
});

describe.each(types)('a reference to a %s', (type) => {
  test.each(Object.keys(asked) as Asker[])('shows %s what any query would', async (asker) => {
    const [ofOwn, ofOther] = outcomes[type][asker];
    const { data, errors } = await resolve(asker, own[type]);
    const [found] = (data as any)._entities;
    expect(found ? 'found' : String(errors?.[0]?.extensions['code'] ?? 'null')).toBe(ofOwn);
    if (found) expect(found).toEqual(own[type]);

    const { __typename, ...key } = own[type];
    const [name] = Object.keys(key) as [string];
    const unknown = await resolve(asker, { __typename, [name]: name === 'id' ? randomUUID() : 'GOLD' });
    expect(String(unknown.errors?.[0]?.extensions['code'] ?? 'null')).toBe(ofOther);
    expect((unknown.data as any)._entities).toEqual([null]);
    for (const sent of ['not-an-id', '', 7, null, {}, undefined]) {
      expect((await resolve(asker, { __typename, [name]: sent })).body).toEqual(unknown.body);
    }
    if (name === 'id') expect((await resolve(asker, foreign[type])).body).toEqual(unknown.body);
  });
});

test('references are answered in their order, whether or not they were found', async () => {
  const { body } = await resolve(
    'member',
    foreign.Task,
    own.Task,
    own.Plan,
    { __typename: 'Project', id: 'not-an-id' },
    own.Organization,
    own.Task,
  );
  expect(body).toEqual({ data: { _entities: [null, own.Task, own.Plan, null, own.Organization, own.Task] } });
});

test('nothing but the key of a reference is believed', async () => {
  const { _entities } = await asked.member.client.ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Project { name organization { id } } ... on Organization { viewerRole } } }`,
    {
      representations: [
        { ...own.Project, name: 'Forged', organizationId: theirs.organizationId },
        {
          ...foreign.Project,
          organizationId: ours.organizationId,
          organization: { id: ours.organizationId },
        },
        { ...own.Organization, viewerRole: 'OWNER' },
      ],
    },
  );
  expect(_entities).toEqual([
    { name: 'Harbour', organization: { id: ours.organizationId } },
    null,
    { viewerRole: 'MEMBER' },
  ]);
});

test('a reference to what is no entity is refused', async () => {
  for (const representation of [
    { __typename: 'UserError' },
    ...unresolvable.map((__typename) => ({ __typename, id: randomUUID() })),
    { __typename: 'Ghost', id: randomUUID() },
    {},
    7,
  ]) {
    const { errors, data } = await resolve('member', representation);
    expect([representation, errors?.[0]?.extensions['code'], data]).toEqual([
      representation,
      'BAD_USER_INPUT',
      null,
    ]);
  }
});

test('an entity leads no further into an organization that is not selected', async () => {
  const { outsider } = asked;
  const { body } = await outsider.client.send(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Organization { id projects { nodes { id } } } } }`,
    { representations: [{ __typename: 'Organization', id: outsider.account!.organizationId }] },
  );
  expect(body.data._entities).toEqual([null]);
  expect(body.errors[0].extensions).toEqual({
    code: 'BAD_USER_INPUT',
    status: 400,
    reason: 'ORGANIZATION_REQUIRED',
  });
});

test('the subgraph describes itself to anyone, and only while federation is on', async () => {
  for (const asker of Object.keys(asked) as Asker[]) {
    const { _service } = await asked[asker].client.ask(`{ _service { sdl } }`);
    for (const type of types) expect(_service.sdl).toMatch(new RegExp(`type ${type} .*@key`));
  }
  const plain = await startTestServer({ FEDERATION: 'off' });
  for (const field of ['_service { sdl }', '_entities(representations: []) { __typename }']) {
    const { status, errors } = await plain.anonymous.send(`{ ${field} }`);
    expect([status, errors?.[0]?.extensions['code']]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  }
});
