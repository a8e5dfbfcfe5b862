import { connect } from 'node:net';
import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statements } from '../../src/database/statements.ts';
import { isLargerThan, measure } from '../../src/graphql/response-size.ts';
import { ResponseMemory } from '../../src/core/response-memory.ts';
import { noteLarge, stringifyInParts, stringifyResult, writeAhead } from '../../src/graphql/response-text.ts';
import { publicSchema } from '../../src/graphql/type-definitions.ts';
import { textLengths } from '../../src/generated/features.ts';
import { textCost } from '../../src/graphql/text-lengths.ts';
import { createProject } from '../fixtures/work.ts';
import { shortTexts } from '../support/access.ts';
import { type Account, Client, register } from '../support/client.ts';
import { until } from '../support/mail.ts';
import { isPlanned, serveWithoutPlannedReads } from '../support/planned.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { connect as connectSocket, listen, repeat } from '../support/subscriber.ts';

const limit = 500_000;
const server = await startTestServer({
  RESPONSE_LIMIT_BYTES: String(limit),
  RESPONSE_MEMORY_BYTES: '12000000',
  COST_LIMIT: '100000',
  PLANNED_READS: 'on',
  VALIDATED_ANSWERS: 'off',
});
const resolvingUrl = await serveWithoutPlannedReads(server);
const description = 'é'.repeat(10_000);
const create = `mutation ($tasks: [CreateTaskInput!]!) { createTasks(input: { tasks: $tasks }) {
  tasks { id } userErrors { code } } }`;
let owner: Account;
let projectId: string;

/** Tasks of 20 kB each. */
async function createTasks({ client }: Account, projectId: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 40) {
    const tasks = Array.from({ length: Math.min(left, 40) }, () => ({ projectId, title: 'T', description }));
    await client.ask(create, { tasks });
  }
}

beforeAll(async () => {
  owner = await register(server.anonymous);
  projectId = await createProject(owner.client, { description: 'é'.repeat(2000) });
  await createTasks(owner, projectId, 100);
});

const refusal = { code: 'RESPONSE_TOO_LARGE', status: 400, limit };
/** One page has rows of more than twice the limit, the other repeats their text. */
const pages: [name: string, query: string][] = [
  ['rows', '{ tasks(first: 100) { nodes { description } } }'],
  ['nested rows', '{ projects(first: 1) { nodes { tasks(first: 100) { nodes { description } } } } }'],
  [
    'one row that is repeated',
    `{ tasks(first: 20) { nodes { project { ${repeat(10, (index) => `a${index}: description`)} } } } }`,
  ],
  ['rows within the limit', '{ tasks(first: 20) { nodes { description } } }'],
];

let plannedReads = 0;
const countPlanned = (message: unknown) => {
  if (isPlanned((message as { sql: string }).sql)) plannedReads++;
};
statements.subscribe(countPlanned);
afterAll(() => statements.unsubscribe(countPlanned));

describe.each([
  ['one statement', server.url, 3],
  ['compiled code', resolvingUrl, 0],
])('a response over the limit is rejected, by graphql-js and by %s', (_executor, url, planned) => {
  test.each(pages)('of %s', async (name, query) => {
    const client = new Client(url, owner.client.headers);
    plannedReads = 0;
    // graphql-js executes the first two requests. From the third one on, the operation is planned or compiled.
    for (let turn = 0; turn < 5; turn++) {
      const { status, data, errors } = await client.send(query);
      expect(status).toBe(200);
      if (name === 'rows within the limit')
        expect([(data as { tasks: { nodes: unknown[] } }).tasks.nodes.length, errors]).toEqual([
          20,
          undefined,
        ]);
      else expect([data, errors?.map(({ extensions }) => extensions)]).toEqual([null, [refusal]]);
    }
    expect(plannedReads).toBe(planned);
    expect(server.services.responseMemory.total).toBe(0);
  });
});

describe('a response over the limit is rejected', () => {
  test('after the connection was replaced', async () => {
    expect((await owner.client.send(pages[0]![1])).errors?.[0]?.extensions).toEqual(refusal);
    await Promise.all(
      Array.from({ length: 30 }, async () => {
        const { projects } = await owner.client.ask('{ projects { totalCount } }');
        expect(projects.totalCount).toBe(1);
      }),
    );
  });

  test('and writes nothing', async () => {
    const tasks = Array.from({ length: 30 }, () => ({ projectId, title: 'Unanswered', description }));
    const { data, errors } = await owner.client.send(
      create.replace('tasks { id }', 'tasks { description }'),
      {
        tasks,
      },
    );
    expect([data, errors?.[0]?.extensions]).toEqual([null, refusal]);
    const found = await owner.client.ask('{ tasks(filter: { title: { eq: "Unanswered" } }) { totalCount } }');
    expect(found.tasks.totalCount).toBe(0);
  });

  test('over a WebSocket, too', async () => {
    const texts = repeat(30, (index) => `a${index}: description`);
    const heard = await listen(
      server,
      connectSocket(owner.client),
      `subscription { taskEvents { task { ${texts} } } }`,
    );
    await createTasks(owner, projectId, 1);
    expect(await heard.ended).toEqual(['RESPONSE_TOO_LARGE']);
  });
});

describe('responses in progress', () => {
  const limits = { response: 1_000_000, caller: 3_000_000, process: 8_000_000 };

  test('are limited for each caller and stop counting when they end', () => {
    const memory = new ResponseMemory(limits);
    const shares = [memory.open('a'), memory.open('a')];
    for (let turn = 0; turn < 15; turn++) expect(shares[0]!.take(100_000)).toBeUndefined();
    for (let turn = 0; turn < 15; turn++) expect(shares[1]!.take(100_000)).toBeUndefined();
    expect(() => memory.requireRoom('a')).toThrow(/too large in total/);
    memory.requireRoom('b');
    expect(shares[1]!.take(100_000)?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 1,
    });
    expect(memory.open('b').take(100_000)).toBeUndefined();
    for (const share of shares) share.release();
    memory.requireRoom('a');
  });

  test('are limited for the process: the caller with the most is refused, light requests never', () => {
    const memory = new ResponseMemory(limits);
    const heavy = ['a', 'b', 'c'].map((caller) => memory.open(caller));
    for (const share of heavy) share.hold(2_900_000);
    expect(memory.open('light').take(60_000)).toBeUndefined();
    expect(memory.open('medium').take(500_000)).toBeUndefined();
    expect(memory.open('a').take(90_000)?.extensions['code']).toBe('SERVICE_UNAVAILABLE');
    for (const share of heavy) share.release();
    expect(memory.open('a').take(500_000)).toBeUndefined();
  });

  test('count until the client has read them or has disconnected', async () => {
    const other = await register(server.anonymous);
    await createTasks(other, await createProject(other.client), 20);
    const { hostname, port } = new URL(server.url);
    const body = JSON.stringify({ query: pages[3]![1] });
    const request = [
      'POST /graphql HTTP/1.1',
      'Host: a',
      'Content-Type: application/json',
      `Authorization: ${other.client.headers['authorization']}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n');
    const socket = connect({ host: hostname, port: Number(port) }).pause();
    socket.on('error', () => undefined);
    for (let turn = 0; turn < 40; turn++) socket.write(request);
    const { responseMemory } = server.services;
    await until(() => responseMemory.total > 400_000);
    expect(responseMemory.total).toBeLessThan(4_000_000);
    socket.destroy();
    await until(() => responseMemory.total === 0);
  });
});

const values: [name: string, value: unknown][] = [
  ['a text', 'xé"\n'],
  ['every kind of character', '"\\\b\t\n\f\r\u0001\u001f\u007f é\u0800\u{1f40b}\ud83d é\udc0b\ud83d'],
  ['an object', { a: 1, b: [true, null, 'x'], c: {}, d: [] }],
  ['nothing', null],
  ['deep lists', [[['x'], ['y', 1.5]], []]],
];

test.each(values)('the measured size of %s is the length of its JSON', (_, value) => {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  expect(isLargerThan(bytes, value)).toBe(false);
  expect(isLargerThan(bytes - 2, value)).toBe(true);
  expect(measure(bytes, value)).toBe(bytes);
});

describe('a large response', () => {
  /** More than one part long, in objects and lists. */
  const large = {
    values: Array.from({ length: 20_000 }, (_, index) => ({ index, values, left: undefined })),
    'a "name"': 'x'.repeat(300_000),
  };

  test.each([...values, ['what is long', large], ['lists', [[large.values], []]]])(
    'of %s has the text that JSON.stringify makes',
    async (_, value) => {
      expect((await stringifyInParts(value)) === JSON.stringify(value)).toBe(true);
    },
  );

  test('does not block the event loop, however many there are', async () => {
    let turns = 0;
    let done = false;
    const count = () => {
      turns++;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    const memory = new ResponseMemory({ response: 1e7, caller: 1e8, process: 1e8 });
    const responses = Array.from({ length: 4 }, () => ({ ...large }));
    const texts = await Promise.all(
      responses.map(async (data) => {
        noteLarge(data, measure(1e9, data));
        const share = memory.open('a');
        await writeAhead(data, share);
        return stringifyResult({ errors: [], data, extensions: { cost: 1 } });
      }),
    );
    done = true;
    const [text] = texts;
    expect(text).toBe(`${JSON.stringify({ errors: [], data: large, extensions: { cost: 1 } })}\n`);
    expect(new Set(texts).size).toBe(1);
    expect(turns).toBeGreaterThan(text!.length / 100_000);
    expect(memory.total).toBe(0);
  });
});

describe('the cost of long texts', () => {
  const cost = async (server: TestServer, query: string) => {
    const { body } = await new Client(server.url, { ...owner.client.headers, 'x-cost': '1' }).send(query);
    return body.extensions?.cost?.requested ?? body.errors![0]!.extensions['cost'];
  };

  test('follows their maximum length', async () => {
    expect(textCost('Task.description')).toBe(5);
    expect(await cost(server, '{ tasks(first: 10) { nodes { title } } }')).toBe(1 + 10);
    expect(await cost(server, '{ tasks(first: 10) { nodes { description } } }')).toBe(1 + 10 + 10 * 5);
    expect(await cost(server, '{ tasks(first: 10) { nodes { a: description b: description } } }')).toBe(
      1 + 10 + 10 * 10,
    );
    expect(await cost(server, '{ projects(first: 10) { nodes { description } } }')).toBe(1 + 10 + 10);
  });

  test('rejects an operation that would return 120 MB', async () => {
    const query = '{ projects(first: 100) { nodes { tasks(first: 29) { nodes { description } } } } }';
    expect(await cost(server, query)).toBe(3101 - 100 + 100 + 2900 * 5);
  });

  test('is declared for every long text: all other texts are short', () => {
    const texts = Object.values(publicSchema().getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()).map((field) => [type.name, field] as const))
      .filter(([, { type }]) => ['String', 'JSON', 'JSONObject'].includes(getNamedType(type).name))
      .map(([type, { name }]): [string, string] => [`${type}.${name}`, name])
      .filter(([name]) => !name.startsWith('__'));
    const names = new Set(texts.map(([field]) => field));
    expect(Object.keys(textLengths).filter((field) => !names.has(field))).toEqual([]);
    const unlisted = texts.filter(
      ([field, name]) => !(field in textLengths) && !shortFields.has(name) && !shortTexts.has(field),
    );
    expect(unlisted.map(([field]) => field)).toEqual([]);
  });
});

/** Fields of at most 1000 characters, or whose parent has the cost (`csv`). */
const shortFields = new Set(
  `accessToken action archiveReason bio changedFields checksum code color csv currency cursor description details device
  documentId email endCursor error eventId eventType events field fullName groupBy inviterName ipAddress key message meter month name
  organizationName otpauthUri position prefix reason recoveryCodes refreshToken requestId secret slug spendId startCursor statementMonth statusReason subject
  targetType title uniqueBy unitPrice usageMonth userAgent version voidReason`.split(/\s+/),
);
