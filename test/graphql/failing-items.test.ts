import { setImmediate } from 'node:timers/promises';
import { onTestFinished, expect, test } from 'vitest';
import { register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();

test('an item that fails at once leaves no error behind from an item that fails later', async () => {
  const unhandled: unknown[] = [];
  const listener = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', listener);
  onTestFinished(() => void process.off('unhandledRejection', listener));
  const person = await register(server.anonymous);
  await person.client.ask(
    'mutation { createOrganization(input: { name: "Second" }) { organization { id } userErrors { code } } }',
  );
  // The selected organization is the older one and the first item: its members reject later, because their arguments are
  // invalid. The second item fails at once: members of an organization that is not selected are refused before any read.
  for (let times = 0; times < 5; times++) {
    const { errors } = await person.client.in(person.organizationId).send(
      `{ organizations(orderBy: { field: CREATED_AT, direction: ASC }) {
        nodes { members(offset: 1, before: "x") { totalCount } } } }`,
    );
    expect(errors).toHaveLength(1);
  }
  // The last response can precede what still rejects. A following request waits for the database longer than that.
  await person.client.ask('{ me { id } }');
  await setImmediate();
  expect(unhandled).toEqual([]);
});
