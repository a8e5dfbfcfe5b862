import { randomUUID } from 'node:crypto';
import { allLiveSamples } from '../live-samples.ts';
import { until } from '../mail.ts';
import type { TestServer } from '../server.ts';
import { connect, hear, type Heard } from '../subscriber.ts';
import type { Character, House } from './cast.ts';
import { type Place, seesPrivate } from './classes.ts';
import type { Fault } from './judge.ts';
import type { Row } from './rows.ts';
import { idsIn } from './private-project.ts';
import type { State } from './state.ts';

// Ways on which something of a private project could reach those who do not see it, other than an answer to its ids.

/** What came of one way, for the table. */
export interface PathResult {
  name: string;
  cells: number;
  outcome: string;
  faults: Fault[];
}

const canariesIn = (text: string, { canaries }: Place): string[] =>
  canaries.work.filter((each) => text.includes(each));

/** Every list, count, search and export answers as if there were no private project: the answers stay the same without it. */
export async function compareWithout(
  server: TestServer,
  place: Place,
  state: State,
  reads: readonly Row[],
  callers: readonly Character[],
): Promise<PathResult> {
  const answersOf = async (row: Row) =>
    Promise.all(
      callers.map(async (caller) => {
        const variables = (await row.variables(caller.own, caller)) as Record<string, unknown>;
        const { status, body } = await caller.client.send(row.operation, variables);
        return JSON.stringify([status, body]);
      }),
    );
  const all = async () => {
    const answers: string[][] = [];
    for (const row of reads) answers.push(await answersOf(row));
    return answers;
  };
  const before = await all();
  await removeThings(server, place);
  const without = await all();
  await state.restore(await state.changes());
  const faults = reads.flatMap((row, index) =>
    callers.flatMap((caller, number): Fault[] => {
      const [is, wouldBe] = [before[index]![number]!, without[index]![number]!];
      if (is === wouldBe) return [];
      const at = [...is].findIndex((letter, place) => letter !== wouldBe[place]);
      const [shown, other] = [is, wouldBe].map((each) => each.slice(Math.max(0, at - 80), at + 80));
      return [
        {
          kind: 'revealing',
          text: `${row.name}, asked by ${caller.name}: …${shown}…, but without the private project …${other}…`,
        },
      ];
    }),
  );
  return {
    name: 'everything that can be read without ids',
    cells: reads.length * callers.length,
    outcome: 'the same as without the project',
    faults,
  };
}

/** Deletes a private project, and what is recorded of it, as if it had never been. */
async function removeThings({ systemPool }: TestServer, { organizationId, projectId, canaries }: Place) {
  await systemPool.query('delete from projects where organization_id = $1 and id = $2', [
    organizationId,
    projectId,
  ]);
  await systemPool.query('delete from audit_events where organization_id = $1 and id::text = any($2)', [
    organizationId,
    canaries.work,
  ]);
}

/** A write that is sent again with its Idempotency-Key, by somebody who lost the project in between, is not answered. */
export async function replayWrites(
  server: TestServer,
  place: Place,
  state: State,
  writes: readonly Row[],
  manager: Character,
): Promise<PathResult> {
  const faults: Fault[] = [];
  for (const row of writes) {
    const client = manager.client.with({ 'idempotency-key': randomUUID() });
    const variables = (await row.variables(place, manager)) as Record<string, unknown>;
    const first = await client.send(row.operation, variables);
    if (row.outcome(first) !== 'ok')
      faults.push({
        kind: 'unexpected',
        text: `${row.name}, with an Idempotency-Key: ${row.outcome(first)}`,
      });
    await server.db
      .deleteFrom('project_members')
      .where('project_id', '=', place.projectId)
      .where('user_id', '=', manager.account!.userId)
      .execute();
    const left = await idsIn(server, place, place.projectId);
    // Of what it deleted the response names only what the request did.
    const namesLeft = canariesIn(JSON.stringify(variables), place).some((id) => left.includes(id));
    const second = await client.send(row.operation, variables);
    const shown = canariesIn(JSON.stringify(second.body), place);
    if (namesLeft && (row.outcome(second) !== 'NOT_FOUND' || shown.length > 0))
      faults.push({
        kind: 'crossing',
        text: `${row.name}, sent again by somebody who lost the project: ${row.outcome(second)}, shows ${shown.join(', ')}`,
      });
    await state.restore(await state.changes());
  }
  return {
    name: 'writes sent again with their Idempotency-Key by a former MANAGE member',
    cells: writes.length,
    outcome: 'NOT_FOUND',
    faults,
  };
}

/** Subscribers hear of what is in the private project if they see it, and all of them of what is in an open one. */
export async function hearEvents(
  server: TestServer,
  place: Place,
  house: House,
  state: State,
  callers: readonly Character[],
): Promise<PathResult> {
  const faults: Fault[] = [];
  let cells = 0;
  for (const [field, { operation, write }] of Object.entries(allLiveSamples(server))) {
    const before = server.services.events.size;
    const subscribers = callers.map((caller) => ({ caller, heard: hear(connect(caller.client), operation) }));
    let refused = 0;
    for (const { heard } of subscribers) void heard.ended.then(() => (refused += 1));
    await until(() => server.services.events.size === before + callers.length - refused || undefined);
    await write(place);
    const first = await subscribers.find(({ caller }) => caller.role === 'OWNER')!.heard.first(1);
    if (canariesIn(JSON.stringify(first), place).length > 0) {
      await write(house);
      for (const { caller, heard } of subscribers) {
        cells += 1;
        const sees = seesPrivate(caller);
        const text = await heardOf(heard, sees ? 2 : 1);
        const shown = canariesIn(text, place).length > 0;
        if (shown && !sees)
          faults.push({ kind: 'crossing', text: `${field}, heard by ${caller.name}: ${text}` });
        if (shown !== sees)
          faults.push({ kind: 'unexpected', text: `${field}, heard by ${caller.name}: ${text}` });
      }
    }
    for (const { heard } of subscribers) heard.stop();
    await until(() => server.services.events.size === before || undefined);
    await state.restore(await state.changes());
  }
  return { name: 'subscriptions', cells, outcome: 'events of what they see, and no others', faults };
}

/** Returns the first events, as text, once there are so many. */
const heardOf = async (heard: Heard, count: number): Promise<string> =>
  JSON.stringify(await heard.first(count));
