import {
  getNullableType,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { changePlan } from '../../fixtures/owner.ts';
import { makePlatformAdmin } from '../../fixtures/platform-admin.ts';
import { createTask } from '../../fixtures/work.ts';
import { password, register } from '../../support/client.ts';
import { createTenant, schema } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const tenant = await createTenant(anonymous);
const { owner } = tenant;
await makePlatformAdmin(server, owner.userId);

const isText = ({ type }: GraphQLInputField) => String(getNullableType(type)) === 'String';

/** Returns a value of the type. It need not exist, because all errors of an input are reported at once. */
function filler(type: GraphQLInputType): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [filler(bare.ofType)];
  if (isEnumType(bare)) return bare.getValues()[0]!.value;
  if (isInputObjectType(bare)) return required(Object.values(bare.getFields()));
  const fillers: Record<string, unknown> = {
    Boolean: true,
    Int: 1,
    Float: 1,
    BigInt: 1,
    JSON: {},
    DateTime: new Date().toISOString(),
    ID: owner.userId,
    PlanCode: 'TEAM',
  };
  return fillers[String(bare)] ?? 'filler';
}

const required = (fields: GraphQLInputField[]) =>
  Object.fromEntries(
    fields.filter(({ type }) => isNonNullType(type)).map(({ name, type }) => [name, filler(type)]),
  );

interface Place {
  mutation: string;
  inputType: string;
  path: string[];
  input: (value: string) => Record<string, unknown>;
}

/** Returns every text field of a mutation's input, also in nested lists and objects, whose name matches. */
function placesOf(pattern: RegExp): Place[] {
  const mutations = Object.values(schema.getMutationType()!.getFields());
  return mutations.flatMap(({ name: mutation, args }) => {
    const input = args.find(({ name }) => name === 'input');
    if (!input) return [];
    const walk = (
      fields: GraphQLInputField[],
      path: string[],
      within: (own: Record<string, unknown>) => Record<string, unknown>,
    ): Place[] =>
      fields.flatMap((field) => {
        const make = (value: unknown) => within({ ...required(fields), [field.name]: value });
        if (isText(field) && pattern.test(field.name))
          return [
            {
              mutation,
              inputType: String(input.type),
              path: [...path, field.name],
              input: (value) => make(value),
            },
          ];
        const type = getNullableType(field.type);
        const inner = isListType(type) ? getNullableType(type.ofType) : type;
        if (!isInputObjectType(inner)) return [];
        return walk(
          Object.values(inner.getFields()),
          [...path, field.name, ...(isListType(type) ? ['0'] : [])],
          (own) => make(isListType(type) ? [own] : own),
        );
      });
    const type = getNullableType(input.type);
    return isInputObjectType(type) ? walk(Object.values(type.getFields()), [], (own) => own) : [];
  });
}

async function faultsAt({ mutation, inputType, path, input }: Place, value: string): Promise<string[]> {
  const { data, body } = await owner.client.send(
    `mutation ($input: ${inputType}) { answer: ${mutation}(input: $input) { userErrors { code field } } }`,
    { input: input(value) },
  );
  const { answer } = (data ?? {}) as { answer?: { userErrors: { code: string; field: string[] }[] } };
  if (!answer) throw new Error(`${mutation}: ${JSON.stringify(body)}`);
  return answer.userErrors.filter(({ field }) => field.join('.') === path.join('.')).map(({ code }) => code);
}

const named = (places: Place[]) =>
  places.map((place) => [`${place.mutation} ${place.path.join('.')}`, place] as const);

describe('every address in an input', () => {
  // A sign-in does not report the form of an address.
  const places = placesOf(/^email$|Email$/).filter(({ mutation }) => mutation !== 'login');
  test.each(named(places))('must be the address of one mailbox: %s', async (_, place) => {
    for (const address of [
      'crew:victim@polity.test',
      '"a b"@polity.test',
      'vic\u0001tim@polity.test',
      'a@polity.test, b@polity.test',
      'a@polity..test',
      'a@-polity.test',
    ])
      expect([address, await faultsAt(place, address)]).toEqual([address, ['INVALID']]);
    expect(await faultsAt(place, ' ')).toEqual(['REQUIRED']);
    expect(await faultsAt(place, `${'a'.repeat(300)}@polity.test`)).toEqual(['TOO_LONG']);
  });

  test('is looked at', () => {
    expect(places.map(({ mutation }) => mutation)).toEqual(
      expect.arrayContaining(['register', 'addMember', 'inviteMember', 'requestPasswordReset']),
    );
  });
});

describe('every name in an input', () => {
  const places = placesOf(/^(name|title)$|Name$/);
  test.each(named(places))('must be visible and have one line: %s', async (_, place) => {
    for (const blank of [' ', '\u200b', '\u3164\u2800', '\u00ad\u2060'])
      expect([blank, (await faultsAt(place, blank))[0]]).toEqual([blank, 'REQUIRED']);
    for (const value of ['Ann\nUnlock here', 'Ann\u2028b', 'Ann \u202egpj.exe', 'A\u0007nn', 'A\u2066nn'])
      expect([value, (await faultsAt(place, value))[0]]).toEqual([value, 'INVALID']);
  });

  test('is looked at', () => {
    expect(new Set(places.map(({ mutation }) => mutation)).size).toBeGreaterThan(8);
  });

  const shownToStrangers = places.filter(
    ({ mutation, path }) =>
      /^(fullName|organizationName)$/.test(path.at(-1)!) || mutation.endsWith('Organization'),
  );
  test.each(named(shownToStrangers))('must not contain a link if mails show it: %s', async (_, place) => {
    for (const value of [
      'See https://evil.test/x',
      'Go to www.evil.test',
      'evil.test/unlock now',
      'ｈｔｔｐ：//evil.test',
      'Ask ann@evil.test',
      'mailto:ann',
      '...',
    ])
      expect([value, await faultsAt(place, value)]).toEqual([value, ['INVALID']]);
    expect(shownToStrangers.length).toBeGreaterThanOrEqual(4);
  });
});

test.each([
  'J.R.R. Tolkien',
  'St. Gallen GmbH',
  "O'Brien",
  'नेहा शर्मा',
  'محمد',
  '🚀',
  '2 @ 3',
  'Big Data: now',
  'A\u200cB',
])('%s is a valid name', async (fullName) => {
  expect((await register(anonymous, fullName)).userId).toBeDefined();
});

const REGISTER =
  `mutation ($email: String!) { register(input: { email: $email, password: "${password}", fullName: "Ada" }) {
  user { email } userErrors { code field } } }` as const;
const LOGIN = `mutation ($email: String!) { login(input: { email: $email, password: "${password}" }) {
  user { email } userErrors { code } } }` as const;

test('one account holds a mailbox whatever its spelling, and every spelling signs in', async () => {
  const unique = Math.random().toString(36).slice(2);
  const spellings = [
    `mu\u0308ller${unique}@Bücher.test`,
    `MÜLLER${unique}@xn--bcher-kva.test`,
    ` müller${unique}@bu\u0308cher．test`,
  ];
  const email = `müller${unique}@xn--bcher-kva.test`;
  const answers = await Promise.all(
    spellings.map((spelling) => anonymous.payload(REGISTER, { email: spelling })),
  );
  expect(answers.map(({ user }) => user.email)).toEqual([email, email, email]);
  const { rows } = await server.systemPool.query(
    'select email, claimed_email from users where $1 in (email, claimed_email) order by email',
    [email],
  );
  expect(rows).toEqual([
    { email, claimed_email: null },
    { email: null, claimed_email: email },
    { email: null, claimed_email: email },
  ]);
  await expect(
    server.systemPool.query(
      'update users set email = claimed_email, claimed_email = null where claimed_email = $1',
      [email],
    ),
  ).rejects.toThrow('users_email_key');
  for (const spelling of spellings)
    expect(await anonymous.ask(LOGIN, { email: spelling })).toEqual({
      login: { user: { email }, userErrors: [] },
    });
});

test('the database stores only normalized addresses', async () => {
  const { userId } = await register(anonymous);
  for (const email of ['ada@bücher.test', 'mu\u0308ller@polity.test']) {
    const change = db.updateTable('users').set({ email }).where('id', '=', userId).execute();
    await expect(change).rejects.toMatchObject({ code: '23514' });
  }
});

test('free text is stored unchanged, and only names are trimmed', async () => {
  const written = '  indented\r\n\tcode \u200b\n\n';
  const id = await createTask(owner.client, tenant.projectId);
  const { updateTask } = await owner.client.ask(
    `mutation ($id: ID!, $text: String!) {
      updateTask(input: { id: $id, title: "  A title\u00a0", description: $text }) { task { title description } userErrors { code } } }`,
    { id, text: written },
  );
  expect(updateTask.task).toEqual({ title: 'A title', description: written });
  const { createComment } = await owner.client.ask(
    `mutation ($id: ID!, $text: String!) { createComment(input: { taskId: $id, body: $text }) { comment { body } userErrors { code } } }`,
    { id, text: written },
  );
  expect(createComment.comment.body).toBe(written);
});

test('labels that look the same are duplicates', async () => {
  await changePlan(owner.client, 'PRO');
  const create = (name: string) =>
    owner.client.codes(
      'mutation ($name: String!) { createLabel(input: { name: $name, color: "#0e8a16" }) { userErrors { code } } }',
      { name },
    );
  expect(await create('Übergröße  neu')).toEqual([]);
  for (const same of [
    'u\u0308bergrösse neu',
    'ÜBERGRÖSSE\u00a0NEU',
    'Über\u200bgrö\u00adße neu',
    'Ｕ\u0308bergröße neu',
  ])
    expect([same, await create(same)]).toEqual([same, ['TAKEN']]);
  const together = await Promise.all([create('STRASSE'), create('straße'), create('ｓｔｒａｓｓｅ')]);
  expect(together.toSorted()).toEqual([[], ['TAKEN'], ['TAKEN']]);
});
