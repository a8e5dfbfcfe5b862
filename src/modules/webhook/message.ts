import { z } from 'zod';
import type { WebhookEventType } from '../../generated/enums.ts';
import { catalogue, type EventType, eventTypes } from '../../events/catalogue.ts';
import { endpointId } from '../../events/schemas.ts';

/** The type of the event that `sendTestWebhook` sends. */
export const TEST_EVENT = 'webhook.test';

/** All message types: the catalogue's and the test's. */
export const messages = {
  ...catalogue,
  [TEST_EVENT]: {
    when: 'An administrator tests an endpoint. Endpoints cannot subscribe to it: it is sent only to the tested one.',
    data: z.object({ endpointId }),
  },
};

export type MessageType = keyof typeof messages;

/** The payload of a message. */
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

/** Event types by the values of the schema's enum. */
const typesByName = new Map<WebhookEventType, EventType>(
  eventTypes.map((type) => [type.toUpperCase().replace('.', '_') as NameOf<EventType>, type]),
);

export const typeOfName = (name: WebhookEventType): string => typesByName.get(name)!;

/** Returns an endpoint's event types as values of the enum. */
export const eventTypeNames = (events: string[]): WebhookEventType[] =>
  [...typesByName].flatMap(([name, type]) => (subscribesTo(events, type) ? name : []));

/** Returns whether an endpoint with these types subscribes to an event type. */
export const subscribesTo = (events: string[], type: string) => events.includes('*') || events.includes(type);

export const isListenable = (type: string) => (eventTypes as string[]).includes(type);

/**
 * Parses the data with its schema, which orders the fields and drops others. Data of a process of another version stays
 * unchanged where the schema does not fit.
 */
export function parseEventData(type: MessageType, data: object): Record<string, unknown> {
  const { data: schema } = (messages as Partial<typeof messages>)[type] ?? {};
  return (schema?.safeParse(data).data ?? data) as Record<string, unknown>;
}

/** Reduces a payload to ids: each entity to `{ id }`, plus fields whose name ends in `Id`, and the meter's name. */
export function toThinPayload(payload: Payload): Payload {
  const data = Object.entries(payload.data).flatMap(([name, value]) => {
    if (typeof value === 'object' && value !== null && 'id' in value) return [[name, { id: value.id }]];
    return name.endsWith('Id') || name === 'meter' ? [[name, value]] : [];
  });
  return { ...payload, data: Object.fromEntries(data) };
}
