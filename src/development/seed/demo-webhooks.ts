import { sql } from 'kysely';
import { serializeDateTime } from '../../graphql/scalars.ts';
import { webhookSecretContext } from '../../modules/webhook/secret-context.ts';
import { newSecret } from '../../modules/webhook/signature.ts';
import type { DemoAlert } from './demo-billing.ts';
import type { DemoComment } from './demo-conversation.ts';
import { addDeliveries, type DemoMessage, GIVEN_UP_AFTER, type Outage } from './demo-deliveries.ts';
import type { DemoStory } from './demo-story.ts';
import { DAY, HOUR, iso, timestamps } from './demo-time.ts';

/** Messages are kept for 30 days. */
const KEPT = 29 * DAY;
const PAUSED_BEFORE = 2 * DAY;

/**
 * Adds two endpoints with their deliveries. The chat was down for a while: some deliveries failed, and one of them was sent
 * again. It is paused now, so that nothing is sent to its address, which does not exist. The other one, too, hears only of
 * what is rare.
 */
export async function addWebhooks(
  story: DemoStory,
  comments: DemoComment[],
  alerts: DemoAlert[],
): Promise<void> {
  const { now, members, audit } = story;
  const created = now - 60 * DAY;
  const finance = await addEndpoint(story, created, {
    url: 'https://finance.acme.test/hooks/usage',
    description: 'Warns finance before the month gets expensive',
    events: ['usage.threshold_reached', 'member.added', 'member.removed'],
  });
  const chat = await addEndpoint(story, created + HOUR, {
    url: 'https://chat.acme.test/hooks/polity',
    description: 'Posts comments to the team chat. Paused while the chat moves to another server.',
    events: ['comment.created'],
    disabledAt: now - PAUSED_BEFORE,
  });
  const thresholds = alerts
    .filter(({ at }) => at > now - KEPT)
    .map(({ at, happening }): DemoMessage => ({ ...happening, at, actorId: null }));
  await addDeliveries(story, finance, thresholds);
  const posted = comments
    .filter(({ at }) => at > now - KEPT && at < now - 6 * DAY)
    .toSorted((one, other) => one.at - other.at)
    .map(toMessage);
  const outage = outageDuring(posted);
  const deliveryId = await addDeliveries(story, chat, posted, outage);
  const target = { actorId: members[1]!.userId, targetType: 'WebhookEndpoint', targetId: chat };
  audit.push({
    ...target,
    at: outage.replayedAt,
    action: 'webhook_endpoint.replayed',
    after: { deliveryId },
  });
}

const toMessage = ({ id, taskId, authorId, body, mentionedUserIds, at }: DemoComment): DemoMessage => ({
  type: 'comment.created',
  at,
  actorId: authorId,
  data: {
    comment: {
      id,
      taskId,
      authorId,
      body,
      mentionedUserIds,
      createdAt: serializeDateTime(iso(at)),
      updatedAt: serializeDateTime(iso(at)),
    },
  },
});

/** Returns a time in which no attempt of two messages succeeds: of those that are closest to each other. */
function outageDuring(messages: DemoMessage[]): Outage {
  const gaps = messages
    .slice(1)
    .map(({ at }, index) => ({ from: messages[index]!.at, gap: at - messages[index]!.at }));
  const { from, gap } = gaps.toSorted((one, other) => one.gap - other.gap)[0]!;
  const to = from + gap + GIVEN_UP_AFTER + HOUR;
  return { from: from - 60_000, to, replayedAt: to + 3 * HOUR };
}

async function addEndpoint(
  { db, organizationId, members, secrets, audit, idAt }: DemoStory,
  at: number,
  { disabledAt, ...shown }: { url: string; description: string; events: string[]; disabledAt?: number },
): Promise<string> {
  const id = idAt(at);
  const { userId } = members[1]!;
  // A trigger writes down who has seen the secret.
  await sql`select set_config('app.user_id', ${userId}, true)`.execute(db);
  await db
    .insertInto('webhook_endpoints')
    .values({
      organization_id: organizationId,
      id,
      ...shown,
      secret: secrets.seal(newSecret(), webhookSecretContext(organizationId)),
      disabled_at: disabledAt ? iso(disabledAt) : null,
      disabled_reason: disabledAt ? 'MANUAL' : null,
      listening_since: iso(at),
      ...timestamps(at, disabledAt),
    })
    .execute();
  await sql`select set_config('app.user_id', '', true)`.execute(db);
  const target = { actorId: userId, targetType: 'WebhookEndpoint', targetId: id };
  const { url, events } = shown;
  const state = { host: new URL(url).host, events, payload: 'FULL', disabledReason: null };
  audit.push({ ...target, at, action: 'webhook_endpoint.created', after: state });
  const paused = { ...state, disabledReason: 'MANUAL' };
  if (disabledAt)
    audit.push({
      ...target,
      at: disabledAt,
      action: 'webhook_endpoint.updated',
      before: state,
      after: paused,
    });
  return id;
}
