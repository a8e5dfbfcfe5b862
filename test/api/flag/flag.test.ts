import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SetFlagInput } from '../../../src/generated/graphql.ts';
import { placeOf } from '../../../src/modules/flag/provider.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { type Account, join as addMember } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { client: platform } = await createPlatformAdmin(server);

const SET = `mutation ($input: SetFlagInput!) { setFlag(input: $input) {
  flag { key description percentage organizationCount } userErrors { code field } } }` as const;
const CLEAR =
  `mutation ($key: String!) { clearFlag(input: { key: $key }) { affectedCount userErrors { code } } }` as const;
const set = (input: Omit<SetFlagInput, 'description'>) =>
  platform.payload(SET, { input: { description: 'A test', ...input } });
const isOn = async ({ client }: Account, flag: string) =>
  (await client.ask('query ($flag: String!) { organization { isFlagOn(flag: $flag) } }', { flag }))
    .organization.isFlagOn;
const keyOf = () => `flag-${randomUUID()}`;
/** Servers read flags again after two seconds. */
const poll = { timeout: 60_000 };

describe('a flag', () => {
  test('is on for the named organizations, and for nobody after it is deleted', async () => {
    const [named, other] = [await createOwner(server.anonymous), await createOwner(server.anonymous)];
    const member = await addMember(named, 'MEMBER');
    const key = keyOf();
    expect(await isOn(named, key)).toBe(false);
    expect(await set({ key, percentage: 0, organizationIds: [named.organizationId] })).toEqual({
      flag: { key, description: 'A test', percentage: 0, organizationCount: 1 },
      userErrors: [],
    });
    await expect.poll(() => isOn(named, key), poll).toBe(true);
    expect([await isOn(member, key), await isOn(other, key)]).toEqual([true, false]);
    // Without a list the named organizations remain.
    expect((await set({ key, percentage: 100 })).flag.organizationCount).toBe(1);
    await expect.poll(() => isOn(other, key), poll).toBe(true);
    expect((await platform.ask('{ flags { key percentage } }')).flags).toContainEqual({
      key,
      percentage: 100,
    });
    expect(await platform.payload(CLEAR, { key })).toEqual({ affectedCount: 1, userErrors: [] });
    expect(await platform.payload(CLEAR, { key })).toEqual({ affectedCount: 0, userErrors: [] });
    await expect.poll(() => isOn(named, key), poll).toBe(false);
  });

  test('at a percentage is on for those whose place is below it, whoever asks', async () => {
    const key = keyOf();
    const owners: Account[] = [];
    for (let count = 0; count < 6; count++) owners.push(await createOwner(server.anonymous));
    const places = owners.map(({ organizationId }) => placeOf(key, organizationId));
    const percentage = Math.min(100, Math.ceil(places.toSorted((a, b) => a - b)[2]!));
    await set({ key, percentage });
    const expected = places.map((place) => place < percentage);
    await expect.poll(() => Promise.all(owners.map((owner) => isOn(owner, key))), poll).toEqual(expected);
  });

  test('needs a key, a percentage and organizations that exist', async () => {
    const faults = async (input: Omit<SetFlagInput, 'description'>) =>
      (await set(input)).userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
    const unknown = randomUUID();
    expect(await faults({ key: 'a b', percentage: 5 })).toEqual(['INVALID key']);
    expect(await faults({ key: 'a', percentage: 101 })).toEqual(['INVALID percentage']);
    expect(await faults({ key: 'a', percentage: 5, organizationIds: [unknown] })).toEqual([
      'NOT_FOUND organizationIds.0',
    ]);
    expect((await platform.ask('{ flags { key } }')).flags).not.toContainEqual({ key: 'a' });
    const owner = await createOwner(server.anonymous);
    expect(await owner.client.codes(SET, { input: { key: 'a', description: 'Mine' } })).toEqual([
      'FORBIDDEN',
    ]);
    expect(await owner.client.codes('{ flags { key } }')).toEqual(['FORBIDDEN']);
  });

  test('is set by twenty at once, one after another', async () => {
    const key = keyOf();
    const owner = await createOwner(server.anonymous);
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, percentage) =>
        set({ key, percentage, organizationIds: [owner.organizationId] }),
      ),
    );
    expect(all.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect((await set({ key, percentage: 1 })).flag).toMatchObject({ organizationCount: 1 });
  });
});

test('places are stable, even, and different for each flag', () => {
  const ids = Array.from(
    { length: 10_000 },
    (_, index) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  );
  expect(placeOf('a', ids[0]!)).toBe(placeOf('a', ids[0]!));
  for (const percentage of [1, 10, 50, 90]) {
    const on = ids.filter((id) => placeOf('a', id) < percentage).length;
    expect(Math.abs(on / 100 - percentage)).toBeLessThan(2);
  }
  const both = ids.filter((id) => placeOf('a', id) < 50 && placeOf('b', id) < 50).length;
  expect(Math.abs(both / 100 - 25)).toBeLessThan(2);
});

test("a team's own provider decides in place of the database, and a failing one turns flags off", async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'polity-flags-')), 'provider.ts');
  await writeFile(
    file,
    `export default {
      metadata: { name: 'own' }, runsOn: 'server',
      async resolveBooleanEvaluation(flag, value, context) {
        if (flag === 'broken') throw new Error('broken');
        return { value: flag === 'free' && context.planCode === 'FREE' };
      },
    };`,
  );
  const own = await startTestServer({ FLAG_PROVIDER: file });
  const [free, pro] = [await createOwner(own.anonymous), await createOwner(own.anonymous, 'PRO')];
  expect([await isOn(free, 'free'), await isOn(pro, 'free'), await isOn(free, 'broken')]).toEqual([
    true,
    false,
    false,
  ]);
});
