import { type DirectiveNode, Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createTask } from '../fixtures/work.ts';
import { entitiesOf } from '../../src/graphql/schema-module.ts';
import { modules } from '../../src/modules/all.ts';
import { subgraphTypes } from '../../src/graphql/type-definitions.ts';
import { requestStatements } from '../support/count-statements.ts';
import { register } from '../support/client.ts';
import { createTenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';

const entities = Object.keys(entitiesOf(modules));
const server = await startTestServer({ FEDERATION: 'on' });
const alone = await startTestServer({ FEDERATION: 'off' });
const tenant = await createTenant(server.anonymous);
const { owner, fellow, projectId, taskId, organizationId } = tenant;
const { organization } = await owner.client.ask(
  '{ organization { members(orderBy: { field: CREATED_AT }, first: 1) { nodes { id } } } }',
);
const membershipId: string = organization.members.nodes[0]!.id;
const NOBODY = '01900000-0000-7000-8000-000000000000';

const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ... on Node { id } ... on Plan { code name } ... on Task { title project { name } } } }`;

const isResolvableKey = ({ name, arguments: given }: DirectiveNode) =>
  name.value === 'key' && !given?.some((each) => each.name.value === 'resolvable');

describe('the subgraph', () => {
  test('serves its SDL with the federation version and the keys of its entities', async () => {
    const { _service } = await server.anonymous.ask('{ _service { sdl } }');
    const { definitions } = parse(_service.sdl);
    const links = definitions.flatMap((each) =>
      each.kind === Kind.SCHEMA_EXTENSION || each.kind === Kind.SCHEMA_DEFINITION
        ? (each.directives ?? [])
        : [],
    );
    const argumentsOf = (directive: DirectiveNode) =>
      Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, value]));
    expect(links.map((link) => [link.name.value, argumentsOf(link)])).toMatchObject([
      [
        'link',
        {
          url: { value: 'https://specs.apollo.dev/federation/v2.9' },
          import: {
            values: ['@key', '@shareable', '@tag', '@inaccessible'].map((value) => ({ value })),
          },
        },
      ],
    ]);
    const keys = definitions
      .filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION)
      .flatMap(({ name, directives = [] }: ObjectTypeDefinitionNode) =>
        directives
          .filter((directive) => directive.name.value === 'key')
          .map((directive) => `${name.value} ${JSON.stringify(argumentsOf(directive)['fields'])}`),
      );
    expect(keys.map((key) => key.split(' ')[0])).toEqual(expect.arrayContaining(entities));
    expect(keys.filter((key) => !key.includes('"id"'))).toEqual([
      expect.stringMatching(/^BillingStatement .*"organization { id } month"/),
      expect.stringMatching(/^Plan .*"code"/),
    ]);
    expect(_service.sdl).toMatch(/type PageInfo\s+@shareable/);
    expect(_service.sdl).toContain('A task of a project.');
  });

  test('resolves references of every type with a key', () => {
    const keyed = subgraphTypes()
      .definitions.filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION)
      .filter(({ directives }) => directives?.some(isResolvableKey));
    expect(keyed.map(({ name }) => name.value).toSorted()).toEqual(entities.toSorted());
    expect(keyed.length).toBeGreaterThanOrEqual(6);
  });

  test('is not served when federation is off', async () => {
    const { __schema } = await alone.anonymous.ask(
      '{ __schema { types { name } directives { name } queryType { fields { name } } } }',
    );
    const names = [__schema.types, __schema.directives, __schema.queryType.fields]
      .flat()
      .map((each) => each.name);
    expect(names).toContain('Task');
    expect(names.filter((name) => /^_[^_]|^(key|shareable|link|Link.*|federation.*)$/i.test(name))).toEqual(
      [],
    );
    for (const query of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])
      expect(await alone.anonymous.codes(query)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

describe('references', () => {
  test('of all types are resolved in their order, with null for a missing object', async () => {
    const representations = [
      { __typename: 'Task', id: taskId },
      { __typename: 'Task', id: NOBODY },
      { __typename: 'Plan', code: 'PRO' },
      { __typename: 'User', id: fellow.userId.toUpperCase() },
      { __typename: 'Project', id: 'malformed' },
      { __typename: 'Membership', id: membershipId },
      { __typename: 'Organization', id: organizationId },
      { __typename: 'Project', id: projectId },
      { __typename: 'Plan', code: 'GOLD' },
      { __typename: 'User', id: { a: 1 } },
      { __typename: 'Task', id: taskId },
    ];
    const { _entities } = await owner.client.ask(ENTITIES, { representations });
    const task = { __typename: 'Task', id: taskId, title: 'Sweep the quay', project: { name: 'Harbour' } };
    expect(_entities).toEqual([
      task,
      null,
      { __typename: 'Plan', code: 'PRO', name: 'Pro' },
      { __typename: 'User', id: fellow.userId },
      null,
      { __typename: 'Membership', id: membershipId },
      { __typename: 'Organization', id: organizationId },
      { __typename: 'Project', id: projectId },
      null,
      null,
      task,
    ]);
  });

  test('are loaded together', async () => {
    const ids = [];
    for (let made = 0; made < 20; made++) ids.push(await createTask(owner.client, projectId));
    const representations = ids.map((id) => ({ __typename: 'Task', id }));
    const { statements, result } = await requestStatements(() =>
      owner.client.ask(ENTITIES, { representations }),
    );
    expect(result).toMatchObject({ _entities: ids.map((id) => ({ id })) });
    expect(statements).toHaveLength(3);
  });

  test('cost as much as the objects', async () => {
    const many = (length: number) => Array.from({ length }, () => ({ __typename: 'Plan', code: 'PRO' }));
    const { status, errors } = await owner.client.send(ENTITIES, { representations: many(8000) });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'OPERATION_TOO_COMPLEX' } }]);
    expect((await owner.client.ask(ENTITIES, { representations: [] }))._entities).toEqual([]);
  });
});

describe('node', () => {
  const NODE = `query ($user: ID!, $organization: ID!, $membership: ID!, $project: ID!, $task: ID!) {
    user: node(id: $user) { ...any } organization: node(id: $organization) { ...any }
    membership: node(id: $membership) { ...any } project: node(id: $project) { ...any } task: node(id: $task) { ...any } }
    fragment any on Node { __typename id
      ... on User { fullName } ... on Organization { slug: viewerRole } ... on Membership { role user { id } }
      ... on Project { name } ... on Task { title status priority } }`;
  const ids = {
    user: fellow.userId,
    organization: organizationId,
    membership: membershipId,
    project: projectId,
    task: taskId,
  };
  const nothing = { user: null, organization: null, membership: null, project: null, task: null };

  test('finds objects of five types by their ids', async () => {
    const found = {
      user: { __typename: 'User', id: fellow.userId, fullName: 'Felix Fellow' },
      organization: { __typename: 'Organization', id: organizationId, slug: 'OWNER' },
      membership: { __typename: 'Membership', id: membershipId, role: 'OWNER', user: { id: owner.userId } },
      project: { __typename: 'Project', id: projectId, name: 'Harbour' },
      task: { __typename: 'Task', id: taskId, title: 'Sweep the quay', status: 'TODO', priority: 'MEDIUM' },
    };
    expect(await owner.client.ask(NODE, ids)).toEqual(found);
    const upper = Object.fromEntries(
      Object.entries(ids).map(([name, id]) => [name, id.toUpperCase()]),
    ) as typeof ids;
    expect(await owner.client.ask(NODE, upper)).toEqual(found);
  });

  test('is null for a foreign, unknown or malformed id', async () => {
    const { client } = await register(server.anonymous);
    expect(await client.ask(NODE, ids)).toEqual(nothing);
    for (const id of [NOBODY, '', 'x', '\0', '\ud800', `${taskId}x`, '{}', '🚢'.repeat(100)])
      expect(await owner.client.ask('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({
        node: null,
      });
  });

  test('without a selected organization finds the viewer and their organizations, but nothing in them', async () => {
    const { tokens } = server.services;
    const { sub, sid } = (await tokens.verify(owner.accessToken))!;
    const { token } = await tokens.sign(sub, sid, undefined);
    const client = server.anonymous.with({ authorization: `Bearer ${token}` });
    expect(await client.ask(NODE, { ...ids, user: owner.userId })).toEqual({
      ...nothing,
      user: expect.objectContaining({ id: owner.userId }),
      organization: expect.objectContaining({ id: organizationId }),
    });
    expect(await client.ask(NODE, ids)).toMatchObject({ user: null });
  });

  test('requires credentials', async () => {
    expect(await server.anonymous.codes(`{ node(id: "${taskId}") { id } }`)).toEqual(['UNAUTHENTICATED']);
  });
});
