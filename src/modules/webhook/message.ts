import { z } from 'zod';
import type { WebhookEventType } from '../../generated/graphql.ts';
import { catalogue, type EventType, eventTypes } from '../event/catalogue.ts';
import { endpointId } from '../event/schemas.ts';

/** The type of the event that `sendTestWebhook` sends. */
export const TEST_EVENT = 'webhook.test';

/** All that can be sent: the catalogue, and the test. */
export const messages = {
  ...catalogue,
  [TEST_EVENT]: {
    when: 'An administrator tries an endpoint. It cannot be listened to: it is sent to that endpoint alone.',
    data: z.object({ endpointId }),
  },
};

export type MessageType = keyof typeof messages;

/** What an endpoint is sent. */
export interface Payload {
  type: MessageType;
  timestamp: string;
  version: 1;
  organizationId: string;
  sequence: number;
  actorId: string | null;
  data: Record<string, unknown>;
}

type NameOf<Type extends string> = Type extends `${infer Thing}.${infer What}`
  ? `${Uppercase<Thing>}_${Uppercase<What>}`
  : never;

/** By the values of the schema's enum. */
const typesByName = new Map<WebhookEventType, EventType>(
  eventTypes.map((type) => [type.toUpperCase().replace('.', '_') as NameOf<EventType>, type]),
);

export const typeOfName = (name: WebhookEventType): string => typesByName.get(name)!;

/** The types that an endpoint is told of, as values of the enum. */
export const namesOf = (events: string[]): WebhookEventType[] =>
  [...typesByName].flatMap(([name, type]) => (listens(events, type) ? name : []));

/** Whether an endpoint that lists these types is told of one. */
export const listens = (events: string[], type: string) => events.includes('*') || events.includes(type);

export const isListenable = (type: string) => (eventTypes as string[]).includes(type);

/**
 * The data as its schema has it, in that order, with nothing beside. What a process of another version wrote stays as it
 * is, where the schema does not fit.
 */
export function documented(type: MessageType, data: object): Record<string, unknown> {
  const { data: schema } = (messages as Partial<typeof messages>)[type] ?? {};
  return (schema?.safeParse(data).data ?? data) as Record<string, unknown>;
}

/** A payload with ids alone: of things their own, beside them what is named so. A meter is known by its name. */
export function thin(payload: Payload): Payload {
  const data = Object.entries(payload.data).flatMap(([name, value]) => {
    if (typeof value === 'object' && value !== null && 'id' in value) return [[name, { id: value.id }]];
    return name.endsWith('Id') || name === 'meter' ? [[name, value]] : [];
  });
  return { ...payload, data: Object.fromEntries(data) };
}
