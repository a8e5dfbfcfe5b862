interface Caller {
  userId: string;
  organizationId: string | null;
}

interface Statement {
  text: string;
  values: (variables: Record<string, unknown>, caller: Caller) => unknown[];
  writes?: true;
}

/** Opens the request as Polity does, and returns whether the caller may use the organization. */
export const beginRequest = {
  name: 'begin_request',
  text: `select coalesce(user_status = 'ACTIVE' and organization_id is not null and organization_status <> 'ARCHIVED', false)
      as admitted from app.begin_request($1, $2, $3, $4, null::uuid, false)`,
};

const priority = `(array['LOW','MEDIUM','HIGH','URGENT'])[t.priority + 1]`;

/**
 * The assignee of a task. As a join, PostgreSQL would read all members of the organization for each task; as
 * `json_build_object`, it would look up the type of each value in each row.
 */
const assignee = (columns: string) =>
  `(select row_to_json(a) from (select u.id, u.full_name as "fullName"${columns} from users u
    where u.id = t.assignee_id) a) as assignee`;

const card = `t.id, t.title, t.status, ${priority} as priority, t.version, t.due_at as "dueAt"`;

const written = `select json_build_object('data', json_build_object('$name', json_build_object('task', json_build_object(
    'id', id, 'title', title, 'status', status, 'version', version, 'createdAt', created_at, 'updatedAt', updated_at))))::text
  from written`;

/** Each returns one row with one column: the text of the response. */
export const statements: Record<string, Statement | undefined> = {
  tiny: {
    text: `select json_build_object('data', json_build_object('me', json_build_object('id', id,
        'email', coalesce(email, claimed_email), 'fullName', full_name, 'createdAt', created_at)))::text
      from users where id = $1`,
    values: (_variables, { userId }) => [userId],
  },
  board: {
    text: `select json_build_object('data', json_build_object('projects', json_build_object('nodes', coalesce(json_agg(
        json_build_object('id', p.id, 'name', p.name, 'tasks', json_build_object('nodes', coalesce(page.nodes, '[]'::json)))
        order by p.created_at desc, p.id desc), '[]'::json))))::text
      from (select id, name, created_at from projects where organization_id = $1 and status = 'ACTIVE'
        order by created_at desc, id desc limit $2) p
      left join lateral (
        select json_agg(row_to_json(node)) as nodes from (
          select ${card}, ${assignee('')} from tasks t
          where organization_id = $1 and project_id = p.id and archived_at is null
          order by created_at desc, id desc limit $3) node
      ) page on true`,
    values: ({ projects, tasks }, { organizationId }) => [organizationId, projects, tasks],
  },
  list: {
    text: `select json_build_object('data', json_build_object('tasks', json_build_object('nodes', coalesce(
        json_agg(row_to_json(node)), '[]'::json))))::text
      from (
        select ${card}, t.description, t.created_at as "createdAt", t.updated_at as "updatedAt",
          ${assignee(', coalesce(u.email, u.claimed_email) as email')},
          (select row_to_json(b) from (select p.id, p.name from projects p
            where p.organization_id = $1 and p.id = t.project_id) b) as project
        from tasks t where organization_id = $1 and archived_at is null
        order by created_at desc, id desc limit $2) node`,
    values: ({ listed }, { organizationId }) => [organizationId, listed],
  },
  createTask: {
    writes: true,
    text: `with written as (insert into tasks (organization_id, project_id, title, position, created_by_id)
      values ($1, $2, $3, $4, $5) returning *) ${written.replace('$name', 'createTask')}`,
    values: ({ projectId, title, position }, { organizationId, userId }) => [
      organizationId,
      projectId,
      title,
      position,
      userId,
    ],
  },
  updateTask: {
    writes: true,
    text: `with written as (update tasks set title = $3, version = version + 1 where organization_id = $1 and id = $2
      returning *) ${written.replace('$name', 'updateTask')}`,
    values: ({ id, title }, { organizationId }) => [organizationId, id, title],
  },
};
