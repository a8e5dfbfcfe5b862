import { EventEmitter, once } from 'node:events';
import type pg from 'pg';
import type { House } from './isolation/cast.ts';

export interface Writers {
  /** Resolves when each has written that often. */
  reach(count: number): Promise<void>;
  /** How often each has written and had a response. */
  acknowledged(): number[];
  /** Resolves when nobody writes any more. */
  stop(): Promise<number[]>;
  /** How often each has written according to a database. @throws if one of their transactions is there in part only */
  written(pool: pg.Pool): Promise<number[]>;
}

/** Each sends one operation after another, whose transaction writes a task with a label and a usage event. */
export function startWriters({ owner, organizationId, projectId, labelId }: House, count: number): Writers {
  const done = Array.from({ length: count }, () => 0);
  const events = new EventEmitter();
  const state = { stopped: false };
  const work = async (writer: number) => {
    while (!state.stopped) {
      const name = `writer-${writer}-${done[writer]! + 1}`;
      await owner.client.ask(
        `mutation ($project: ID!, $label: ID!, $name: String!, $event: String!) {
          createTask(input: { projectId: $project, title: $name, labelIds: [$label] }) { userErrors { code } }
          recordUsage(input: { events: [{ eventId: $event, meter: "writes", quantity: 1 }] }) { userErrors { code } } }`,
        { project: projectId, label: labelId, name, event: name },
      );
      done[writer]!++;
      events.emit('written');
    }
  };
  const working = Promise.all(done.map((_none, writer) => work(writer)));
  return {
    reach: async (wanted) => {
      while (done.some((each) => each < wanted)) await Promise.race([once(events, 'written'), working]);
    },
    acknowledged: () => [...done],
    stop: async () => {
      state.stopped = true;
      await working;
      return [...done];
    },
    written: async (pool) => {
      const counts = async (table: string, column: string) => {
        const { rows } = await pool.query<{ names: string[] }>(
          `select coalesce(array_agg(${column} order by ${column} collate "C"), '{}') as names from ${table}
          where organization_id = $1 and ${column} like 'writer-%'`,
          [organizationId],
        );
        return rows[0]!.names;
      };
      const tasks = await counts('tasks', 'title');
      const labelled = await counts(
        '(select t.organization_id, t.title from tasks t join task_labels l on (l.organization_id, l.task_id) = (t.organization_id, t.id)) x',
        'title',
      );
      const recorded = await counts('usage_events', 'event_id');
      for (const names of [labelled, recorded])
        if (String(names) !== String(tasks)) throw new Error(`${String(tasks)} but ${String(names)}`);
      return done.map((_none, writer) => {
        const numbers = tasks
          .filter((name) => name.startsWith(`writer-${writer}-`))
          .map((name) => Number(name.split('-')[2]))
          .toSorted((a, b) => a - b);
        if (numbers.some((number, index) => number !== index + 1))
          throw new Error(`Writer ${writer} has gaps: ${String(numbers)}`);
        return numbers.length;
      });
    },
  };
}
