import { sql } from 'kysely';
import { type Acknowledged, latestText } from '../ledger.ts';
import type { Organization } from '../organization.ts';
import type { Evidence } from './proof.ts';

interface Row {
  id: string;
  version: number;
  text: string;
  count: number;
}

const ONCE = 'every acknowledged write is there once';

/** Every acknowledged write is in the tables once, with its content, its history and its audit entry; nothing else is. */
export async function proveRows({ db, organizations, promises }: Evidence): Promise<void> {
  for (const organization of organizations) {
    const { id, ledger } = organization;
    const { rows: tasks } = await sql<Row>`
      select id, version, title as text, (select count(*)::int from task_changes c
        where c.organization_id = t.organization_id and c.task_id = t.id) as count
      from tasks t where organization_id = ${id}`.execute(db);
    compare(tasks, ledger.tasks);
    const { rows: projects } = await sql<Row>`
      select id, version, name as text, (select count(*)::int - 1 from audit_events a
        where a.organization_id = p.organization_id and a.target_id = p.id and a.target_type = 'Project') as count
      from projects p where organization_id = ${id}`.execute(db);
    compare(projects, ledger.projects);
    await proveHistory(organization);
    await proveNotifications(organization);
  }

  function compare(rows: Row[], acknowledged: Map<string, Acknowledged>): void {
    const present = new Map(rows.map((row) => [row.id, row]));
    for (const each of acknowledged.values()) {
      const row = present.get(each.id);
      present.delete(each.id);
      if (each.isDeleted) {
        promises.check(ONCE, row === undefined, { deleted: each.id, row });
        continue;
      }
      const expected = {
        id: each.id,
        version: each.version,
        text: latestText(each),
        count: each.version - 1,
      };
      promises.check(ONCE, JSON.stringify(row) === JSON.stringify(expected), { expected, row });
      promises.check(ONCE, each.texts.size === each.version, { id: each.id, versions: [...each.texts] });
    }
    promises.check('nothing is written twice', present.size === 0, [...present.values()]);
  }

  /** The title of each version follows from that of the one before. */
  async function proveHistory({ id, ledger }: Organization): Promise<void> {
    const { rows } = await sql<{ taskId: string; from: string; to: string }>`
      select task_id as "taskId", field ->> 'from' as from, field ->> 'to' as to
      from task_changes, jsonb_array_elements(fields) field
      where organization_id = ${id} and field ->> 'field' = 'title' order by task_id, id`.execute(db);
    const histories = Map.groupBy(rows, ({ taskId }) => taskId);
    for (const task of ledger.tasks.values()) {
      if (task.isDeleted) continue;
      const texts = [...task.texts].toSorted(([a], [b]) => a - b).map(([, text]) => text);
      const history = (histories.get(task.id) ?? []).map(({ from, to }) => ({ from, to }));
      const expected = texts.slice(1).map((to, index) => ({ from: texts[index]!, to }));
      const has = new Set(history.map((each) => JSON.stringify(each, ['from', 'to'])));
      promises.check(
        'the history has every acknowledged change once',
        history.length === expected.length &&
          expected.every((each) => has.has(JSON.stringify(each, ['from', 'to']))),
        { id: task.id, expected, history },
      );
    }
  }

  async function proveNotifications({ id, ledger, member }: Organization): Promise<void> {
    const { rows } = await sql<{ taskId: string; count: number }>`
      select task_id as "taskId", count(*)::int as count from notifications
      where organization_id = ${id} and user_id = ${member.userId} and kind = 'TASK_ASSIGNED'
      group by 1`.execute(db);
    const counts = new Map(rows.map(({ taskId, count }) => [taskId, count]));
    for (const task of ledger.tasks.values())
      if (!task.isDeleted)
        promises.check(
          'an assignment is notified once',
          (counts.get(task.id) ?? 0) === Number(task.isAssigned),
          { task: task.id, isAssigned: task.isAssigned, count: counts.get(task.id) },
        );
  }
}
