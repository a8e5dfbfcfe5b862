import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  GraphQLInt,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLField,
} from 'graphql';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { toCount } from '../../src/database/count.ts';
import type { Answer, Client } from '../support/client.ts';
import { integers } from '../support/access.ts';
import { createTenant, schema } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ USAGE_QUANTITY_LIMITS: '*=9007199254740991' });
const { owner, projectId, organizationId } = await createTenant(server.anonymous);
const { client } = owner;

const RECORD = `mutation ($events: [UsageEventInput!]!) {
  recordUsage(input: { events: $events }) { receipts { status } userErrors { code field } } }`;
const event = (more: string) => `{ "eventId": "${randomUUID()}", "meter": "numbers", ${more} }`;

/** Sends the text of variables, because `JSON.stringify` cannot write a number beyond 2^53. */
async function sendText({ url, headers }: Client, query: string, variables: string): Promise<Answer['body']> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: `{ "query": ${JSON.stringify(query)}, "variables": ${variables} }`,
  });
  return (await response.json()) as Answer['body'];
}

const record = (more: string) => sendText(client, RECORD, `{ "events": [${event(more)}] }`);
const recordLiteral = (more: string, variables?: object, declared = '') =>
  client.send(
    `mutation ${declared} { recordUsage(input: { events: [{ eventId: "${randomUUID()}", meter: "numbers", ${more} }] }) {
      receipts { status } userErrors { code field } } }`,
    { ...variables },
  );
const accepted = { recordUsage: { receipts: [{ status: 'ACCEPTED' }], userErrors: [] } };
const tooLarge = {
  recordUsage: { receipts: null, userErrors: [{ code: 'INVALID', field: ['events', '0', 'quantity'] }] },
};

describe('a BigInt', () => {
  test.each(['42', '"42"', '"9007199254740991"', '"-0"', '"007"'])('is accepted as %s', async (quantity) => {
    expect((await record(`"quantity": ${quantity}`)).data).toEqual(accepted);
    if (!quantity.includes('007'))
      expect((await recordLiteral(`quantity: ${quantity}`)).data).toEqual(accepted);
  });

  test.each(['9007199254740992', '9007199254740993', '"9007199254740993"', '"-1"', '"99999999999999999999"'])(
    '%s is no quantity, and is not rounded to one',
    async (quantity) => {
      expect((await record(`"quantity": ${quantity}`)).data).toEqual(tooLarge);
      expect((await recordLiteral(`quantity: ${quantity}`)).data).toEqual(tooLarge);
    },
  );

  test.each([
    '4.5',
    '"4.5"',
    '""',
    '" 42"',
    '"0x2a"',
    '"4e2"',
    '"١٢"',
    `"${'9'.repeat(41)}"`,
    'true',
    '[42]',
    '{}',
  ])('%s is rejected', async (quantity) => {
    const { errors } = await record(`"quantity": ${quantity}`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('is returned beyond 2^53 as a string, which is also accepted', async () => {
    for (const _ of [1, 2]) await record('"quantity": 9007199254740991, "subject": "vast"');
    const { usageSeries } = await client.ask(
      '{ usageSeries(meter: "numbers", granularity: MONTH, groupBy: SUBJECT) { groups { key total } } }',
    );
    const vast = usageSeries.groups.find(({ key }) => key === 'vast');
    expect(vast!.total).toBe('18014398509481982');
    expect((await record(`"quantity": "${vast!.total}"`)).data).toEqual(tooLarge);
  });
});

describe('a whole number in JSON', () => {
  const refused = [
    {
      message: expect.stringContaining('Send them as strings'),
      extensions: { code: 'BAD_USER_INPUT', status: 400 },
    },
  ];

  test.each(['9007199254740993', '-9007199254740993', '1e300', '{ "b": [1, 9007199254740993] }'])(
    'is refused when it is %s',
    async (value) => {
      expect((await record(`"quantity": 1, "properties": { "a": ${value} }`)).errors).toMatchObject(refused);
      const literal = value.replace('"b"', 'b');
      expect((await recordLiteral(`quantity: 1, properties: { a: ${literal} }`)).errors).toMatchObject(
        refused,
      );
    },
  );

  test('is rejected in a variable within a literal', async () => {
    const { errors } = await recordLiteral(
      'quantity: 1, properties: { a: $a }',
      { a: 2 ** 53 },
      '($a: Float)',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each(['9007199254740991', '-9007199254740991', '"9007199254740993"', '0.1', 'true'])(
    'or another value is kept when it is %s',
    async (value) => {
      const subject = randomUUID();
      const sent = await record(`"quantity": 1, "subject": "${subject}", "properties": { "a": ${value} }`);
      expect(sent.data).toEqual(accepted);
      const { usageEvents } = await client.ask(
        'query ($subject: String!) { usageEvents(filter: { subject: { eq: $subject } }) { nodes { properties } } }',
        { subject },
      );
      expect(usageEvents.nodes).toEqual([{ properties: { a: JSON.parse(value) } }]);
    },
  );
});

describe('an Int', () => {
  test('of a count is at most 2147483647', async () => {
    expect([toCount('3000000000'), toCount(2n ** 70n), toCount('7')]).toEqual([2147483647, 2147483647, 7]);
    await sql`insert into api_request_counts (organization_id, month, used)
      values (${organizationId}, date_trunc('month', now() at time zone 'UTC')::date, 3000000000)`.execute(
      server.db,
    );
    const { organization } = await client.ask('{ organization { usage { apiRequests { used } } } }');
    expect(organization.usage.apiRequests.used).toBe(2147483647);
  });

  test('is returned only in these fields, none of which can be larger', () => {
    const counted = 'counted by `toCount`';
    const bounded = 'bounded by a limit or an integer column';
    const known: Record<string, string> = {
      totalCount: counted,
      used: counted,
      unreadNotificationCount: counted,
      affectedCount: counted,
      markedCount: counted,
      replayedCount: counted,
      recoveryCodesLeft: counted,
      useCount: 'limited in its query',
      count: bounded,
      cost: bounded,
      limit: bounded,
      version: bounded,
      number: bounded,
      priority: bounded,
      seats: bounded,
      trialDays: bounded,
      status: bounded,
      durationMs: bounded,
      members: bounded,
      projects: bounded,
      apiKeys: bounded,
      webhookEndpoints: bounded,
      planVersion: bounded,
      tasks: 'counted up to 10000',
      apiRequests: counted,
      apiRequestsPerMinute: bounded,
      apiRequestsPerMonth: bounded,
      subscriptions: bounded,
      subscriptionsPerCaller: bounded,
      organizationCount: bounded,
      percentage: bounded,
    };
    const fields = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
      .flatMap((type) => Object.values(isObjectType(type) ? type.getFields() : {}))
      .filter((field: GraphQLField<unknown, unknown>) => getNamedType(field.type) === GraphQLInt);
    const names = [...new Set(fields.map(({ name }) => name))];
    const declared = [...integers].filter((name) => !(name in known));
    expect(names.toSorted()).toEqual([...Object.keys(known), ...declared].toSorted());
  });
});

/** An operation with `VALUE` in place of a value of the scalar, its path, and a value that the scalar rejects. */
const literals: Record<
  string,
  { operation: string; declared: string; place: string; wrong: string; parsed: unknown }
> = {
  DateTime: {
    operation: `mutation DECLARED { made: createTask(input: { projectId: "${projectId}", title: "a", dueAt: VALUE }) { task { id } } }`,
    declared: '($value: DateTime)',
    place: 'made.input.dueAt',
    wrong: '"tomorrow"',
    parsed: 'tomorrow',
  },
  BigInt: {
    operation:
      'mutation DECLARED { recordUsage(input: { events: [{ eventId: "a", meter: "numbers", quantity: 1 }, { eventId: "b", meter: "numbers", quantity: VALUE }] }) { userErrors { code } } }',
    declared: '($value: BigInt!)',
    place: 'recordUsage.input.events[1].quantity',
    wrong: '"many"',
    parsed: 'many',
  },
  JSONObject: {
    operation:
      'mutation DECLARED { recordUsage(input: { events: [{ eventId: "a", meter: "numbers", quantity: 1, properties: VALUE }] }) { userErrors { code } } }',
    declared: '($value: JSONObject)',
    place: 'recordUsage.input.events[0].properties',
    wrong: '[1]',
    parsed: [1],
  },
  JSON: {
    operation:
      'mutation DECLARED { registerOperations(input: { clientName: "web", clientVersion: "1", manifest: VALUE }) { userErrors { code } } }',
    declared: '($value: JSON!)',
    place: 'registerOperations.input.manifest',
    wrong: '9007199254740993',
    parsed: 2 ** 53,
  },
  PlanCode: {
    operation: 'mutation DECLARED { changePlan(input: { plan: VALUE }) { userErrors { code } } }',
    declared: '($value: PlanCode!)',
    place: 'changePlan.input.plan',
    wrong: '"pro"',
    parsed: 'pro',
  },
  PlanFeature: {
    operation: 'query DECLARED { organization { hasFeature(feature: VALUE) } }',
    declared: '($value: PlanFeature!)',
    place: 'organization.hasFeature.feature',
    wrong: '"no key"',
    parsed: 'no key',
  },
};

describe('an invalid literal of a custom scalar', () => {
  test('is tried for every one', () => {
    const custom = Object.values(schema.getTypeMap()).filter(
      (type) => isScalarType(type) && !isSpecifiedScalarType(type),
    );
    expect(Object.keys(literals).toSorted()).toEqual(custom.map(({ name }) => name).toSorted());
  });

  test.each(Object.entries(literals))(
    '%s is told with its location and place, as a variable is',
    async (name, { operation, declared, place, wrong, parsed }) => {
      const sent = operation.replace('DECLARED', '').replace('VALUE', wrong);
      const literal = await client.send(sent);
      const variable = await client.send(operation.replace('DECLARED', declared).replace('VALUE', '$value'), {
        value: parsed,
      });
      const reason = /; (.*)$/s.exec(variable.errors![0]!.message)![1]!;
      expect(literal.errors).toEqual([
        {
          message: `Expected value of type "${name}", found ${wrong} at "${place}"; ${reason}`,
          locations: [{ line: 1, column: sent.indexOf(wrong) + 1 }],
          extensions: { code: 'BAD_USER_INPUT', status: 400 },
        },
      ]);
      expect([literal.status, literal.data]).toEqual([400, undefined]);
      expect(variable.errors).toMatchObject([
        { locations: expect.any(Array), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    },
  );

  test('is reported for a default value of a variable too', async () => {
    const { errors } = await client.send(
      'query ($t: DateTime = "soon") { tasks(filter: { dueAt: { lt: $t } }) { totalCount } }',
    );
    expect(errors).toMatchObject([
      { message: expect.stringContaining('found "soon" at "$t";'), locations: [{ line: 1, column: 23 }] },
    ]);
  });
});
