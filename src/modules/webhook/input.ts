import { z } from 'zod';
import { id, items, text, unlessNull } from '../../graphql/input.ts';
import { isListenable } from './message.ts';

const url = text({ min: 1, max: 2000, trim: true });
const description = text({ max: 500 });
const payload = z.enum(['FULL', 'THIN']);

const fault = (message: string) => ({ code: 'custom' as const, message, params: { code: 'INVALID' } });

/** Types of the catalogue, or `*` alone; what is named twice counts once. */
const events = items(z.string(), 100)
  .superRefine((types, context) => {
    if (types.includes('*')) {
      if (types.some((type) => type !== '*'))
        context.addIssue(fault('must have * alone, or types of events'));
      return;
    }
    for (const [index, type] of types.entries()) {
      if (!isListenable(type)) context.addIssue({ ...fault('must be a type of events'), path: [index] });
    }
  })
  .transform((types) => [...new Set(types)]);

export const createWebhookEndpointInput = z.object({ url, events, description, payload });
export const updateWebhookEndpointInput = z.object({
  id: id('webhook endpoint'),
  url: unlessNull(url),
  events: unlessNull(events),
  description: unlessNull(description),
  payload: unlessNull(payload),
  disabled: unlessNull(z.boolean()),
});
export const deleteWebhookEndpointInput = z.object({ id: id('webhook endpoint') });
export const rotateWebhookSecretInput = z.object({
  id: id('webhook endpoint'),
  overlapHours: z.number().refine((hours) => hours >= 0 && hours <= 168, {
    params: { code: 'INVALID' },
    message: 'must be 0 to 168',
  }),
});
export const sendTestWebhookInput = z.object({ id: id('webhook endpoint') });
export const replayWebhookDeliveryInput = z.object({ id: id('webhook delivery') });
export const replayFailedWebhookDeliveriesInput = z.object({
  endpointId: id('webhook endpoint'),
  since: z.string(),
});
