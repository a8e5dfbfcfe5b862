import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { expect, test } from 'vitest';
import { addToTeam, createTeam } from '../fixtures/teams.ts';
import { createComment, createProject, createTask } from '../fixtures/work.ts';
import { samples, tenantFields } from '../support/access.ts';
import { allLiveSamples } from '../support/live-samples.ts';
import { until } from '../support/mail.ts';
import { connect, hear } from '../support/subscriber.ts';
import { type Caller, createTenant, outcome, schema, send, tenantTables } from '../support/contract.ts';
import { join } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

/*
 * What a guest sees of an organization that has everything, by every root field and by every field that leads on from there.
 * test/contract/guests.md says what comes of each: a new field fails the test until somebody has looked at its line.
 */

const server = await startTestServer();
const tenant = await createTenant(server.anonymous);
const { owner } = tenant;
const mate = await join(owner, 'MEMBER', 'Mia Mate');
const guest = await join(owner, 'MEMBER', 'Gus Guest');
const projectId = await createProject(owner.client, { name: 'Shared' });
const give = `mutation ($input: AddProjectMemberInput!) { addProjectMember(input: $input) { userErrors { code } } }`;
for (const { userId } of [mate, guest])
  await owner.client.ask(give, { input: { projectId, userId, level: 'EDIT' } });
await owner.client.ask(
  'mutation ($id: ID!) { setMemberGuest(input: { userId: $id, guest: true }) { userErrors { code } } }',
  { id: guest.userId },
);
const taskId = await createTask(owner.client, projectId, { assigneeId: guest.userId });
await createComment(mate.client, taskId, { body: 'Welcome', mentionedUserIds: [guest.userId] });
await createComment(owner.client, tenant.taskId, { body: 'Not for guests' });
const teamId = await createTeam(owner.client, { name: 'Shared team', handle: 'shared' });
await addToTeam(owner.client, teamId, guest.userId, mate.userId);
const { labels: all } = await owner.client.ask('{ labels { nodes { id } } }');
const labelId = all!.nodes.at(-1)!.id;
await mate.client.ask(
  'mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { userErrors { code } } }',
  { input: { id: taskId, labelIds: [labelId], status: 'DONE' } },
);
await owner.client.ask(
  'mutation ($input: AddProjectTeamInput!) { addProjectTeam(input: $input) { userErrors { code } } }',
  { input: { projectId, teamId, level: 'VIEW' } },
);

/** The ids of everything in the organization that the guest does not see. */
const hidden = await findHidden();

async function findHidden(): Promise<Set<string>> {
  const ids = new Set<string>();
  const collect = async (text: string, values: unknown[]) => {
    const { rows } = await server.systemPool.query<{ id: string }>(text, values);
    return rows.map(({ id }) => id);
  };
  for (const table of await tenantTables(server.systemPool)) {
    if (table === 'organizations' || table === 'users') continue;
    const columns = await collect(
      `select column_name as id from information_schema.columns where table_schema = 'public' and table_name = $1
        and column_name in ('id', 'user_id') and data_type = 'uuid'`,
      [table],
    );
    for (const column of columns)
      for (const id of await collect(`select ${column} as id from ${table} where organization_id = $1`, [
        tenant.organizationId,
      ]))
        ids.add(id);
  }
  const shown = await collect(
    `select id from projects where id = $1
      union all select id from tasks where project_id = $1
      union all select id from project_members where project_id = $1
      union all select c.id from comments c join tasks t on t.id = c.task_id where t.project_id = $1
      union all select h.id from task_changes h join tasks t on t.id = h.task_id where t.project_id = $1
      union all select n.id from notifications n where n.user_id = $2
      union all select user_id from project_members where project_id = $1
      union all select m.id from memberships m join project_members p on p.user_id = m.user_id where p.project_id = $1`,
    [projectId, guest.userId],
  );
  shown.push(
    ...(await collect('select id from project_teams where project_id = $1', [projectId])),
    teamId,
    labelId,
  );
  for (const id of [...shown, tenant.organizationId]) ids.delete(id);
  return ids;
}

/** Texts of what the guest does not see, beside ids. */
const secrets = [
  'Harbour',
  'Felix Fellow',
  tenant.fellow.email,
  owner.email,
  'Not for guests',
  'hooks.example.test',
  'Dock',
  'Crew',
];

function requireNothingHidden(what: string, body: unknown, ids = hidden): void {
  const text = JSON.stringify(body);
  const leaked = [...ids, ...secrets].filter((each) => text.includes(each));
  expect({ what, leaked }).toEqual({ what, leaked: [] });
}

type Field = GraphQLField<unknown, unknown>;
const needsNothing = ({ args }: Field) =>
  args.every((argument) => !isNonNullType(argument.type) || argument.defaultValue !== undefined);
const typeOf = (field: Field) => getNamedType(field.type);
const select = (field: Field) =>
  isCompositeType(typeOf(field)) ? `${field.name} { __typename }` : field.name;

/** A selection that leads to an object of a type, with a hole for the fields to ask of it. */
type Way = (selection: string) => string;

const word = (
  body: { data?: unknown; errors?: { extensions: Record<string, unknown> }[] },
  name: string,
): string => {
  if (body.errors)
    return [...new Set(body.errors.map(({ extensions }) => String(extensions['code'])))].join(' + ');
  const values: unknown[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (value && typeof value === 'object')
      for (const [key, each] of Object.entries(value)) {
        if (key === name) values.push(each);
        else visit(each);
      }
  };
  visit(body.data);
  if (values.length === 0) return 'not reached';
  const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);
  return values.every(isEmpty) ? 'null or empty' : 'shown';
};

/** Asks each field of every type that the guest reaches, by the shortest way. Returns the outcome of each. */
async function walk(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const ways = new Map<GraphQLObjectType, Way>([[schema.getQueryType()!, (selection) => `{ ${selection} }`]]);
  for (const [name, id] of [
    ['Project', projectId],
    ['Task', taskId],
    ['Team', teamId],
    ['Label', labelId],
  ] as const)
    ways.set(
      schema.getType(name) as GraphQLObjectType,
      (selection) => `{ node(id: "${id}") { ... on ${name} { ${selection} } } }`,
    );
  ways.set(
    schema.getType('Membership') as GraphQLObjectType,
    (selection) => `{ organization { members { nodes { ${selection} } } } }`,
  );
  // Types are added while this goes on.
  for (const [type, way] of ways)
    for (const field of Object.values(type.getFields())) {
      const name = `${type.name}.${field.name}`;
      if (!needsNothing(field)) {
        found[name] = 'has arguments';
        continue;
      }
      const { body } = await guest.client.send(way(select(field)));
      requireNothingHidden(name, body);
      found[name] = word(body, field.name);
      const next = typeOf(field);
      if (found[name] === 'shown' && isObjectType(next) && !ways.has(next))
        ways.set(next, (selection) => way(`${field.name} { ${selection} }`));
    }
  return found;
}

/** What each root field answers when the guest asks for what they do not see. */
async function askRoots(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const caller: Caller = { client: guest.client, account: guest, taskId };
  for (const field of tenantFields) {
    if (field === 'Mutation.leaveOrganization') continue;
    const answer = await send(samples[field], tenant, caller);
    requireNothingHidden(field, { ...answer.body, data: field.startsWith('Query') ? answer.body.data : {} });
    found[field] = outcome(answer);
  }
  return found;
}

/** What each subscription tells the guest of a write in a project that they do not see, and then of one in theirs. */
async function listen(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const { events } = server.services;
  for (const [name, { operation, write }] of Object.entries(allLiveSamples(server))) {
    const before = events.size;
    const heard = hear(connect(guest.client), operation);
    let end: unknown;
    void heard.ended.then((codes) => (end = codes));
    await until(() => end !== undefined || events.size > before);
    await write(tenant);
    if (end === undefined) {
      await write({ ...tenant, projectId, taskId });
      await heard.first(1);
      // What the writes made, too.
      requireNothingHidden(name, heard.events, await findHidden());
    } else expect(heard.events).toEqual([]);
    found[`Subscription.${name}`] = end === undefined ? 'heard' : String(end);
    heard.stop();
    await until(() => events.size === before);
  }
  return found;
}

const table = (title: string, rows: Record<string, string>) =>
  [
    `## ${title}\n`,
    '| field | outcome |\n| --- | --- |',
    ...Object.entries(rows)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([field, result]) => `| \`${field}\` | ${result} |`),
  ].join('\n');

test('a guest sees nothing outside of their projects, by no field', async () => {
  const walked = await walk();
  const asked = await askRoots();
  const heard = await listen();
  expect(Object.keys(heard)).toHaveLength(Object.keys(schema.getSubscriptionType()!.getFields()).length);
  expect(Object.keys(walked).length).toBeGreaterThan(150);
  await expect(
    [
      '# What guests see\n\nWritten by `test/contract/guests.test.ts`. A guest shares one project with a member in an organization that has everything. No response contains anything else of the organization.\n',
      table('By every field of what they reach', walked),
      '',
      table('By root fields, asked for what they do not see', asked),
      '',
      table('By subscriptions: of what they see', heard),
      '',
    ].join('\n'),
  ).toMatchFileSnapshot('guests.md');
});
