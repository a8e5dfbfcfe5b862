import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { createPool } from '../../src/database/client.ts';
import { createSystemHandle, type SystemDb, processDb } from '../../src/database/system.ts';
import { demoAccounts, seedDemo } from '../../src/development/seed/demo.ts';
import { seedLoad } from '../../src/development/seed/load.ts';
import { randomBytes } from 'node:crypto';
import { createSecretBox } from '../../src/crypto/secret-box.ts';
import { createDatabase } from '../support/server.ts';

const options = {
  passwordHash: 'the hash',
  secrets: createSecretBox([randomBytes(32)]),
  logger: pino({ level: 'silent' }),
  administrator: true,
};

describe('the demonstration data', async () => {
  const { db } = await openDatabase();
  const empty = await openDatabase();
  expect(await seedDemo(db, options)).toBe(true);

  test('has the documented organizations, projects and accounts', async () => {
    const organizations = await db
      .selectFrom('organizations')
      .innerJoin('projects', 'projects.organization_id', 'organizations.id')
      .select(({ fn }) => ['slug', 'organizations.name', 'plan_code', fn.countAll<string>().as('projects')])
      .groupBy('organizations.id')
      .orderBy('slug')
      .execute();
    expect(organizations).toEqual([
      { slug: 'acme', name: 'Acme', plan_code: 'PRO', projects: '4' },
      { slug: 'techstart', name: 'TechStart', plan_code: 'FREE', projects: '2' },
    ]);
    expect(await memberships(db)).toEqual([
      'admin@acme.test: ADMIN of acme',
      'both@acme.test: ADMIN of techstart',
      'both@acme.test: MEMBER of acme',
      'member@acme.test: MEMBER of acme',
      'owner@acme.test: OWNER of acme',
      'owner@techstart.test: OWNER of techstart',
    ]);
    expect(await passwordHashes(db)).toEqual(['the hash']);
  });

  test('is announced with the roles of the accounts', async () => {
    const announced = demoAccounts.flatMap(({ email, roles }) =>
      roles.split(', ').map((role) => `${email}: ${role}`),
    );
    const platform = 'platform@polity.test: administrator of the platform';
    expect(announced.toSorted()).toEqual([...(await memberships(db)), platform]);
  });

  test('has a history: audit events and notifications', async () => {
    const added = await db
      .selectFrom('audit_events')
      .innerJoin('organizations as o', 'o.id', 'organization_id')
      .select(({ fn }) => ['slug', 'action', fn.countAll<string>().as('count')])
      .groupBy(['slug', 'action'])
      .orderBy('slug')
      .orderBy('action')
      .execute();
    expect(added.map(({ slug, action, count }) => `${slug} ${action} ${count}`)).toEqual([
      'acme api_key.created 3',
      'acme api_key.revoked 1',
      'acme invitation.created 6',
      'acme invitation.revoked 1',
      'acme member.added 3',
      'acme member.role_updated 1',
      'acme organization.created 1',
      'acme project.created 4',
      'acme webhook_endpoint.created 2',
      'acme webhook_endpoint.replayed 1',
      'acme webhook_endpoint.updated 1',
      'techstart api_key.created 1',
      'techstart invitation.created 1',
      'techstart member.added 1',
      'techstart organization.created 1',
      'techstart project.created 2',
    ]);
    const { rows } = await sql`
      select count(*) > 10 as told, count(read_at) > 0 as some_read, count(*) > count(read_at) as some_unread,
        bool_and(not by_email) as nothing_to_mail, bool_and(n.user_id = t.assignee_id) as true_ones
      from notifications n join tasks t on t.id = n.task_id where n.kind = 'TASK_ASSIGNED'`.execute(db);
    expect(rows).toEqual([
      { told: true, some_read: true, some_unread: true, nothing_to_mail: true, true_ones: true },
    ]);
  });

  test('has about 200 varied tasks', async () => {
    const { rows } = await sql`
      select count(*) between 190 and 220 as enough, count(distinct status) as statuses,
        count(distinct priority) as priorities, bool_or(assignee_id is null) as unassigned,
        bool_or(due_at < now() and status <> 'DONE') as overdue, bool_or(due_at > now()) as due,
        bool_or(due_at is null) as open_ended, bool_or(description is null) as brief,
        count(description) > 50 as described,
        min(created_at) between now() - interval '91 days' and now() - interval '80 days' as old
      from tasks`.execute(db);
    expect(rows).toEqual([
      {
        enough: true,
        statuses: '3',
        priorities: '4',
        unassigned: true,
        overdue: true,
        due: true,
        open_ended: true,
        brief: true,
        described: true,
        old: true,
      },
    ]);
  });

  test('has every label, and comments by members while the task was in progress', async () => {
    const { rows } = await sql`
      select (select count(distinct label_id) from task_labels) = 6 as labels,
        (select count(*) from task_labels) > 100 as labelled,
        count(*) > 80 as remarks, count(distinct author_id) = 5 as "byAll",
        bool_and(comments.created_at between tasks.created_at and tasks.updated_at) as "inTime",
        bool_and(exists (select from memberships where memberships.organization_id = comments.organization_id
          and user_id = author_id)) as "byMembers"
      from comments join tasks on tasks.id = task_id`.execute(db);
    expect(rows).toEqual([
      { labels: true, labelled: true, remarks: true, byAll: true, inTime: true, byMembers: true },
    ]);
  });

  test('is consistent', () => expectConsistent(db));

  test('is only added to an empty database', async () => {
    expect(await seedDemo(db, { ...options, passwordHash: 'another hash' })).toBe(false);
    expect(await passwordHashes(db)).toEqual(['the hash']);
    expect(demoAccounts).toHaveLength(await count(db, 'users'));
  });

  test('is added once when two processes start at the same time', async () => {
    const added = await Promise.all([seedDemo(empty.db, options), seedDemo(empty.db, options)]);
    expect(added.toSorted()).toEqual([false, true]);
  });
});

describe('the load data', async () => {
  const { db, systemUrl } = await openDatabase();
  const lines: string[] = [];
  await seedLoad(systemUrl, 'the hash', { organizations: 5, tasks: 502 }, (line) => lines.push(line));

  test('has the requested numbers, spread over organizations and projects', async () => {
    const { rows } = await sql`
      select slug, plan_code as plan, count(*) as tasks, count(distinct project_id) as projects,
        count(distinct assignee_id) as assignees
      from organizations o join tasks t on t.organization_id = o.id group by o.id order by slug`.execute(db);
    const organization = { plan: 'PRO', projects: '10', assignees: '11' };
    expect(rows).toEqual([
      { ...organization, slug: 'load-0001', tasks: '101' },
      { ...organization, slug: 'load-0002', tasks: '101' },
      { ...organization, slug: 'load-0003', tasks: '100' },
      { ...organization, slug: 'load-0004', tasks: '100' },
      { ...organization, slug: 'load-0005', tasks: '100' },
    ]);
    expect(await count(db, 'projects')).toBe(50);
    expect(lines.at(-1)).toContain('502 of 502 tasks');
  });

  test('has an owner, an admin and members in each organization', async () => {
    const all = await memberships(db);
    expect(all).toHaveLength(55);
    expect(all).toContain('owner@load-0005.test: OWNER of load-0005');
    expect(all).toContain('admin@load-0005.test: ADMIN of load-0005');
    expect(all.filter((one) => one.endsWith('MEMBER of load-0005'))).toHaveLength(9);
    expect(await passwordHashes(db)).toEqual(['the hash']);
  });

  test('is consistent', () => expectConsistent(db));

  test('grows when it is added again', async () => {
    await seedLoad(systemUrl, 'the hash', { organizations: 2, tasks: 10 }, () => undefined);
    expect(await memberships(db)).toContain('owner@load-0007.test: OWNER of load-0007');
    expect(await count(db, 'tasks')).toBe(512);
    await expectConsistent(db);
  });
});

async function openDatabase(): Promise<{ db: SystemDb; systemUrl: string }> {
  const { systemUrl } = await createDatabase();
  const pool = createPool(systemUrl, 2, pino({ level: 'silent' }));
  afterAll(() => pool.end());
  return { db: processDb({ system: createSystemHandle(pool) }), systemUrl };
}

async function memberships(db: SystemDb): Promise<string[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .innerJoin('organizations', 'organizations.id', 'memberships.organization_id')
    .select(['email', 'role', 'slug'])
    .execute();
  return rows.map(({ email, role, slug }) => `${email}: ${role} of ${slug}`).toSorted();
}

async function passwordHashes(db: SystemDb): Promise<string[]> {
  const rows = await db.selectFrom('users').select('password_hash').distinct().execute();
  return rows.map((row) => row.password_hash);
}

async function count(db: SystemDb, table: 'users' | 'projects' | 'tasks'): Promise<number> {
  const { total } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** Asserts that people belong to the organization, titles are unique in a project, dates are in order, and limits are kept. */
async function expectConsistent(db: SystemDb): Promise<void> {
  const { rows } = await sql`
    select
      (select count(*) from tasks t where not exists (
        select from memberships m where m.organization_id = t.organization_id and m.user_id = t.created_by_id)
      ) as foreign_creators,
      (select count(*) from tasks t where assignee_id is not null and not exists (
        select from memberships m where m.organization_id = t.organization_id and m.user_id = t.assignee_id)
      ) as foreign_assignees,
      (select count(*) - count(distinct (project_id, title)) from tasks) as repeated_titles,
      (select count(*) from tasks where updated_at < created_at or updated_at > now() or due_at < created_at) as wrong_dates,
      (select count(*) from organizations o join plans p on p.code = o.plan_code where
        (select count(*) from memberships where organization_id = o.id) > p.member_limit or
        (select count(*) from projects where organization_id = o.id) > p.project_limit) as excesses`.execute(
    db,
  );
  expect(rows).toEqual([
    {
      foreign_creators: '0',
      foreign_assignees: '0',
      repeated_titles: '0',
      wrong_dates: '0',
      excesses: '0',
    },
  ]);
}
