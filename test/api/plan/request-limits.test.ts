import { describe, expect, test } from 'vitest';
import { type Client, join, register } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer({ RATE_LIMITS: 'on' });
const unlimited = await startTestServer();

async function key(owner: Client, anonymous: Client): Promise<Client> {
  const { createApiKey } = await owner.ask(
    'mutation { createApiKey(input: { name: "K" }) { secret userErrors { code } } }',
  );
  return anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
}

const statuses = async (client: Client, times: number) => {
  const answers = await Promise.all(
    Array.from({ length: times }, () => client.send('{ organization { id } }')),
  );
  return answers.map(({ status }) => status);
};

describe('requests a minute', () => {
  test('are limited for a user by the plan, even when they arrive together', async () => {
    const { client } = await register(server.anonymous);
    const answers = await Promise.all(Array.from({ length: 200 }, () => client.send('{ me { id } }')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(140);
    const { errors, headers, data } = refused[0]!;
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions['code']).toBe('RATE_LIMITED');
    const wait = Number(headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(errors?.[0]?.extensions['retryAfterSeconds']).toBe(wait);
  });

  test('are reported in headers', async () => {
    const { client } = await register(server.anonymous);
    const { headers } = await client.send('{ me { id } }');
    expect(headers.get('ratelimit-policy')).toBe('"requests";q=60;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"requests";r=59;t=(59|60)$/);
  });

  test('are counted for each caller, and not for callers without credentials', async () => {
    const owner = await register(server.anonymous);
    const fellow = await join(owner, 'MEMBER');
    const robot = await key(owner.client, server.anonymous);
    await statuses(owner.client, 61);
    expect(await statuses(owner.client, 1)).toEqual([429]);
    expect(await statuses(fellow.client, 1)).toEqual([200]);
    expect(await statuses(robot, 1)).toEqual([200]);
    const forged = owner.client.with({ authorization: 'Bearer pk_live_forged' });
    expect((await forged.codes('{ me { id } }')).join()).toBe('UNAUTHENTICATED');
  });
});

describe('requests a month', () => {
  const setUsed = (organizationId: string, used: number) =>
    unlimited.systemPool.query(
      `insert into api_request_counts values ($1, date_trunc('month', now() at time zone 'UTC')::date, $2)
       on conflict (organization_id, month) do update set used = $2`,
      [organizationId, used],
    );
  const usage = async (client: Client) =>
    (await client.ask('{ organization { usage { apiRequests { used limit resetsAt } } } }')).organization
      .usage.apiRequests;

  test('are limited exactly to the quota, however many arrive together', async () => {
    const owner = await register(unlimited.anonymous);
    const robot = await key(owner.client, unlimited.anonymous);
    await setUsed(owner.organizationId, 9_995);
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => robot.send('{ organization { id } }')),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    const { errors } = answers.find(({ status }) => status === 429)!;
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'QUOTA_EXCEEDED', limit: 10_000, used: 10_000 });
    const { used, limit, resetsAt } = await usage(owner.client);
    expect([used, limit]).toEqual([10_000, 10_000]);
    expect(errors?.[0]?.extensions['resetsAt']).toBe(resetsAt);
    expect(resetsAt).toMatch(/^\d{4}-\d\d-01T00:00:00Z$/);
  });

  test('include only requests with API keys that were not refused', async () => {
    const owner = await register(server.anonymous);
    const robot = await key(owner.client, server.anonymous);
    expect((await statuses(robot, 80)).filter((status) => status === 200)).toHaveLength(60);
    const { rows } = await server.systemPool.query(
      'select used from api_request_counts where organization_id = $1',
      [owner.organizationId],
    );
    expect(rows).toEqual([{ used: '60' }]);
  });

  test('follow an override until it expires', async () => {
    const tenant = await createTenant(unlimited.anonymous);
    const robot = await key(tenant.owner.client, unlimited.anonymous);
    const override = (expires_at: string | null) =>
      unlimited.systemPool.query(
        `insert into organization_overrides (organization_id, requests_per_month, reason, expires_at) values ($1, 1, 'T', $2)
         on conflict (organization_id) do update set expires_at = $2`,
        [tenant.organizationId, expires_at],
      );
    await override(null);
    expect([...(await statuses(robot, 1)), ...(await statuses(robot, 1))]).toEqual([200, 429]);
    await override('2020-01-01');
    expect(await statuses(robot, 1)).toEqual([200]);
  });
});
