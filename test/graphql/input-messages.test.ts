import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { Client, register } from '../support/client.ts';
import { createTenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';
import { RawSocket, serveWithin } from '../support/subscriber.ts';

const server = await startTestServer();
const { owner, projectId } = await createTenant(server.anonymous);
const { client } = owner;

interface Fault {
  code: string;
  field: string[] | null;
  message: string;
}

/** Returns the user errors of a mutation, which must be the same for variables and literals. */
async function faults(field: string, input: object, as = client): Promise<Fault[]> {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
  const SELECTED = '{ userErrors { code field message } }';
  const byVariable = await as.send(`mutation ($input: ${type}!) { ${field}(input: $input) ${SELECTED} }`, {
    input,
  });
  const byLiteral = await as.send(`mutation { ${field}(input: ${literal(input)}) ${SELECTED} }`);
  const [found, foundInLiteral] = [byVariable, byLiteral].map(
    ({ data }) => (data as Record<string, { userErrors: Fault[] }>)[field]!.userErrors,
  );
  expect(foundInLiteral).toEqual(found);
  return found!;
}

const literal = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(literal).join(', ')}]`
    : typeof value === 'object' && value !== null
      ? `{ ${Object.entries(value)
          .map(([name, each]) => `${name}: ${literal(each)}`)
          .join(', ')} }`
      : JSON.stringify(value);

test('an invalid URL and an invalid event of a webhook endpoint are reported together', async () => {
  expect(
    await faults('createWebhookEndpoint', { url: 'nowhere', events: ['task.created', 'task.exploded'] }),
  ).toEqual([
    { code: 'INVALID', field: ['url'], message: '`url` must be an absolute URL.' },
    {
      code: 'INVALID',
      field: ['events', '1'],
      message: '`events[1]` must be an event type such as `task.created`; "task.exploded" is unknown.',
    },
  ]);
});

test('an invalid address and an invalid password of a new account are reported together', async () => {
  const input = { email: 'nobody', password: 'password1', fullName: 'Nora' };
  expect(await faults('register', input, server.anonymous)).toEqual([
    { code: 'INVALID', field: ['email'], message: '`email` must be an e-mail address.' },
    { code: 'INVALID', field: ['password'], message: 'This password is too common. Choose another one.' },
  ]);
  expect(await faults('register', { ...input, password: 'short' }, server.anonymous)).toMatchObject([
    { field: ['email'] },
    { code: 'TOO_SHORT', field: ['password'], message: '`password` must have at least 8 characters.' },
  ]);
});

test('an instant in the past is reported together with other errors', async () => {
  const input = { name: ' ', expiresAt: '2020-01-01T00:00:00Z' };
  expect(await faults('createApiKey', input)).toEqual([
    { code: 'REQUIRED', field: ['name'], message: '`name` must not be blank.' },
    { code: 'INVALID', field: ['expiresAt'], message: '`expiresAt` must be in the future.' },
  ]);
  const until = '2020-01-01T00:00:00Z';
  expect(await faults('suspendOrganization', { reason: '', until })).toMatchObject([
    { field: ['reason'] },
    { field: ['until'], message: '`until` must be in the future.' },
  ]);
});

test('an error within a list has its path, and every message is a sentence', async () => {
  const found = await faults('createTasks', {
    tasks: [
      { projectId, title: '' },
      { projectId, title: 'x'.repeat(201) },
    ],
  });
  expect(found.map(({ message }) => message)).toEqual([
    '`tasks[0].title` must not be blank.',
    '`tasks[1].title` must have at most 200 characters.',
  ]);
});

test('the message for an invalid API key names API keys', async () => {
  const { createApiKey } = await client.ask(
    'mutation { createApiKey(input: { name: "Robot" }) { secret apiKey { id } userErrors { code } } }',
  );
  const ada = await register(server.anonymous);
  const message = async (credential: string) => {
    const { errors } = await server.anonymous
      .with({ authorization: `Bearer ${credential}` })
      .send('{ projects { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    return errors![0]!.message;
  };
  const key: string = createApiKey.secret;
  const ofKey =
    'The API key is invalid: it was mistyped or revoked, has expired, is limited to other networks, or its owner has lost the right to it.';
  expect(await message(`${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`)).toBe(ofKey);
  await client.ask(
    'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { id } userErrors { code } } }',
    { id: createApiKey.apiKey.id },
  );
  expect(await message(key)).toBe(ofKey);
  expect(await message(`${ada.accessToken.slice(0, -4)}AAAA`)).toMatch(/^Sign in first/);
  expect(await message(randomUUID())).toMatch(/^Sign in first/);
});

test('refused introspection has its own message, over HTTP and in a subscription', async () => {
  const url = await serveWithin(server, {}, { introspection: false });
  const { errors } = await new Client(url, client.headers).send('{ __schema { queryType { name } } }');
  const refused = {
    message: 'Introspection is disabled on this server: `__schema` is not available.',
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  };
  expect(errors).toMatchObject([refused]);
  const raw = await RawSocket.connect(new Client(url, client.headers));
  raw.subscribe('1', 'query { __schema { queryType { name } } }');
  expect((await raw.message('error', '1')).payload).toMatchObject([refused]);
  raw.socket.close();
});
