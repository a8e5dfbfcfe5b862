import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { WebhookEventType } from '../../generated/enums.ts';
import { concerning, fault, id, ids, items, text, unlessNull } from '../../graphql/input.ts';
import { isListenable, typeOfName } from './message.ts';
import { urlFault } from './url.ts';

/** An endpoint's URL that the settings allow. */
const urlBy = ({ webhooks }: Config) =>
  text({ min: 1, max: 2000, trim: true }).superRefine((value, context) => {
    const wrong = urlFault(value, webhooks);
    if (wrong) context.addIssue(fault('INVALID', wrong));
  });
const description = text({ max: 500 });
const payload = z.enum(['FULL', 'THIN']);

/** Event types of the catalogue, or `*` alone, without duplicates. */
const events = items(z.string(), 100)
  .superRefine((types, context) => {
    if (types.includes('*')) {
      if (types.some((type) => type !== '*'))
        context.addIssue(fault('INVALID', 'must be `*` alone or a list of event types'));
      return;
    }
    for (const [index, type] of types.entries()) {
      if (isListenable(type)) continue;
      const named = `must be an event type such as \`task.created\`; "${type.slice(0, 100).toWellFormed()}" is unknown`;
      context.addIssue(fault('INVALID', named, index));
    }
  })
  .transform((types) => [...new Set(types)]);

/** The maximum number of projects that an endpoint names. */
const MAX_PROJECTS = 50;
/** Null stands for all that are not private. */
const projectIds = ids('project', MAX_PROJECTS)
  .superRefine((values, context) => {
    if (values.length === 0)
      context.addIssue(fault('REQUIRED', 'must name a project; null means all that are not private'));
  })
  .nullish();

const eventType = z.custom<WebhookEventType>((value) => typeof value === 'string');
const listened = {
  events: unlessNull(events),
  eventTypes: unlessNull(
    items(eventType, 100).transform((names) => [...new Set(names)].map((name) => typeOfName(name))),
  ),
};

const refuseBoth = (
  input: { events?: unknown; eventTypes?: unknown },
  context: z.core.$RefinementCtx,
): void => {
  if (input.events && input.eventTypes)
    context.addIssue(fault('INVALID', 'must not be given together with `events`', 'eventTypes'));
};

export const createWebhookEndpointInput = (config: Config) =>
  z
    .object({ url: urlBy(config), ...listened, description, payload, projectIds })
    .superRefine(
      (input, context) => {
        if (!input.events && !input.eventTypes)
          context.addIssue(fault('REQUIRED', 'must be given unless `eventTypes` is', 'events'));
      },
      concerning('events', 'eventTypes'),
    )
    .superRefine(refuseBoth, concerning('events', 'eventTypes'))
    .transform(({ eventTypes, ...input }) => ({
      ...input,
      projectIds: input.projectIds ?? null,
      events: eventTypes ?? input.events!,
    }));
export const updateWebhookEndpointInput = (config: Config) =>
  z
    .object({
      id: id('webhook endpoint'),
      url: unlessNull(urlBy(config)),
      ...listened,
      description: unlessNull(description),
      payload: unlessNull(payload),
      projectIds,
      disabled: unlessNull(z.boolean()),
    })
    .superRefine(refuseBoth, concerning('events', 'eventTypes'))
    .transform(({ eventTypes, ...input }) => ({ ...input, ...(eventTypes && { events: eventTypes }) }));
export const deleteWebhookEndpointInput = z.object({ id: id('webhook endpoint') });
export const rotateWebhookSecretInput = z.object({
  id: id('webhook endpoint'),
  overlapHours: z.number().refine((hours) => hours >= 0 && hours <= 168, 'must be 0 to 168'),
});
export const sendTestWebhookInput = z.object({ id: id('webhook endpoint') });
export const replayWebhookDeliveryInput = z.object({ id: id('webhook delivery') });
export const replayFailedWebhookDeliveriesInput = z.object({
  endpointId: id('webhook endpoint'),
  since: z.string(),
});
