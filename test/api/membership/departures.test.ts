import { describe, expect, test } from 'vitest';
import type { Account, Client } from '../../support/client.ts';
import {
  bearer,
  createHouse,
  createKey,
  demote,
  departures,
  type House,
  invite,
  joinAs,
  rollKey,
  settle,
} from '../../support/departure.ts';
import { notified } from '../../support/notifications.ts';
import { connect, hear } from '../../support/subscriber.ts';
import { startTestServer } from '../../support/server.ts';
import { startWebhookWorker } from '../../support/webhooks.ts';

const server = await startTestServer();
await startWebhookWorker(server);
const { db } = server;

const EVENTS = 'subscription { projectEvents { type } }';

const works = async (client: Client, secret: string) =>
  (await bearer(client, secret).codes('{ projects { nodes { id } } }')).length === 0;

async function working(client: Client, secrets: Record<string, string>): Promise<string[]> {
  const checked = await Promise.all(
    Object.entries(secrets).map(async ([name, secret]) => ((await works(client, secret)) ? [name] : [])),
  );
  return checked.flat();
}

async function statuses({ owner }: House, ids: string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('invitations')
    .select(['id', 'status'])
    .where('organization_id', '=', owner.organizationId)
    .execute();
  return ids.map((id) => rows.find((row) => row.id === id)!.status);
}

async function advised({ owner }: House): Promise<Record<string, boolean>> {
  const { webhookEndpoints } = await owner.client.ask(
    '{ webhookEndpoints { nodes { id secretRotationAdvisedAt } } }',
  );
  return Object.fromEntries(
    webhookEndpoints.nodes.map((each) => [each.id, each.secretRotationAdvisedAt !== null]),
  );
}

/** Returns the audit events of what ended together with a person. */
async function causes({ owner }: House, userId: string): Promise<Record<string, string[]>> {
  const { auditEvents } = await owner.client.ask(
    '{ auditEvents(first: 100) { nodes { action targetId after } } }',
  );
  const theirs = auditEvents.nodes.filter((event) => {
    const after = event.after as { cause?: string; userId?: string } | null;
    return after?.cause && after.userId === userId;
  });
  return Object.fromEntries(
    [...Map.groupBy(theirs, ({ action }) => action)].map(([action, events]) => [
      action,
      events.map(({ targetId }) => targetId).toSorted(),
    ]),
  );
}

describe.each(Object.keys(departures))('%s', (way) => {
  test('ends everything that the member set up and could still use', async () => {
    const house = await createHouse(server);
    const leaver = await joinAs(house, 'ADMIN');
    const { secrets, keys, invitations, kept, endpointId } = await settle(house, leaver);
    const { client } = house.owner;
    expect(await working(client, secrets)).toEqual(Object.keys(secrets));
    await departures[way]!(house, leaver);
    expect(await working(client, secrets)).toEqual(['replaced']);
    expect(await statuses(house, [...invitations, kept])).toEqual(['REVOKED', 'REVOKED', 'PENDING']);
    expect(await advised(house)).toEqual({ [endpointId]: true });
    expect(await causes(house, leaver.userId)).toEqual({
      'api_key.revoked': [keys.made, keys.administers, keys.rolled].toSorted(),
      'api_key.secrets_expired': [keys.overlapping],
      'invitation.revoked': invitations.toSorted(),
      'webhook_endpoint.rotation_advised': [endpointId],
    });
    const tokens = await db.selectFrom('account_tokens').where('user_id', '=', leaver.userId).execute();
    if (/User$|Account$/.test(way)) expect(tokens).toEqual([]);
    const notification = (await notified(client)).find(({ kind }) => kind === 'SECRET_ROTATION_ADVISED');
    expect(notification).toMatchObject({ details: { webhookEndpointIds: [endpointId] } });
    await client.ask(
      'mutation ($id: ID!) { rotateWebhookSecret(input: { id: $id }) { userErrors { code } } }',
      { id: endpointId },
    );
    expect(await advised(house)).toEqual({ [endpointId]: false });
  });

  test('closes only the WebSockets of the member and of their API keys, at once', async () => {
    const house = await createHouse(server);
    const leaver = await joinAs(house, 'ADMIN');
    const { secret } = await createKey(leaver.client);
    const theirs = [leaver.client, bearer(leaver.client, secret)].map((client) =>
      hear(connect(client), EVENTS),
    );
    const staying = hear(connect(house.owner.client), EVENTS);
    await expect.poll(() => server.services.events.size).toBe(3);
    await departures[way]!(house, leaver);
    expect(await Promise.all(theirs.map(({ ended }) => ended))).toEqual([4403, 4403]);
    expect(server.services.events.size).toBe(1);
    staying.stop();
    await expect.poll(() => server.services.events.size).toBe(0);
  });

  test('also ends a secret that is created at the same time', async () => {
    for (let round = 0; round < 3; round++) {
      const house = await createHouse(server);
      const leaver = await joinAs(house, 'ADMIN');
      const { id } = await createKey(house.owner.client);
      const [shown, made] = await Promise.all([
        rollKey(leaver.client, id).catch(() => undefined),
        createKey(leaver.client).then(
          ({ secret }) => secret,
          () => undefined,
        ),
        departures[way]!(house, leaver),
      ]);
      const secrets = Object.entries({ shown, made }).filter(([, secret]) => secret) as [string, string][];
      expect(await working(house.owner.client, Object.fromEntries(secrets))).toEqual([]);
    }
  });
});

describe('a demotion', () => {
  test('to MEMBER ends what requires ADMIN, and keeps a key with fewer rights', async () => {
    const house = await createHouse(server);
    const leaver = await joinAs(house, 'ADMIN');
    const { secrets, keys, invitations, endpointId } = await settle(house, leaver);
    const meters = await createKey(leaver.client, { scopes: ['USAGE_WRITE', 'READ'] });
    await demote(house, leaver, 'MEMBER');
    expect(await working(house.owner.client, { ...secrets, meters: meters.secret })).toEqual([
      'made',
      'replaced',
    ]);
    expect(await statuses(house, invitations)).toEqual(['REVOKED', 'REVOKED']);
    expect(await advised(house)).toEqual({ [endpointId]: true });
    expect((await causes(house, leaver.userId))['api_key.revoked']).toEqual(
      [keys.administers, keys.rolled, meters.id].toSorted(),
    );
  });

  test('closes WebSockets, which reconnect with the lower role', async () => {
    const house = await createHouse(server);
    const leaver = await joinAs(house, 'ADMIN');
    const heard = hear(connect(leaver.client), EVENTS);
    await expect.poll(() => server.services.events.size).toBe(1);
    await demote(house, leaver, 'MEMBER');
    expect(await heard.ended).toBe(4403);
    const again = hear(connect(leaver.client), EVENTS);
    await expect.poll(() => server.services.events.size).toBe(1);
    again.stop();
  });

  test('from OWNER to ADMIN ends keys with MEMBERS_WRITE and invitations of owners', async () => {
    const house = await createHouse(server);
    const leaver = await joinAs(house, 'OWNER');
    const { secrets } = await settle(house, leaver);
    const manages = await createKey(leaver.client, { role: 'ADMIN', scopes: ['READ', 'MEMBERS_WRITE'] });
    const sent = [await invite(leaver.client, 'OWNER'), await invite(leaver.client, 'ADMIN')];
    await demote(house, leaver, 'ADMIN');
    expect(await working(house.owner.client, { ...secrets, manages: manages.secret })).toEqual(
      Object.keys(secrets),
    );
    expect(await statuses(house, sent)).toEqual(['REVOKED', 'PENDING']);
    expect(Object.values(await advised(house))).toEqual([false]);
  });

  test('by a transfer of ownership has the same effect', async () => {
    const house = await createHouse(server);
    const heir = await joinAs(house, 'ADMIN');
    const { secret } = await createKey(house.owner.client, {
      role: 'ADMIN',
      scopes: ['READ', 'MEMBERS_WRITE'],
    });
    await house.owner.client.ask(
      'mutation ($id: ID!) { transferOwnership(input: { userId: $id }) { userErrors { code } } }',
      { id: heir.userId },
    );
    expect(await works(house.owner.client, secret)).toBe(false);
  });
});

describe('what an API key set up', () => {
  test('ends with the person who was shown its secret', async () => {
    const house = await createHouse(server);
    const leaver = await joinAs(house, 'OWNER');
    const key = await createKey(leaver.client, { role: 'ADMIN', scopes: ['READ', 'WRITE', 'MEMBERS_WRITE'] });
    const robot = bearer(leaver.client, key.secret);
    const invitation = await invite(robot, 'ADMIN');
    const { createWebhookEndpoint } = await robot.ask(
      `mutation { createWebhookEndpoint(input: { url: "https://hooks.example.test/x", events: ["*"] }) {
        webhookEndpoint { id } userErrors { code } } }`,
    );
    await departures['removeMember']!(house, leaver);
    expect(await statuses(house, [invitation])).toEqual(['REVOKED']);
    expect(await advised(house)).toEqual({ [createWebhookEndpoint.webhookEndpoint.id]: true });
  });
});

test('a departure from one organization has no effect in another', async () => {
  const [house, elsewhere] = [await createHouse(server), await createHouse(server)];
  const leaver = await joinAs(house, 'ADMIN');
  const there: Account = { ...leaver, client: leaver.client.in(elsewhere.owner.organizationId) };
  await db
    .insertInto('memberships')
    .values({ organization_id: elsewhere.owner.organizationId, user_id: leaver.userId, role: 'ADMIN' })
    .execute();
  const { secrets, invitations } = await settle(elsewhere, there);
  await departures['removeMember']!(house, leaver);
  expect(await working(elsewhere.owner.client, secrets)).toEqual(Object.keys(secrets));
  expect(await statuses(elsewhere, invitations)).toEqual(['PENDING', 'PENDING']);
  expect(Object.values(await advised(elsewhere))).toEqual([false]);
});
