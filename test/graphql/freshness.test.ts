import { expect, test } from 'vitest';
import { rememberDatabase } from '../support/acquaintance.ts';
import { findStaleReads } from '../support/freshness.ts';
import { makeFolder, presentRelease, serveAs } from '../support/release.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const READS = Number(process.env['FRESHNESS_READS'] ?? 3000);

/** Starts two processes that keep responses, on the database of the server and with the same keys. */
async function startTwo({ urls, db }: TestServer): Promise<string[]> {
  const settings = {
    VALIDATED_ANSWERS: 'on',
    POLITY_DATA_DIR: await makeFolder(),
    ORGANIZATIONS_PER_PERSON: '1000',
    ORGANIZATIONS_PER_DAY: '1000',
  };
  // The first creates the keys.
  const first = await serveAs(presentRelease, urls, settings);
  const addresses = [first, await serveAs(presentRelease, urls, settings)];
  for (const address of addresses) rememberDatabase(address, db);
  return addresses;
}

/** Returns how many eligible requests the processes answered with kept responses, and how many they executed. */
async function countResults(addresses: string[]): Promise<{ hit: number; miss: number }> {
  const texts = await Promise.all(
    addresses.map(async (address) => (await fetch(`${address}/metrics`)).text()),
  );
  const count = (result: string) =>
    texts
      .map((text) => new RegExp(`polity_validated_responses_total\\{result="${result}"\\} (\\d+)`).exec(text))
      .reduce((sum, match) => sum + Number(match?.[1] ?? 0), 0);
  return { hit: count('hit'), miss: count('miss') };
}

test('after a write is acknowledged, no process shows the state before it', async () => {
  const server = await startTestServer();
  const addresses = await startTwo(server);
  expect(await findStaleReads(addresses, READS)).toEqual([]);
  const { hit, miss } = await countResults(addresses);
  expect(hit).toBeGreaterThan(READS / 10);
  expect(miss).toBeGreaterThan(READS / 100);
});

test('without their triggers, a stale title and a stale name are shown and found', async () => {
  const server = await startTestServer();
  await server.systemPool.query('drop trigger tasks_version_update on tasks');
  await server.systemPool.query('drop trigger users_version_update on users');
  const stale = await findStaleReads(await startTwo(server), 1000);
  const names = stale.map((each) => each.name);
  expect(names).toContain('title');
  expect(names).toContain('fullName');
});
