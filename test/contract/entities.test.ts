import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { callers, createTenant, type Tenant } from '../support/contract.ts';
import { valueAt } from '../support/operations.ts';
import { startTestServer } from '../support/server.ts';
import { entitiesOf } from '../../src/graphql/schema-module.ts';
import { modules } from '../../src/modules/all.ts';
import { ids } from '../support/access.ts';

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

const types = Object.keys(entitiesOf(modules));
/** Types that other subgraphs extend, and whose references Polity does not resolve. */
const unresolvable = ['AuditEvent', 'BillingStatement'];
type Representation = { __typename: string } & Record<string, unknown>;

/** The references to a tenant's own things: those that are not named here are known by their id. */
async function referencesOf(tenant: Tenant): Promise<Record<string, Representation>> {
  const { organization } = await tenant.owner.client.ask(
    `{ organization { members(last: 1) { nodes { id } } } }`,
  );
  const byId = types.map((type) => {
    const source = ids[type];
    return [type, { __typename: type, id: typeof source === 'function' && source(tenant) }];
  });
  return {
    ...Object.fromEntries(byId),
    Membership: { __typename: 'Membership', id: organization.members.nodes[0]!.id },
    Plan: { __typename: 'Plan', code: 'PRO' },
    // Only the recipient sees it; a job creates it.
    Notification: { __typename: 'Notification', id: tenant.taskId },
  };
}

const own = await referencesOf(ours);
const foreign = await referencesOf(theirs);

const operation = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ... on Node { id } ... on Plan { code } } }`;
const resolve = (asker: Asker, ...representations: unknown[]) =>
  asked[asker].client.send(operation, { representations });

/** The outcomes of a reference to an object of the caller's own tenant, and to any other. */
type Outcomes = Record<Asker, [own: string, other: string]>;

const signedOut = {
  anonymous: ['UNAUTHENTICATED', 'UNAUTHENTICATED'],
  'invalid token': ['UNAUTHENTICATED', 'UNAUTHENTICATED'],
} satisfies Partial<Outcomes>;
/** Found through the caller, whatever organization is selected. */
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
/** The outcomes of the types that are an exception. All others have those of `tenant`. */
const outcomes: Record<string, Outcomes> = {
  User: personal,
  Organization: personal,
  Invitation: { ...tenant, member: ['null', 'null'] },
  ApiKey: { ...tenant, member: ['null', 'null'] },
  CreditGrant: { ...tenant, member: ['null', 'null'] },
  Notification: { ...tenant, member: ['null', 'null'], administrator: ['null', 'null'] },
  Plan: {
    anonymous: ['found', 'null'],
    'invalid token': ['UNAUTHENTICATED', 'UNAUTHENTICATED'],
    outsider: ['found', 'null'],
    'removed member': ['found', 'null'],
    member: ['found', 'null'],
    administrator: ['found', 'null'],
  },
  // For administrators.
  WebhookEndpoint: { ...tenant, member: ['null', 'null'] },
  WebhookDelivery: { ...tenant, member: ['null', 'null'] },
};

test('every entity is in the table', async () => {
  const { __type } = await server.anonymous.ask(`{ __type(name: "_Entity") { possibleTypes { name } } }`);
  expect(__type.possibleTypes.map((type) => type.name).toSorted()).toEqual(
    [...types, ...unresolvable].toSorted(),
  );
});

describe.each(types)('a reference to a %s', (type) => {
  test.each(Object.keys(asked) as Asker[])('shows %s the same as a query', async (asker) => {
    const [ofOwn, ofOther] = (outcomes[type] ?? tenant)[asker];
    const { data, errors } = await resolve(asker, own[type]!);
    const found = valueAt(data, '_entities.0');
    expect(found ? 'found' : String(errors?.[0]?.extensions['code'] ?? 'null')).toBe(ofOwn);
    if (found) expect(found).toEqual(own[type]!);

    const { __typename, ...key } = own[type]!;
    const [name] = Object.keys(key) as [string];
    const unknown = await resolve(asker, { __typename, [name]: name === 'id' ? randomUUID() : 'GOLD' });
    expect(String(unknown.errors?.[0]?.extensions['code'] ?? 'null')).toBe(ofOther);
    expect(unknown.data).toEqual({ _entities: [null] });
    for (const sent of ['not-an-id', '', 7, null, {}, undefined]) {
      expect((await resolve(asker, { __typename, [name]: sent })).body).toEqual(unknown.body);
    }
    if (name === 'id') expect((await resolve(asker, foreign[type])).body).toEqual(unknown.body);
  });
});

test('references are resolved in their order, found or not', async () => {
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

test('only the key of a reference is used', async () => {
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

test('a reference to a type that is not an entity is rejected', async () => {
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

test('an entity gives no access to an organization that is not selected', async () => {
  const { outsider } = asked;
  const { body } = await outsider.client.send(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Organization { id projects { nodes { id } } } } }`,
    { representations: [{ __typename: 'Organization', id: outsider.account!.organizationId }] },
  );
  expect(body.data!._entities).toEqual([null]);
  expect(body.errors![0]!.extensions).toEqual({
    code: 'BAD_USER_INPUT',
    status: 400,
    reason: 'ORGANIZATION_REQUIRED',
  });
});

test('the subgraph serves its SDL to everybody, and only while federation is on', async () => {
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
