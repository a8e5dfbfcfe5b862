import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { newSecret, secretText, signedHeaders } from '../../src/modules/webhook/signature.ts';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/webhooks.md'), 'utf8');
const body = '{"type":"webhook.test","data":{"name":"Grüße"}}';
const [secret, other] = [newSecret(), newSecret()];
const seconds = (ago = 0) => Math.floor(Date.now() / 1000) - ago;
const sign = (secrets: Buffer[], timestamp = seconds()) =>
  signedHeaders(secrets, { id: 'an-id', timestamp, body });

let directory: string;
beforeAll(async () => {
  // Within the project, so that the example can import its library.
  await mkdir(join(root, 'coverage'), { recursive: true });
  directory = await mkdtemp(join(root, 'coverage/docs-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe.each(['library', 'by-hand'])('the documented code that verifies a signature (%s)', (name) => {
  type Receive = (secret: string, headers: Record<string, string>, body: string) => unknown;
  let receive: Receive;
  beforeAll(async () => {
    const [, code] = new RegExp(`\`\`\`js ${name}\n(.*?)\`\`\``, 's').exec(text)!;
    const file = join(directory, `${name}.mjs`);
    await writeFile(file, code!);
    ({ receive } = await import(file));
  });

  test('accepts a message that was signed with the secret, alone or beside another secret', () => {
    expect(receive(secretText(secret), sign([secret]), body)).toEqual(JSON.parse(body));
    for (const secrets of [
      [secret, other],
      [other, secret],
    ])
      expect(receive(secretText(secret), sign(secrets), body)).toEqual(JSON.parse(body));
  });

  test('rejects every other message', () => {
    const right = sign([secret]);
    const wrong: [headers: Record<string, string>, body: string][] = [
      [sign([other]), body],
      [right, body.replace('test', 'best')],
      [{ ...right, 'webhook-id': 'another-id' }, body],
      [{ ...right, 'webhook-timestamp': String(seconds(1)) }, body],
      [{ ...right, 'webhook-signature': right['webhook-signature']!.replace('v1', 'v2') }, body],
      [{ ...right, 'webhook-signature': 'v1,' }, body],
      [sign([secret], seconds(600)), body],
      [sign([secret], seconds(-600)), body],
      [{ ...right, 'webhook-timestamp': 'soon' }, body],
    ];
    for (const [headers, sent] of wrong) expect(() => receive(secretText(secret), headers, sent)).toThrow();
  });
});

test('the documented retries are the configured ones', () => {
  const { retryDelays, timeout } = readConfig({}).webhooks;
  expect(text).toContain('after 5 seconds, 1, 5 and 30 minutes, 2, 5, 8 and 10 hours: nine attempts');
  expect(retryDelays).toEqual([5, 60, 5 * 60, 30 * 60, ...[2, 5, 8, 10].map((hours) => hours * 3600)]);
  expect(retryDelays.reduce((sum, delay) => sum + delay)).toBeGreaterThan(86_400);
  expect(timeout).toBe(15_000);
});
