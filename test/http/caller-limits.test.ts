import { describe, expect, test } from 'vitest';
import { changePlan } from '../fixtures/owner.ts';
import { type Account, type Client, register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({
  RATE_LIMITS: 'on',
  ORGANIZATIONS_PER_PERSON: '11',
  ORGANIZATIONS_PER_DAY: '10',
});
const strict = await startTestServer({ ORGANIZATIONS_PER_PERSON: '4', ORGANIZATIONS_PER_DAY: '100' });
const daily = await startTestServer({ ORGANIZATIONS_PER_DAY: '3' });

const CREATE = `mutation { createOrganization(input: { name: "Port" }) {
  organization { id } userErrors { code field } } }`;

/** Sends this many requests at once. */
const atOnce = <T>(times: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, index) => work(index)));

async function createOrganizations({ client }: Account, count: number): Promise<string[]> {
  const answers = await atOnce(count, () => client.ask(CREATE));
  return answers.map(({ createOrganization }) => createOrganization.organization.id);
}

const passed = async (clients: Client[], times: number) => {
  const answers = await Promise.all(
    clients.flatMap((client) => Array.from({ length: times }, () => client.send('{ organization { id } }'))),
  );
  return answers.filter(({ status }) => status === 200).length;
};

describe('a person’s requests in all organizations together', () => {
  test('are limited to the requests of two organizations', async () => {
    const owner = await register(server.anonymous);
    const ids = await createOrganizations(owner, 9);
    // The requests above count for the organization of registration.
    const clients = ids.map((id) => owner.client.in(id));
    expect(await passed(clients, 60)).toBe(120 - 9);
    const { errors, headers } = await clients[8]!.send('{ organization { id } }');
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('in all organizations together'),
      extensions: { code: 'RATE_LIMITED', retryAfterSeconds: Number(headers.get('retry-after')) },
    });
  });

  test('do not count for the organization when they are refused', async () => {
    const owner = await register(server.anonymous);
    const [first, second, third] = (await createOrganizations(owner, 3)).map((id) => owner.client.in(id));
    expect(await passed([first!, second!, third!], 60)).toBe(117);
    const { requestLimits } = server.services;
    const caller = `user:${owner.userId}:${third!.headers['x-organization-id']}`;
    const { consumedPoints } = await requestLimits.consume(caller, 60);
    expect(consumedPoints).toBeLessThanOrEqual(61);
  });

  test('may use the limits of both a large and a small organization', async () => {
    const owner = await register(server.anonymous);
    const [small, large] = (await createOrganizations(owner, 2)).map((id) => owner.client.in(id));
    await changePlan(large!, 'PRO');
    expect(await passed([large!], 595)).toBe(595);
    expect(await passed([small!], 57)).toBe(57);
  });

  test('are reported in the headers when this limit is reached first', async () => {
    const owner = await register(server.anonymous);
    const [first, second, third] = (await createOrganizations(owner, 3)).map((id) => owner.client.in(id));
    const { headers: plenty } = await first!.send('{ me { id } }');
    expect(plenty.get('ratelimit-policy')).toBe('"requests";q=60;w=60');
    expect(await passed([first!, second!], 50)).toBe(100);
    const { headers } = await third!.send('{ me { id } }');
    expect(headers.get('ratelimit-policy')).toBe('"person";q=120;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"person";r=15;t=\d+$/);
  });

  test('include the requests of API keys that the person created in many organizations', async () => {
    const owner = await register(server.anonymous);
    const ids = await createOrganizations(owner, 6);
    const keys = await Promise.all(
      ids.flatMap((id) =>
        ['A', 'B'].map(async (name) => {
          const { createApiKey } = await owner.client
            .in(id)
            .ask(
              `mutation ($name: String!) { createApiKey(input: { name: $name }) { secret userErrors { code } } }`,
              { name },
            );
          return server.anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
        }),
      ),
    );
    // Two keys of one organization can use the whole limit of its plan.
    expect(await passed(keys.slice(0, 2), 60)).toBe(120);
    expect(await passed(keys.slice(2), 60)).toBe(120);
    const { rows } = await server.systemPool.query(
      'select coalesce(sum(used), 0)::int as used from api_request_counts where organization_id = any($1)',
      [ids],
    );
    expect(rows).toEqual([{ used: 240 }]);
  });
});

describe('organizations that a person creates', () => {
  test('are limited to the number that one person may own, even when many are created at once', async () => {
    const owner = await register(strict.anonymous);
    const codes = await atOnce(10, () => owner.client.codes(CREATE));
    expect(codes.filter((each) => each.length === 0)).toHaveLength(3);
    expect(codes.filter((each) => each[0] === 'LIMIT_REACHED')).toHaveLength(7);
    const [id] = (await owner.client.ask('{ organizations { nodes { id } } }')).organizations.nodes;
    await owner.client
      .in(id!.id)
      .ask('mutation { archiveOrganization(input: { reason: "Done" }) { userErrors { code } } }');
    expect(await owner.client.codes(CREATE)).toEqual(['LIMIT_REACHED']);
  });

  test('are limited in a day, including deleted ones', async () => {
    const owner = await register(daily.anonymous);
    const answers = await atOnce(8, () => owner.client.send(CREATE));
    const refused = answers.filter(({ errors }) => errors);
    expect(refused).toHaveLength(5);
    for (const { errors } of refused) {
      expect(errors?.[0]?.extensions['code']).toBe('RATE_LIMITED');
      expect(errors?.[0]?.extensions['retryAfterSeconds']).toBeLessThanOrEqual(86_400);
    }
    await daily.db.deleteFrom('organizations').where('id', '<>', owner.organizationId).execute();
    expect(await owner.client.codes(CREATE)).toEqual(['RATE_LIMITED']);
    await daily.systemPool.query('update organization_creations set day = day - 1');
    expect(await owner.client.codes(CREATE)).toEqual([]);
    const { rows } = await daily.systemPool.query('select created from organization_creations');
    expect(rows).toEqual([{ created: 1 }]);
  });

  test('count only when they are created', async () => {
    const owner = await register(daily.anonymous);
    const taken = `mutation { createOrganization(input: { name: "Port", slug: "harbour" }) { userErrors { code } } }`;
    expect(await owner.client.codes(taken)).toEqual([]);
    for (let attempt = 0; attempt < 4; attempt++) expect(await owner.client.codes(taken)).toEqual(['TAKEN']);
    expect(await owner.client.codes(CREATE)).toEqual([]);
  });
});
