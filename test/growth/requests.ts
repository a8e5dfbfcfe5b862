import { randomUUID } from 'node:crypto';
import type { Ask } from '../throughput/person.ts';
import type { Times } from './times.ts';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

const record = `mutation ($input: RecordUsageInput!) { recordUsage(input: $input) { receipts { status } userErrors { code } } }`;

/** Measures requests of the owner of the largest organization. */
export async function timeRequests(times: Times, ask: Ask): Promise<void> {
  const page = 'nodes { id title status assignee { fullName } project { name } }';
  await times.measure('tasks, newest 20', () => ask(`{ tasks(first: 20) { ${page} } }`));
  await times.measure('tasks, 20 with the number of all', () =>
    ask(`{ tasks(first: 20) { totalCount ${page} } }`),
  );
  await times.measure('tasks, 20 from position 5000 by title', () =>
    ask(`{ tasks(first: 20, offset: 5000, orderBy: { field: TITLE, direction: ASC }) { ${page} } }`),
  );
  await times.measure('searchTasks, two words', () =>
    ask(`{ searchTasks(query: "report customer", first: 20) { nodes { task { id title } } } }`),
  );
  await times.measure('auditEvents, newest 20', () =>
    ask('{ auditEvents(first: 20) { nodes { id action createdAt actor { fullName } } } }'),
  );
  await times.measure('auditEvents of an action, oldest 20', () =>
    ask(`{ auditEvents(first: 20, filter: { action: { eq: "label.updated" } }, orderBy: { field: CREATED_AT, direction: ASC })
      { nodes { id action } } }`),
  );
  const events = await ask('{ usageEvents(first: 20) { nodes { eventId } } }');
  await times.measure('usageEvents, newest 20', () =>
    ask('{ usageEvents(first: 20) { nodes { eventId quantity occurredAt } } }'),
  );
  await times.measure('usageEvents of a subject, newest 20', () =>
    ask(
      `{ usageEvents(first: 20, filter: { subject: { eq: "customer-3" } }) { nodes { eventId quantity } } }`,
    ),
  );
  await times.measure('usageEvents, one by its eventId', () =>
    ask('query ($id: String!) { usageEvents(filter: { eventId: { eq: $id } }) { nodes { quantity } } }', {
      id: events.usageEvents!.nodes[0]!.eventId,
    }),
  );
  await times.measure('usageSeries, 30 days by day', () =>
    ask(
      `query ($from: DateTime) { usageSeries(meter: "events.processed", from: $from) { total buckets { quantity } } }`,
      {
        from: ago(30),
      },
    ),
  );
  await times.measure('usageSeries, 12 months by subject', () =>
    ask(
      `query ($from: DateTime) { usageSeries(meter: "events.processed", granularity: MONTH, groupBy: SUBJECT, from: $from) {
        groups { key total } } }`,
      { from: ago(360) },
    ),
  );
  await times.measure('billingStatement, the open one', () =>
    ask('query ($month: String!) { billingStatement(month: $month) { total } }', {
      month: new Date().toISOString().slice(0, 7),
    }),
  );
  const batch = () =>
    Array.from({ length: 1000 }, () => ({
      eventId: randomUUID(),
      meter: 'events.processed',
      quantity: 1,
      subject: 'customer-1',
    }));
  await times.measure('recordUsage, 1000 new events', () => ask(record, { input: { events: batch() } }));
  const sent = batch();
  await ask(record, { input: { events: sent } });
  await times.measure('recordUsage, 1000 events sent again', () => ask(record, { input: { events: sent } }));
}
