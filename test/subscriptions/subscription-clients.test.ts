import { expect, test } from 'vitest';
import { createTenant } from '../support/contract.ts';
import { documentedClient } from '../support/documented-client.ts';
import { until } from '../support/mail.ts';
import { startTestServer } from '../support/server.ts';
import { publish, RawSocket, webSocketUrl } from '../support/subscriber.ts';

const server = await startTestServer();

test('an expired access token closes the connection', async () => {
  const { owner } = await createTenant(server.anonymous);
  const token = await server.signBriefly(owner.accessToken, 2);
  const raw = await RawSocket.connect(owner.client.with({ authorization: `Bearer ${token}` }));
  expect(await raw.closed).toEqual([4403, 'The access token has expired.']);
});

test('the headers of the upgrade request can contain the credentials', async () => {
  const { owner } = await createTenant(server.anonymous);
  const raw = new RawSocket(webSocketUrl(server.url), owner.client.headers);
  await raw.opened;
  raw.send({ type: 'connection_init' });
  await raw.message('connection_ack');
  raw.socket.close();
});

test('the documented Apollo Client receives events, renews an expired token, queries again and continues to receive events', async () => {
  const { owner, organizationId, projectId, taskId } = await createTenant(server.anonymous);
  const brief = await server.signBriefly(owner.accessToken, 8);
  const storage: Record<string, string> = { access: brief, refresh: owner.refreshToken };
  const { createLiveClient } = await documentedClient(server.url, storage);
  const { gql, HttpLink } = await import('@apollo/client');
  const renew = async () => {
    const { refreshSession } = await server.anonymous.ask(
      `mutation ($token: String!) { refreshSession(input: { refreshToken: $token }) {
        accessToken refreshToken userErrors { code } } }`,
      { token: storage['refresh']! },
    );
    Object.assign(storage, { access: refreshSession.accessToken, refresh: refreshSession.refreshToken });
  };
  const asked: string[] = [];
  const http = new HttpLink({
    uri: `${server.url}/graphql`,
    fetch: (uri, options) => {
      asked.push(String(options?.body));
      const headers = { ...options?.headers, authorization: `Bearer ${storage['access']}` };
      return fetch(uri, { ...options, headers });
    },
  });
  const { client, socket } = createLiveClient(http, renew);
  const heard: unknown[] = [];
  const watched = client
    .watchQuery({ query: gql('query Tasks { tasks { nodes { id title } } }') })
    .subscribe(() => undefined);
  const hearing = client
    .subscribe<{ taskEvents: unknown }>({
      query: gql('subscription { taskEvents { type taskId task { id title } } }'),
    })
    .subscribe(({ data }) => heard.push(data!.taskEvents));

  await expect.poll(() => server.services.events.size).toBe(1);
  await publish(server, organizationId, [taskId], projectId);
  const event = { type: 'UPDATED', taskId, task: expect.objectContaining({ id: taskId }) };
  await until(() => heard.length === 1 || undefined);
  expect(heard).toEqual([expect.objectContaining(event)]);

  await until(() => storage['access'] !== brief || undefined, { seconds: 30 });
  await expect.poll(() => server.services.events.size).toBe(1);
  await until(() => asked.length === 2 || undefined);
  await publish(server, organizationId, [taskId], projectId);
  await until(() => heard.length === 2 || undefined);
  watched.unsubscribe();
  hearing.unsubscribe();
  await socket.dispose();
});
