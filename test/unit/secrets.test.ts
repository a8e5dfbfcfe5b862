import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { generateSecretsKey, loadSecretBox } from '../../src/crypto/key-store.ts';
import { createSecretBox } from '../../src/crypto/secret-box.ts';

const newKey = () => Buffer.from(generateSecretsKey(), 'base64');
const secret = Buffer.from('the tide tables');

describe('a sealed secret', () => {
  const key = newKey();
  const box = createSecretBox([key]);

  test('opens for the same context and does not contain the plain text', () => {
    const [first, second] = [box.seal(secret, 'here'), box.seal(secret, 'here')];
    expect(box.open(first, 'here')).toEqual(secret);
    expect(first).not.toEqual(second);
    expect(first.includes(secret)).toBe(false);
  });

  test('does not open for another context, under another key, or after a bit was changed', () => {
    const sealed = box.seal(secret, 'here');
    expect(() => box.open(sealed, 'there')).toThrow('No key of SECRETS_KEY');
    expect(() => createSecretBox([newKey()]).open(sealed, 'here')).toThrow('No key of SECRETS_KEY');
    for (const at of [0, 12, 28, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => box.open(changed, 'here')).toThrow('No key of SECRETS_KEY');
    }
    for (const length of [0, 11, 20, 28])
      expect(() => box.open(sealed.subarray(0, length), 'here')).toThrow('No key of SECRETS_KEY');
  });

  test('opens under a key that is no longer the first', () => {
    const next = newKey();
    const both = createSecretBox([next, key]);
    expect(both.open(box.seal(secret, 'here'), 'here')).toEqual(secret);
    expect(createSecretBox([next]).open(both.seal(secret, 'here'), 'here')).toEqual(secret);
  });
});

test('development creates one key, readable only by its owner, even when two processes start at the same time', async () => {
  const config = readConfig({ POLITY_DATA_DIR: join(await mkdtemp(join(tmpdir(), 'polity-keys-')), 'new') });
  const boxes = await Promise.all([loadSecretBox(config), loadSecretBox(config)]);
  expect(boxes[1]!.open(boxes[0]!.seal(secret, 'here'), 'here')).toEqual(secret);
  const { mode } = await stat(config.developmentSecretsFile);
  expect(mode & 0o777).toBe(0o600);
  const kept = await readFile(config.developmentSecretsFile, 'utf8');
  expect((await loadSecretBox(config)).open(boxes[0]!.seal(secret, 'x'), 'x')).toEqual(secret);
  expect(await readFile(config.developmentSecretsFile, 'utf8')).toBe(kept);
});
