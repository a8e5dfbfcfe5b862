import { randomUUID } from 'node:crypto';
import { allLiveSamples } from '../live-samples.ts';
import { until } from '../mail.ts';
import type { TestServer } from '../server.ts';
import { connect, hear } from '../subscriber.ts';
import type { LiveSample } from '../define-access.ts';
import type { Character, House } from './cast.ts';
import type { Place } from './classes.ts';
import type { Fault } from './judge.ts';
import { seesOpen, seesPrivate } from './rights.ts';
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

/** Subscribers hear of what is in the projects that they see, and of nothing else. */
export async function hearEvents(
  server: TestServer,
  house: House,
  state: State,
  callers: readonly Character[],
): Promise<PathResult> {
  const faults: Fault[] = [];
  let cells = 0;
  for (const [field, sample] of Object.entries(allLiveSamples(server))) {
    // Who sees one of the projects alone proves by the later event that they were not told of the earlier one.
    for (const places of [
      [house.vault!, house],
      [house, house.vault!],
    ]) {
      const found = await hearOf(server, places, field, sample, callers);
      await state.restore(await state.changes());
      if (!found) break;
      cells += callers.length;
      faults.push(...found);
    }
  }
  return { name: 'subscriptions', cells, outcome: 'events of what they see, and no others', faults };
}

/** Returns what is wrong with what the subscribers hear of a write in each place; undefined if an event does not say in which. */
async function hearOf(
  server: TestServer,
  [first, second]: Place[],
  field: string,
  { operation, write }: LiveSample,
  callers: readonly Character[],
): Promise<Fault[] | undefined> {
  const before = server.services.events.size;
  const subscribers = callers.map((caller) => ({ caller, heard: hear(connect(caller.client), operation) }));
  let refused = 0;
  for (const { heard } of subscribers) void heard.ended.then(() => (refused += 1));
  await until(() => server.services.events.size === before + callers.length - refused || undefined);
  await write(first!);
  const [event] = await subscribers.find(({ caller }) => caller.role === 'OWNER')!.heard.first(1);
  const faults: Fault[] = [];
  const vault = [first!, second!].find(({ around }) => around)!;
  const isInPrivate = (each: unknown) => canariesIn(JSON.stringify(each), vault).length > 0;
  const tells = isInPrivate(event) === (first === vault);
  if (tells) {
    await write(second!);
    for (const { caller, heard } of subscribers) {
      const sees = (inPrivate: boolean) => (inPrivate ? seesPrivate(caller) : seesOpen(caller));
      const count = [true, false].filter(sees).length;
      await heard.first(count);
      const text = `${field}, heard by ${caller.name}: ${JSON.stringify(heard.events)}`;
      if (heard.events.length !== count) faults.push({ kind: 'unexpected', text });
      if (heard.events.some((each) => !sees(isInPrivate(each)))) faults.push({ kind: 'crossing', text });
    }
  }
  for (const { heard } of subscribers) heard.stop();
  await until(() => server.services.events.size === before || undefined);
  return tells ? faults : undefined;
}
