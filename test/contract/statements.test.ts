import { beforeAll, expect, test } from 'vitest';
import { createOwner } from '../fixtures/owner.ts';
import { createPlatformAdmin } from '../fixtures/platform-admin.ts';
import { requestStatements } from '../support/count-statements.ts';
import { whileAcquainted } from '../support/acquaintance.ts';
import { type Account, type Client, join, password, register } from '../support/client.ts';
import { markdown } from '../support/contract.ts';
import { valueAt } from '../support/operations.ts';
import { startTestServer } from '../support/server.ts';
import { record, usageEvent } from '../support/usage.ts';

const MANY = 50;

const server = await startTestServer({ FEDERATION: 'on', COST_LIMIT: '100000' });
let owner: Account;
let admin: Account;
let platformAdmin: Account;
/** A person with many organizations. */
let traveller: Account;
/** Newest first, like in lists. */
const ids: Record<'users' | 'projects' | 'tasks' | 'memberships' | 'organizations' | 'comments', string[]> = {
  users: [],
  projects: [],
  tasks: [],
  memberships: [],
  organizations: [],
  comments: [],
};

beforeAll(async () => {
  platformAdmin = await createPlatformAdmin(server);
  owner = await createOwner(server.anonymous, 'PRO');
  admin = await join(owner, 'ADMIN');
  const others: Account[] = [];
  while (others.length < MANY - 2) {
    others.push(...(await Promise.all(Array.from({ length: 8 }, () => register(server.anonymous)))));
  }
  traveller = others[0]!;
  await whileAcquainted(owner, others, () =>
    makeMany(
      owner.client,
      others.map(({ email }) => `addMember(input: { email: "${email}" }) { userErrors { code } }`),
    ),
  );
  await record(
    owner.client,
    ...others.concat(owner, admin).map(({ userId }) => usageEvent({ subject: userId })),
  );
  const projects = await makeMany<{ project: { id: string } }>(
    admin.client,
    others
      .concat(owner, admin)
      .map(
        (_each, index) =>
          `createProject(input: { name: "P${index}" }) { project { id } userErrors { code } }`,
      ),
  );
  await makeMany(
    admin.client,
    projects.flatMap(({ project }, index) =>
      [0, 1].map(
        (offset) => `createTask(input: { projectId: "${project.id}", title: "T${index}",
          assigneeId: "${others[(index + offset) % others.length]!.userId}" }) { userErrors { code } }`,
      ),
    ),
  );
  await makeMany(
    traveller.client,
    Array.from(
      { length: MANY - 2 },
      () => 'createOrganization(input: { name: "Port" }) { userErrors { code } }',
    ),
  );
  await makeMany(
    server.anonymous,
    Array.from(
      { length: MANY - 1 },
      () => `login(input: { email: "${traveller.email}", password: "${password}" }) { userErrors { code } }`,
    ),
  );
  const endpoints = await makeMany<{ webhookEndpoint: { id: string } }>(
    admin.client,
    Array.from(
      { length: 20 },
      () =>
        'createWebhookEndpoint(input: { url: "https://hooks.example.test", events: ["*"] }) { webhookEndpoint { id } userErrors { code } }',
    ),
  );
  await makeMany(
    admin.client,
    others
      .concat(owner, admin)
      .map(
        (_each, index) =>
          `sendTestWebhook(input: { id: "${endpoints[index % 20]!.webhookEndpoint.id}" }) { userErrors { code } }`,
      ),
  );
  const {
    projects: p,
    tasks: t,
    organization,
  } = await owner.client.ask(
    `query ($first: Int!) {
      projects(first: $first) { nodes { id } } tasks(first: $first) { nodes { id } }
      organization { members(first: $first) { nodes { id user { id } } } } }`,
    { first: MANY },
  );
  const { organizations: o } = await traveller.client.ask(
    'query ($first: Int!) { organizations(first: $first) { nodes { id } } }',
    { first: MANY },
  );
  const { labels } = await owner.client.ask('{ labels { nodes { id } } }');
  const tasks: string[] = idsOf(t);
  await makeMany(
    admin.client,
    tasks.map(
      (id) =>
        `updateTask(input: { id: "${id}", status: DONE, labelIds: ["${labels.nodes[0]!.id}"] }) { userErrors { code } }`,
    ),
  );
  const comments = await makeMany<{ comment: { id: string } }>(
    admin.client,
    tasks.map(
      (id, index) =>
        `createComment(input: { taskId: "${id}", body: "C", mentionedUserIds: ["${
          others[index % others.length]!.userId
        }"] }) { comment { id } userErrors { code } }`,
    ),
  );
  ids.comments = comments.map(({ comment }) => comment.id);
  ids.projects = idsOf(p);
  ids.tasks = idsOf(t);
  ids.memberships = idsOf(organization.members);
  ids.users = organization.members.nodes.map((membership) => membership.user.id);
  ids.organizations = idsOf(o);
  for (const list of Object.values(ids)) expect(list).toHaveLength(MANY);
});

const idsOf = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);

/** Sends many mutations, 25 in each operation. */
async function makeMany<Payload>(client: Client, fields: string[]): Promise<Payload[]> {
  const made: Payload[] = [];
  while (made.length < fields.length) {
    const some = fields.slice(made.length, made.length + 25).map((field, index) => `f${index}: ${field}`);
    const data = (await client.ask(`mutation { ${some.join(' ')} }`)) as Record<string, Payload>;
    made.push(...Object.values(data));
  }
  return made;
}

/** The operation for `count` rows, its caller, and where the response has the rows. */
interface Case {
  as?: (count: number) => Account;
  most?: number;
  query: (count: number) => string;
  rows: (data: unknown) => unknown;
}

const nodes = (name: string, selection: string): Case => ({
  query: (count) => `{ ${name}(first: ${count}) { ${selection} } }`,
  rows: (data) => valueAt(data, `${name}.nodes`),
});
const members = (selection: string): Case => ({
  // Without the one owner: oneself is known without asking.
  most: MANY - 1,
  query: (count) =>
    `{ organization { members(first: ${count}, filter: { role: { ne: OWNER } }) { nodes { ${selection} } } } }`,
  rows: (data) => valueAt(data, 'organization.members.nodes'),
});
const lookups = (field: string, kind: keyof typeof ids, selection: string): Case => ({
  most: 20,
  query: (count) =>
    `{ ${ids[kind].slice(0, count).map((id, index) => `f${index}: ${field}(id: "${id}") { ${selection} }`)} }`,
  rows: (data) => Object.values(data as object).filter((value) => value !== null),
});
const entities = (type: string, kind: keyof typeof ids, selection: string, as?: Case['as']): Case => ({
  as,
  query: (count) => {
    const representations = ids[kind].slice(0, count).map((id) => `{ __typename: "${type}", id: "${id}" }`);
    return `{ _entities(representations: [${representations}]) { ... on ${type} { id ${selection} } } }`;
  },
  rows: (data) => (data as { _entities: unknown[] })._entities.filter((value) => value !== null),
});

const person = '{ id fullName }';
const cases: Record<string, Case> = {
  tasks: nodes('tasks', 'nodes { id }'),
  'tasks, counted': nodes('tasks', 'nodes { id } totalCount pageInfo { hasNextPage }'),
  'tasks with people': nodes('tasks', `nodes { assignee ${person} createdBy ${person} }`),
  'tasks with projects': nodes('tasks', 'nodes { project { name organization { name plan { code } } } }'),
  'tasks with labels, comments and history': nodes(
    'tasks',
    `nodes { labels { name } comments(first: 2) { nodes { author ${person} mentions ${person} } }
      history(first: 2) { nodes { actor ${person} fields { field } } } }`,
  ),
  'tasks with counts of comments and history': nodes(
    'tasks',
    'nodes { comments { totalCount } history { totalCount } }',
  ),
  'tasks by words and label': {
    query: (count) =>
      `{ tasks(first: ${count}, filter: { search: "T", labelId: { isNull: false } }) { nodes { id } totalCount } }`,
    rows: (data) => valueAt(data, 'tasks.nodes'),
  },
  search: {
    query: (count) => `{ search(query: "T", first: ${count}) { rank task { id project { name } } } }`,
    rows: (data) => valueAt(data, 'search'),
  },
  projects: nodes('projects', 'nodes { id }'),
  'projects, counted': nodes('projects', 'nodes { id } totalCount'),
  'projects with their makers': nodes(
    'projects',
    `nodes { createdBy ${person} organization { viewerRole } }`,
  ),
  'projects with tasks': nodes('projects', 'nodes { tasks(first: 2) { nodes { title } } }'),
  'projects with counts of tasks': nodes('projects', 'nodes { tasks(first: 2) { totalCount } }'),
  'projects with tasks with people': nodes(
    'projects',
    `nodes { tasks(first: 2) { nodes { project { id } assignee ${person} createdBy ${person} } } }`,
  ),
  members: members('role'),
  'members with people': members(`user ${person} organization { name }`),
  'members with their memberships': members('user { memberships { organization { name } } }'),
  'members with pages of their memberships': members(
    'user { organizationMemberships(first: 5) { nodes { role } totalCount } }',
  ),
  organizations: { ...nodes('organizations', 'nodes { id }'), as: () => traveller },
  'organizations, counted': { ...nodes('organizations', 'nodes { id } totalCount'), as: () => traveller },
  'organizations with plan and role': {
    ...nodes('organizations', 'nodes { viewerRole plan { code limits { projects } } }'),
    as: () => traveller,
  },
  'own memberships with organizations': {
    as: (count) => (count === 1 ? owner : traveller),
    query: () => '{ me { memberships { role organization { name viewerRole plan { code } } } } }',
    rows: (data) => valueAt(data, 'me.memberships'),
  },
  'own memberships in pages, counted': {
    as: () => traveller,
    query: (count) =>
      `{ me { organizationMemberships(first: ${count}) { nodes { organization { name } } totalCount } } }`,
    rows: (data) => valueAt(data, 'me.organizationMemberships.nodes'),
  },
  'users with accounts': {
    ...nodes(
      'users',
      'nodes { fullName account { recoveryCodesLeft statusHistory(first: 2) { totalCount nodes { status } } } }',
    ),
    as: () => platformAdmin,
  },
  'usage events': nodes('usageEvents', 'nodes { eventId }'),
  'usage events, counted': nodes('usageEvents', 'nodes { eventId } totalCount'),
  'usage series': {
    query: (count) => `{ usageSeries(meter: "events.processed", granularity: MONTH, groupBy: SUBJECT,
      from: "2020-01-01T00:00:00Z", to: "${2020 + Math.floor(count / 12)}-0${1 + (count % 12)}-01T00:00:00Z") {
      buckets { start } groups { total } } }`,
    rows: (data) => valueAt(data, 'usageSeries.buckets'),
  },
  'audit events with actors': nodes('auditEvents', `nodes { action actor ${person} }`),
  sessions: { ...nodes('sessions', 'totalCount nodes { device current }'), as: () => traveller },
  'webhook endpoints': { ...nodes('webhookEndpoints', 'totalCount nodes { url viewerCanManage }'), most: 20 },
  'webhook deliveries': nodes('webhookDeliveries', 'nodes { state }'),
  'webhook deliveries with attempts': nodes(
    'webhookDeliveries',
    'totalCount nodes { sequence payload attempts { status } endpoint { url } }',
  ),
  'node of tasks': lookups('node', 'tasks', '... on Task { title }'),
  'node of users': lookups('node', 'users', '... on User { fullName }'),
  'task by id': lookups('task', 'tasks', `title project { name } assignee ${person}`),
  'project by id': lookups('project', 'projects', `name createdBy ${person}`),
  'user by id': lookups('user', 'users', 'fullName'),
  'entities: User': entities('User', 'users', 'fullName'),
  'entities: Organization': entities('Organization', 'organizations', 'name plan { code }', () => traveller),
  'entities: Membership': entities('Membership', 'memberships', `role user ${person}`),
  'entities: Project': entities('Project', 'projects', `name createdBy ${person}`),
  'entities: Comment': entities('Comment', 'comments', `author ${person} task { title }`),
  'entities: Task': entities('Task', 'tasks', `title project { name } assignee ${person}`),
};

async function count(client: Client, query: string): Promise<{ data: unknown; statements: number }> {
  const { result, statements } = await requestStatements(() => client.ask(query));
  return { data: result, statements: statements.length };
}

test('every list takes as many statements for many rows as for one', async () => {
  const table: string[][] = [];
  for (const [name, { as = () => owner, most = MANY, query, rows }] of Object.entries(cases)) {
    const one = await count(as(1).client, query(1));
    const many = await count(as(most).client, query(most));
    const counts = [one, many].map(({ data }) => (rows(data) as unknown[]).length);
    expect([name, ...counts]).toEqual([name, 1, most]);
    expect([name, many.statements]).toEqual([name, one.statements]);
    table.push([name, String(many.statements)]);
  }
  const text = [
    '# How many statements an operation sends',
    '',
    'As many for one row as for 50. The first is `begin_request`; `BEGIN` and `COMMIT` are not counted. Written by',
    '`statements.test.ts` (`npx vitest run test/contract/statements.test.ts -u`).',
    '',
    ...markdown(['operation', 'statements'], table),
    '',
  ];
  await expect(text.join('\n')).toMatchFileSnapshot('statements.md');
});
