import { generateNKeysBetween } from 'fractional-indexing';
import { sql } from 'kysely';
import { setLockTimeout } from '../../database/lock-timeout.ts';
import type { SystemDb } from '../../database/system.ts';
import { addConversation } from './demo-conversation.ts';
import { addAuditHistory, addNotifications } from './demo-history.ts';
import { organizations, people } from './demo-content.ts';
import type { DemoProject } from './demo-project.ts';
import { createRandom, type Random } from './random.ts';

export const demoPassword = 'polity-demo-1';

/** The accounts that sign in with `demoPassword`, with their roles for display. */
export const demoAccounts: { email: string; roles: string }[] = people.map(({ email }) => ({
  email,
  roles: organizations
    .flatMap(({ slug, members }) =>
      members.filter((member) => member.email === email).map(({ role }) => `${role} of ${slug}`),
    )
    .join(', '),
}));

const day = 86_400_000;
const historyDays = 90;

/**
 * Fills an empty database with the demonstration data, in one transaction. The data is always the same, with dates
 * relative to today. Returns false, and does nothing, if any user exists.
 */
export function seedDemo(db: SystemDb, passwordHash: string): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    // Another process may be filling the database, however long that takes.
    await setLockTimeout(transaction, 0);
    await sql`select pg_advisory_xact_lock(hashtext('polity.demo'))`.execute(transaction);
    if (await transaction.selectFrom('users').select('id').limit(1).executeTakeFirst()) return false;
    await insertDemo(transaction, passwordHash);
    return true;
  });
}

async function insertDemo(db: SystemDb, passwordHash: string): Promise<void> {
  const random = createRandom(1);
  const now = Date.now();
  const founded = timestamps(now - (historyDays + 5) * day);
  const users = await db
    .insertInto('users')
    .values(
      people.map(({ email, fullName }) => ({
        email,
        full_name: fullName,
        password_hash: passwordHash,
        email_verified_at: founded.created_at,
        ...founded,
      })),
    )
    .returning(['id', 'email'])
    .execute();
  const userIds = new Map(users.map(({ email, id }) => [email, id]));
  for (const { slug, name, plan, members, projects } of organizations) {
    const organization = await db
      .insertInto('organizations')
      .values({ slug, name, plan_code: plan, ...founded })
      .returning('id as organization_id')
      .executeTakeFirstOrThrow();
    const memberships = await db
      .insertInto('memberships')
      .values(
        members.map(({ email, role }) => ({
          ...organization,
          user_id: userIds.get(email)!,
          role,
          ...founded,
        })),
      )
      .returning(['id', 'organization_id', 'user_id', 'role', 'created_at'])
      .execute();
    const memberIds = memberships.map(({ user_id }) => user_id);
    await addAuditHistory(db, { name, slug }, memberships);
    for (const project of projects) {
      const { id } = await db
        .insertInto('projects')
        .values({
          ...organization,
          name: project.name,
          description: project.description,
          created_by_id: memberIds[0]!,
          ...timestamps(now - historyDays * day),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const tasks = await db
        .insertInto('tasks')
        .values(
          tasksOf(project, memberIds, now, random).map((task) => ({
            ...organization,
            project_id: id,
            ...task,
          })),
        )
        .returning([
          'id',
          'organization_id',
          'title',
          'status',
          'assignee_id',
          'created_by_id',
          'created_at',
          'updated_at',
        ])
        .execute();
      await addConversation(db, tasks, memberIds, random);
      await addNotifications(db, tasks, now - 14 * day);
    }
  }
}

/** Returns the project's tasks. Older tasks are more often done; dates and people vary. */
function tasksOf({ tasks }: DemoProject, memberIds: string[], now: number, { fraction, pick }: Random) {
  const positions = generateNKeysBetween(null, null, tasks.length);
  return tasks.map((line, index) => {
    const [title, description = null] = line.split(' | ');
    const age = 1 - (index + fraction()) / tasks.length;
    const created = now - age * historyDays * day;
    const status = fraction() < age ? 'DONE' : pick(['TODO', 'TODO', 'IN_PROGRESS']);
    const changed = status === 'TODO' && fraction() < 0.7 ? created : created + fraction() * (now - created);
    const due = (status === 'DONE' ? changed : now) + (fraction() * 40 - 12) * day;
    return {
      title: title!,
      description,
      status,
      priority: pick([0, 0, 1, 1, 1, 1, 2, 2, 2, 3]),
      assignee_id: status === 'TODO' && fraction() < 0.4 ? null : pick(memberIds),
      position: positions[index]!,
      completed_at: status === 'DONE' ? new Date(changed).toISOString() : null,
      due_at: fraction() < 0.3 ? null : endOfWorkday(Math.max(due, created + day)),
      created_by_id: pick(memberIds),
      ...timestamps(created, changed),
    };
  });
}

function timestamps(created: number, updated = created) {
  return { created_at: new Date(created).toISOString(), updated_at: new Date(updated).toISOString() };
}

function endOfWorkday(time: number): string {
  return `${new Date(time).toISOString().slice(0, 10)}T17:00:00Z`;
}
