import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';
import { compileOnce } from '../../database/compile-once.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { recordChange } from '../../events/record.ts';
import { requireLevel } from '../project/levels.ts';
import { taskEvents } from './events.ts';
import type { TaskUpdate } from './input.ts';
import { priorities } from './priority.ts';
import type { TaskRow } from './rows.ts';
import { taskFault, throwUserErrors } from './write.ts';

/** Whether one statement can write the update: it names no other rows, and no instant, which the history shows as we write it. */
export const isPlain = ({ assigneeId, labelIds, dueAt }: TaskUpdate): boolean =>
  assigneeId == null && labelIds == null && dueAt === undefined;

/** What to write. Null keeps the value, unless a flag says otherwise. */
interface PlainUpdate {
  id: string;
  expectedVersion: number | null;
  title: string | null;
  describes: boolean;
  description: string | null;
  status: string | null;
  priority: number | null;
  unassigns: boolean;
  actorId: string | null;
  apiKeyId: string | null;
}

/** The task before the update, and what was written; null if nothing was. */
interface Found extends TaskRow {
  written: Pick<TaskRow, 'title' | 'description' | 'status' | 'priority' | 'assigneeId' | 'version'> | null;
  writtenCompletedAt: string | null;
  writtenUpdatedAt: string;
}

const nameOf = (priority: string) => sql.raw(`(array['${priorities.join("', '")}'])[${priority} + 1]`);

/** Locks a task, and writes what differs, with its history. Returns the task also if nothing is written. */
const updateLocked = compileOnce(({ db, scope }: TenantDb, update: PlainUpdate) =>
  sql<Found>`
    with before as materialized (
      select id, project_id, title, description, status, priority, assignee_id, due_at, position, completed_at,
        archived_at, version, created_by_id, created_at, updated_at,
        coalesce(${update.title}, title) as new_title,
        case when ${update.describes}::boolean then ${update.description} else description end as new_description,
        coalesce(${update.status}, status) as new_status,
        coalesce(${update.priority}::smallint, priority) as new_priority,
        case when not ${update.unassigns}::boolean then assignee_id end as new_assignee_id
      from tasks where organization_id = ${scope.id} and id = ${update.id} for no key update
    ), after as (
      update tasks t set title = new_title, description = new_description, status = new_status, priority = new_priority,
        assignee_id = new_assignee_id, version = before.version + 1,
        completed_at = case when new_status = 'DONE' then coalesce(before.completed_at, clock_timestamp()) end
      from before where t.organization_id = ${scope.id} and t.id = before.id
        and before.version = coalesce(${update.expectedVersion}::integer, before.version)
        and (new_title, new_description, new_status, new_priority, new_assignee_id) is distinct from
          (before.title, before.description, before.status, before.priority, before.assignee_id)
      returning t.title, t.description, t.status, t.priority, t.assignee_id, t.version, t.completed_at, t.updated_at
    ), history as (
      insert into task_changes (organization_id, task_id, actor_id, api_key_id, fields)
      select ${scope.id}, before.id, ${update.actorId}, ${update.apiKeyId}, (
        select jsonb_agg(jsonb_build_object('field', field, 'from', old, 'to', new) order by place)
        from (values
          (1, 'title', to_jsonb(before.title), to_jsonb(after.title)),
          (2, 'description', to_jsonb(before.description), to_jsonb(after.description)),
          (3, 'status', to_jsonb(before.status), to_jsonb(after.status)),
          (4, 'priority', to_jsonb(${nameOf('before.priority')}), to_jsonb(${nameOf('after.priority')})),
          (5, 'assignee', to_jsonb(before.assignee_id), to_jsonb(after.assignee_id))
        ) as fields (place, field, old, new) where old is distinct from new)
      from before, after
    )
    select before.id, before.project_id as "projectId", before.title, before.description, before.status, before.priority,
      before.assignee_id as "assigneeId", before.due_at as "dueAt", before.position, before.completed_at as "completedAt",
      before.archived_at as "archivedAt", before.version, before.created_by_id as "createdById",
      before.created_at as "createdAt", before.updated_at as "updatedAt",
      case when after.version is not null then json_build_object('title', after.title, 'description', after.description,
        'status', after.status, 'priority', after.priority, 'assigneeId', after.assignee_id, 'version', after.version)
        end as written,
      after.completed_at as "writtenCompletedAt", after.updated_at as "writtenUpdatedAt"
    from before left join after on true`.compile(db),
);

/** Applies a plain update. Locks, writes and logs the task with one statement. */
export async function updateOne(context: Context, update: TaskUpdate, path: string[]): Promise<TaskRow> {
  const { id, title, description, status, priority, assigneeId, expectedVersion } = update;
  const [found] = await updateLocked(context.tenant, {
    id,
    expectedVersion: expectedVersion ?? null,
    title: title ?? null,
    describes: description !== undefined,
    description: description || null,
    status: status ?? null,
    priority: priority ? priorities.indexOf(priority) : null,
    unassigns: assigneeId === null,
    actorId: context.actorId,
    apiKeyId: context.apiKeyId ?? null,
  });
  const { written, writtenCompletedAt, writtenUpdatedAt, ...before } = found ?? ({} as Found);
  throwUserErrors([taskFault(new Map(found && [[id, before]]), true, update, path)]);
  // A refusal takes back what was written.
  await requireLevel(context, [before.projectId], 'EDIT');
  if (!written) return before;
  const after = { ...before, ...written, completedAt: writtenCompletedAt, updatedAt: writtenUpdatedAt };
  recordChange(context, taskEvents, [{ before, after }]);
  return after;
}
