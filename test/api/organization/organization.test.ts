import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RegisterInput, UpdateOrganizationInput } from '../../../src/generated/graphql.ts';
import { type Account, join, password, register } from '../../support/client.ts';
import { type Variables } from '../../support/operations.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const CREATE = `mutation ($name: String!, $slug: String) { createOrganization(input: { name: $name, slug: $slug }) {
  organization { id name slug status viewerRole plan { code } } userErrors { code field } } }`;
const UPDATE = `mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) {
  organization { id name slug } userErrors { code field } } }`;
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) {
  user { id } organization { id name slug } userErrors { code field } } }`;

const newSlug = () => `s-${randomUUID()}`;

const create = ({ client }: Account, name: string, slug?: string | null) =>
  client.payload(CREATE, { name, slug });

const update = ({ client }: Account, input: UpdateOrganizationInput) => client.payload(UPDATE, { input });

async function registerWith(input: Partial<RegisterInput>) {
  const email = `${randomUUID()}@polity.test`;
  const made = await anonymous.payload(REGISTER, { input: { email, password, fullName: 'Ada', ...input } });
  return { email, ...made };
}

const archive = (id: string) =>
  db.updateTable('organizations').set({ status: 'ARCHIVED' }).where('id', '=', id).execute();

describe("a new organization's slug", () => {
  test.each([
    ['Ünïcødé & Söns, Ltd.', /^unic-de-sons-ltd$/],
    ["O'Neill’s  --  Café", /^oneills-cafe$/],
    ['東京 株式会社', /^organization-\d+$/],
    ['🔑', /^organization-\d+$/],
    ['x', /^organization-\d+$/],
    ['Ω', /^organization-\d+$/],
    [`${'x'.repeat(59)} ${'y'.repeat(40)}`, /^x{59}$/],
  ])('is derived from the name %s', async (name, slug) => {
    const ada = await register(anonymous);
    const { organization, userErrors } = await create(ada, name);
    expect(userErrors).toEqual([]);
    expect(organization).toMatchObject({ name, slug: expect.stringMatching(slug) });
  });

  test('is different for each organization with the same name', async () => {
    const ada = await register(anonymous);
    const made = await Promise.all(Array.from({ length: 10 }, () => create(ada, 'Twin Peaks')));
    const slugs = made.map((each) => each.organization.slug);
    expect(new Set(slugs).size).toBe(10);
    expect(slugs.filter((slug) => slug === 'twin-peaks')).toHaveLength(1);
    for (const slug of slugs) expect(slug).toMatch(/^twin-peaks(-\d+)?$/);
  });

  test.each([
    ['Capital', 'INVALID'],
    ['double--hyphen', 'INVALID'],
    ['-leading', 'INVALID'],
    ['trailing-', 'INVALID'],
    ['under_score', 'INVALID'],
    ['', 'REQUIRED'],
    ['x', 'TOO_SHORT'],
    ['x'.repeat(81), 'TOO_LONG'],
  ])('cannot be %j', async (slug, code) => {
    const ada = await register(anonymous);
    const refused = { organization: null, userErrors: [{ code, field: ['slug'] }] };
    expect(await create(ada, 'Name', slug)).toEqual(refused);
    expect(await update(ada, { slug })).toEqual(refused);
  });

  test('is the requested one if it is free', async () => {
    const [ada, slug] = [await register(anonymous), newSlug()];
    expect((await create(ada, 'First', ` ${slug} `)).organization).toMatchObject({ name: 'First', slug });
    expect(await create(ada, 'Second', slug)).toEqual({
      organization: null,
      userErrors: [{ code: 'TAKEN', field: ['slug'] }],
    });
    expect((await create(ada, 'x'.repeat(80), 'x'.repeat(80))).userErrors).toEqual([]);
  });

  test('that is requested at registration is stored together with the account or not at all', async () => {
    const slug = newSlug();
    const [first, name] = [await registerWith({ organizationSlug: slug }), `Of ${slug}`];
    expect(first.organization).toMatchObject({ name: "Ada's organization", slug });
    const second = await registerWith({ organizationSlug: slug, organizationName: name });
    expect(second).toMatchObject({
      user: null,
      organization: null,
      userErrors: [{ code: 'TAKEN', field: ['organizationSlug'] }],
    });
    expect(await db.selectFrom('users').select('id').where('email', '=', second.email).execute()).toEqual([]);
    expect(await db.selectFrom('organizations').select('id').where('name', '=', name).execute()).toEqual([]);
  });

  test('and its default name have valid lengths for the longest name of a person', async () => {
    const { organization } = await registerWith({ fullName: '🔑'.repeat(100) });
    expect(organization.name).toBe(`${'🔑'.repeat(85)}'s organization`);
  });
});

describe('creating an organization', () => {
  test('makes the viewer its owner, who can list it', async () => {
    const ada = await register(anonymous);
    const { organization } = await create(ada, '  Second  ');
    expect(organization).toMatchObject({
      name: 'Second',
      status: 'ACTIVE',
      viewerRole: 'OWNER',
      plan: { code: 'FREE' },
    });
    const { organizations, me } = await ada.client.ask(
      '{ organizations { nodes { id } } me { memberships { role organization { id } } } }',
    );
    expect(organizations.nodes).toEqual([{ id: organization.id }, { id: ada.organizationId }]);
    expect(me.memberships).toContainEqual({ role: 'OWNER', organization: { id: organization.id } });
  });

  test('does not select it: its data requires selecting it', async () => {
    const ada = await register(anonymous);
    const { data, errors } = await ada.client.send(
      `mutation { createOrganization(input: { name: "Unselected" }) {
        organization { id projects { totalCount } } userErrors { code } } }`,
    );
    expect(data).toEqual({ createOrganization: { organization: null, userErrors: [] } });
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', reason: 'ORGANIZATION_REQUIRED' } },
    ]);
    const { organizations } = await ada.client.ask('{ organizations(first: 1) { nodes { id name } } }');
    expect(organizations.nodes[0]!.name).toBe('Unselected');
    const { organization } = await ada.client
      .in(organizations.nodes[0]!.id)
      .ask('{ organization { name projects { totalCount } members { nodes { user { id } } } } }');
    expect(organization).toEqual({
      name: 'Unselected',
      projects: { totalCount: 0 },
      members: { nodes: [{ user: { id: ada.userId } }] },
    });
  });

  test('requires a name and a signed-in user', async () => {
    const ada = await register(anonymous);
    expect(await create(ada, '  ', 'No')).toEqual({
      organization: null,
      userErrors: [
        { code: 'REQUIRED', field: ['name'] },
        { code: 'INVALID', field: ['slug'] },
      ],
    });
    expect(await anonymous.codes(CREATE, { name: 'Mine' })).toEqual(['UNAUTHENTICATED']);
  });
});

describe('changing an organization', () => {
  test('requires an owner, and changes only the given fields', async () => {
    const owner = await register(anonymous);
    const input = { name: ` ${'N'.repeat(100)} ` };
    for (const role of ['ADMIN', 'MEMBER'] as const) {
      expect(await (await join(owner, role)).client.codes(UPDATE, { input })).toEqual(['FORBIDDEN']);
    }
    const { organization: before } = await owner.client.ask('{ organization { id name slug } }');
    const { organization } = await update(owner, input);
    expect(organization).toEqual({ ...before, name: 'N'.repeat(100) });
    const slug = newSlug();
    expect((await update(owner, { slug })).organization).toEqual({ ...organization, slug });
    expect((await update(owner, {})).organization).toEqual({ ...organization, slug });
    expect((await update(owner, { slug })).userErrors).toEqual([]);
  });

  test('reports null, blank and too long values at once', async () => {
    const owner = await register(anonymous);
    expect((await update(owner, { name: null, slug: null })).userErrors).toEqual([
      { code: 'REQUIRED', field: ['name'] },
      { code: 'REQUIRED', field: ['slug'] },
    ]);
    expect((await update(owner, { name: 'x'.repeat(101), slug: ' ' })).userErrors).toEqual([
      { code: 'TOO_LONG', field: ['name'] },
      { code: 'REQUIRED', field: ['slug'] },
    ]);
  });

  test('gives a slug to one of ten concurrent callers', async () => {
    const owners = await Promise.all(Array.from({ length: 10 }, () => register(anonymous)));
    const slug = newSlug();
    const answers = await Promise.all(owners.map((owner) => update(owner, { slug, name: 'Winner' })));
    const codes = answers.map((answer) => answer.userErrors);
    expect(codes.filter((each) => each.length === 0)).toHaveLength(1);
    expect(codes.filter((each) => each.length > 0)).toEqual(
      Array.from({ length: 9 }, () => [{ code: 'TAKEN', field: ['slug'] }]),
    );
    const names = await Promise.all(owners.map((owner) => owner.client.ask('{ organization { name } }')));
    expect(names.filter(({ organization }) => organization.name === 'Winner')).toHaveLength(1);
  });
});

const LIST = `query ($orderBy: OrganizationOrder, $first: Int, $after: String, $last: Int, $before: String) {
  organizations(orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    nodes { name } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

describe("the viewer's organizations", () => {
  test('are listed in pages in the requested order', async () => {
    const ada = await register(anonymous);
    await create(await register(anonymous), 'Somebody else’s');
    await update(ada, { name: 'mike' });
    for (const name of ['Zulu', 'alpha', 'Bravo']) await create(ada, name);
    const list = async (page: Variables<typeof LIST> = {}) => {
      const { organizations } = await ada.client.ask(LIST, page);
      return { ...organizations, names: organizations.nodes.map((each) => each.name) };
    };
    expect((await list()).names).toEqual(['Bravo', 'alpha', 'Zulu', 'mike']);
    const orderBy = { field: 'NAME' } as const;
    const first = await list({ first: 3, orderBy });
    expect(first).toMatchObject({ names: ['alpha', 'Bravo', 'mike'], totalCount: 4 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const rest = await list({ first: 3, orderBy, after: first.pageInfo.endCursor });
    expect(rest).toMatchObject({ names: ['Zulu'], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
    const back = await list({ last: 2, orderBy, before: rest.pageInfo.startCursor });
    expect(back).toMatchObject({ names: ['Bravo', 'mike'], pageInfo: { hasPreviousPage: true } });
    const down = await list({ first: 2, orderBy: { ...orderBy, direction: 'DESC' } });
    expect(down.names).toEqual(['Zulu', 'mike']);
    for (const args of ['first: 101', 'first: -1', 'first: 1, last: 1', 'after: "x"']) {
      expect(await ada.client.codes(`{ organizations(${args}) { totalCount } }`)).toEqual(['BAD_USER_INPUT']);
    }
    const foreign = `{ organizations(after: "${first.pageInfo.endCursor}") { totalCount } }`;
    expect(await ada.client.codes(foreign)).toEqual(['BAD_USER_INPUT']);
  });

  test('include archived ones only for their owners', async () => {
    const owner = await register(anonymous);
    const member = await join(owner, 'ADMIN');
    await archive(owner.organizationId);
    const list = `{ organizations { nodes { id status } } }`;
    expect((await owner.client.ask(list)).organizations.nodes).toEqual([
      { id: owner.organizationId, status: 'ARCHIVED' },
    ]);
    const { organizations } = await member.client.ask(list);
    expect(organizations.nodes.map((each) => each.id)).not.toContain(owner.organizationId);
    expect(await member.client.codes('{ organization { id } }')).toEqual(['NOT_FOUND']);
  });
});

describe('the selected organization', () => {
  test('is that of the header, which overrides the token', async () => {
    const ada = await register(anonymous);
    const second = (await create(ada, 'Second')).organization.id;
    const selected = async (id: string) => (await ada.client.in(id).send('{ organization { id } }')).data;
    expect(await selected(second)).toEqual({ organization: { id: second } });
    expect(await selected(second.toUpperCase())).toEqual({ organization: { id: second } });
    expect(await selected('')).toEqual({ organization: { id: ada.organizationId } });
  });

  test('has the same error when it is foreign or unknown, whatever the token', async () => {
    const [ada, stranger] = [await register(anonymous), await register(anonymous)];
    const answers = await Promise.all(
      [stranger.organizationId, randomUUID()].map((id) => ada.client.in(id).send('{ organization { id } }')),
    );
    expect(answers[0]!.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    for (const { body } of answers) expect(body).toEqual(answers[0]!.body);
  });

  test('has the same error for every malformed id, also for a slug', async () => {
    const [ada, stranger] = [await register(anonymous), await register(anonymous)];
    const { organization } = await stranger.client.ask('{ organization { slug } }');
    const answers = await Promise.all(
      [organization.slug, 'x', "' or true --"].map((id) => ada.client.in(id).send('{ organization { id } }')),
    );
    expect(answers[0]!.errors).toMatchObject([
      { message: expect.stringContaining('takes the id'), extensions: { code: 'NOT_FOUND' } },
    ]);
    for (const { body } of answers) expect(body).toEqual(answers[0]!.body);
  });
});
