import { createHmac, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

export const newSecret = () => randomBytes(SECRET_BYTES);

/** The secret as its owner is shown it. */
export const secretText = (secret: Buffer) => PREFIX + secret.toString('base64');

/** The headers of a message as Standard Webhooks has them, signed with each secret. `timestamp` is in seconds. */
export function signedHeaders(
  secrets: Buffer[],
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): Record<string, string> {
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
