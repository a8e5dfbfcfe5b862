import { createHmac, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

export const newSecret = () => randomBytes(SECRET_BYTES);

/** Returns the secret in the form that its owner sees. */
export const secretText = (secret: Buffer) => PREFIX + secret.toString('base64');

/**
 * Returns the headers of Standard Webhooks, with a signature for each secret. `timestamp` is in seconds. The library
 * `standardwebhooks` hashes in JavaScript, which blocks other requests longer than OpenSSL does; the tests verify with it.
 */
export function signedHeaders(
  secrets: Buffer[],
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): Record<string, string> {
  const signed = Buffer.from(`${id}.${timestamp}.${body}`);
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
