import { createHmac, randomUUID } from 'node:crypto';
import { seconds } from './stripe-objects.ts';

export const WEBHOOK_SECRET = 'whsec_present';

/** The header that Stripe sends with a body. */
export function signatureOf(body: string, secret = WEBHOOK_SECRET, at = seconds()): string {
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return `t=${at},v1=${signature}`;
}

/** An event as Stripe sends it, with the object as it was at the time. */
export const eventOf = (type: string, object: object) =>
  JSON.stringify({
    id: `evt_${randomUUID().replaceAll('-', '')}`,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: seconds(),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  });
