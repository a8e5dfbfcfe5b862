import type { SecretBox } from '../../crypto/secret-box.ts';
import type { SystemDb } from '../../database/system.ts';
import { addApiKeys } from './demo-api-keys.ts';
import { addAlerts, sealPastMonths } from './demo-billing.ts';
import type { organizations } from './demo-content.ts';
import { addConversation, type DemoComment } from './demo-conversation.ts';
import { writeAudit, writeNotifications } from './demo-history.ts';
import { addInvitation, addOpenInvitations } from './demo-invitations.ts';
import type { DemoStory } from './demo-story.ts';
import { addTasks } from './demo-tasks.ts';
import { DAY, HOUR, timestamps } from './demo-time.ts';
import { recordEvents } from './demo-usage.ts';
import { usageEvents } from './demo-usage-curve.ts';
import { addWebhooks } from './demo-webhooks.ts';
import { createRandom, type Random } from './random.ts';

interface Setting {
  db: SystemDb;
  secrets: SecretBox;
  now: number;
  random: Random;
  idAt: (time: number) => string;
  accounts: { id: string; email: string; full_name: string }[];
}

type Organization = (typeof organizations)[number];

/** The time after which everybody is there and work begins. */
const SETTLED_AFTER = 5 * DAY;
const PROMOTED_BEFORE = 50 * DAY;

/** Adds an organization with its history. The usage is left to be rolled up. */
export async function addOrganization(setting: Setting, organization: Organization): Promise<DemoStory> {
  const { db, now, idAt, accounts } = setting;
  const { slug, name, plan, age, members } = organization;
  const founded = now - age * DAY;
  const organizationId = idAt(founded);
  await db
    .insertInto('organizations')
    .values({ id: organizationId, slug, name, plan_code: plan, ...timestamps(founded) })
    .execute();
  const story: DemoStory = {
    ...setting,
    organizationId,
    plan,
    members: members.map(({ email, role }) => {
      const { id: userId, full_name } = accounts.find((account) => account.email === email)!;
      return { userId, email, name: full_name, role };
    }),
    founded,
    audit: [],
    notifications: [],
  };
  await addMembers(story, organization);
  const comments = await addProjects(story, organization);
  const events = usageEvents(createRandom(age), now, founded, organization.usageShare);
  await recordEvents(story, events);
  await addApiKeys(story, events);
  const alerts = await addAlerts(story, events);
  // The plan FREE includes no webhooks, and its few seats are taken or promised.
  if (plan !== 'FREE') {
    await addWebhooks(story, comments, alerts);
    await addOpenInvitations(story, `${slug}.test`);
  }
  return story;
}

/** Seals the statements of past months, and writes the log. The usage must be rolled up. */
export async function finishOrganization(story: DemoStory): Promise<void> {
  await sealPastMonths(story);
  await writeAudit(story);
  await writeNotifications(story);
}

/** Adds the members: the first one founded the organization, the others accepted invitations. */
async function addMembers(story: DemoStory, { slug, name, members: content }: Organization): Promise<void> {
  const { db, organizationId, members, founded, now, audit, notifications, idAt } = story;
  const owner = members[0]!.userId;
  const after = { name, slug };
  audit.push({
    at: founded,
    actorId: owner,
    action: 'organization.created',
    targetType: 'Organization',
    targetId: organizationId,
    after,
  });
  const memberships = [];
  for (const [index, { userId, email, role }] of members.entries()) {
    const at = founded + index * DAY;
    const joinedAs = content[index]!.joinedAs ?? role;
    const id = idAt(at);
    const promotedAt = joinedAs === role ? undefined : now - PROMOTED_BEFORE;
    memberships.push({
      organization_id: organizationId,
      id,
      user_id: userId,
      role,
      ...timestamps(at, promotedAt),
    });
    if (index === 0) continue;
    const invited = { email, role: joinedAs, at: at - 3 * HOUR, fate: 'ACCEPTED' as const, endedAt: at };
    const invitationId = await addInvitation(story, invited);
    const target = { targetType: 'Membership', targetId: id };
    const joined = { userId, role: joinedAs };
    audit.push({
      ...target,
      at,
      actorId: userId,
      action: 'member.added',
      after: { ...joined, invitationId },
    });
    if (promotedAt === undefined) continue;
    const promoted = { userId, role };
    audit.push({
      ...target,
      at: promotedAt,
      actorId: owner,
      action: 'member.role_updated',
      before: joined,
      after: promoted,
    });
    notifications.push({
      at: promotedAt,
      userId,
      actorId: owner,
      kind: 'ROLE_UPDATED',
      happening: `demo:role:${id}`,
      details: { role },
    });
  }
  await db.insertInto('memberships').values(memberships).execute();
}

/** Adds the projects with their tasks and comments. Each begins some days after the one before. */
async function addProjects(story: DemoStory, { projects }: Organization): Promise<DemoComment[]> {
  const { db, organizationId, members, founded, audit, idAt } = story;
  const comments: DemoComment[] = [];
  for (const [index, project] of projects.entries()) {
    const at = founded + SETTLED_AFTER + index * 4 * DAY;
    const id = idAt(at);
    const { name, description } = project;
    const actorId = members[0]!.userId;
    await db
      .insertInto('projects')
      .values({
        organization_id: organizationId,
        id,
        name,
        description,
        created_by_id: actorId,
        ...timestamps(at),
      })
      .execute();
    audit.push({
      at,
      actorId,
      action: 'project.created',
      targetType: 'Project',
      targetId: id,
      after: { name },
    });
    const tasks = await addTasks(story, id, project, at);
    comments.push(...(await addConversation(story, tasks)));
  }
  return comments;
}
