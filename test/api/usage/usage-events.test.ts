import { expect, test } from 'vitest';
import { register } from '../../support/client.ts';
import { type Variables } from '../../support/operations.ts';
import { startTestServer } from '../../support/server.ts';
import { record, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();
const at = (ago: number, time: string) =>
  `${new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)}T${time}Z`;

const LIST = `query ($filter: UsageEventFilter, $orderBy: UsageEventOrder, $first: Int, $after: String) {
  usageEvents(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    nodes { eventId } pageInfo { endCursor hasNextPage } totalCount } }`;

test('events are listed newest first, in pages and with filters', async () => {
  const { client } = await register(server.anonymous);
  for (const index of [0, 1, 2, 3, 4])
    await record(
      client,
      usageEvent({
        eventId: `e${index}`,
        meter: index % 2 ? 'odd' : 'even',
        subject: index < 4 ? `s${index}` : null,
        occurredAt: at(index + 1, '00:00:00'),
      }),
    );
  const list = async (page: Variables<typeof LIST>) => {
    const { usageEvents } = await client.ask(LIST, page);
    return { ...usageEvents, ids: usageEvents.nodes.map((node) => node.eventId).join(' ') };
  };
  const first = await list({ first: 2 });
  expect(first).toMatchObject({ ids: 'e4 e3', totalCount: 5, pageInfo: { hasNextPage: true } });
  expect((await list({ first: 5, after: first.pageInfo.endCursor })).ids).toBe('e2 e1 e0');
  expect((await list({ orderBy: { field: 'OCCURRED_AT', direction: 'DESC' } })).ids).toBe('e0 e1 e2 e3 e4');
  expect((await list({ filter: { meter: { eq: 'odd' } } })).ids).toBe('e3 e1');
  expect((await list({ filter: { subject: { isNull: true } } })).ids).toBe('e4');
  expect((await list({ filter: { occurredAt: { lt: at(2, '00:00:00') } } })).ids).toBe('e4 e3 e2');
  expect((await list({ filter: { eventId: { in: ['e0', 'nothing'] } } })).ids).toBe('e0');
  expect(await client.codes('{ usageEvents(first: 101) { totalCount } }')).toEqual(['BAD_USER_INPUT']);
});
