import type { DemoStory } from './demo-story.ts';
import { iso, timestamps } from './demo-time.ts';

/** How long after a failed attempt the next one is made, in seconds: as `webhooks.retryDelays` of `src/config.ts`. */
const RETRY_DELAYS = [5, 60, 300, 1_800, 7_200, 18_000, 28_800, 36_000];

/** How long after the first attempt the last one is made. */
export const GIVEN_UP_AFTER = RETRY_DELAYS.reduce((sum, seconds) => sum + seconds * 1000, 0);

export interface DemoMessage {
  type: string;
  at: number;
  actorId: string | null;
  data: object;
}

/** A time in which an endpoint fails. The first delivery that failed for good is sent again at `replayedAt`. */
export interface Outage {
  from: number;
  to: number;
  replayedAt: number;
}

interface Attempt {
  number: number;
  startedAt: string;
  durationMs: number;
  status: number;
  responseBody: string;
  error?: string;
}

/** Adds messages to an endpoint with their deliveries. Returns the id of the delivery that was sent again. */
export async function addDeliveries(
  { db, organizationId, idAt }: DemoStory,
  endpointId: string,
  messages: DemoMessage[],
  outage?: Outage,
): Promise<string | undefined> {
  if (messages.length === 0) return undefined;
  const sent = messages.map((message) => ({
    ...message,
    messageId: idAt(message.at),
    id: idAt(message.at),
    attempts: attemptsFrom(message.at + 1000, outage),
  }));
  await db
    .insertInto('webhook_messages')
    .values(
      sent.map(({ messageId, type, at, actorId, data }) => {
        const sequence = at * 1000;
        const timestamp = iso(at).replace('Z', '000Z');
        return {
          organization_id: organizationId,
          id: messageId,
          announcement_id: idAt(at),
          sequence: String(sequence),
          event_type: type,
          payload: JSON.stringify({ type, timestamp, version: 1, organizationId, sequence, actorId, data }),
          created_at: iso(at),
        };
      }),
    )
    .execute();
  const replayed = sent.find(({ attempts }) => hasFailed(attempts));
  const tries = new Map([[replayed?.id, 1]]);
  if (replayed && outage)
    replayed.attempts.push(attemptOf(replayed.attempts.length + 1, outage.replayedAt + 1000, false));
  await db
    .insertInto('webhook_deliveries')
    .values(
      sent.map(({ id, messageId, type, at, attempts }) => ({
        organization_id: organizationId,
        id,
        message_id: messageId,
        endpoint_id: endpointId,
        event_type: type,
        state: hasFailed(attempts) ? 'FAILED' : 'SUCCEEDED',
        tries: tries.get(id) ?? attempts.length,
        attempt_count: attempts.length,
        attempts: JSON.stringify(attempts),
        next_attempt_at: null,
        ...timestamps(at, Date.parse(attempts.at(-1)!.startedAt)),
      })),
    )
    .execute();
  return replayed?.id;
}

const hasFailed = (attempts: Attempt[]): boolean => attempts.at(-1)!.error !== undefined;

/** Returns the attempts from the first one until one is outside the outage, or the delivery is given up. */
function attemptsFrom(first: number, outage: Outage | undefined): Attempt[] {
  const isDown = (at: number) => outage !== undefined && at >= outage.from && at < outage.to;
  const attempts = [attemptOf(1, first, isDown(first))];
  let at = first;
  for (const delay of RETRY_DELAYS) {
    if (!hasFailed(attempts)) break;
    at += delay * 1000;
    attempts.push(attemptOf(attempts.length + 1, at, isDown(at)));
  }
  return attempts;
}

const attemptOf = (number: number, at: number, isDown: boolean): Attempt => ({
  number,
  startedAt: iso(at),
  durationMs: isDown ? 31 : 118,
  ...(isDown
    ? { status: 503, responseBody: 'The chat is being maintained.', error: 'The endpoint answered 503.' }
    : { status: 200, responseBody: 'ok' }),
});
