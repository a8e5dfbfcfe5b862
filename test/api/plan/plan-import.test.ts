import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importPlans } from '../../../src/modules/plan/import.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { db } = server;
const provided = await readFile(join(import.meta.dirname, '../../../plans.yaml'), 'utf8');

const versionsOf = async (code: string) =>
  (
    await db
      .selectFrom('plan_versions')
      .select(['version', 'base_price'])
      .where('plan_code', '=', code)
      .orderBy('version')
      .execute()
  ).map(({ version, base_price }) => `${version}: ${base_price}`);

const TEAM = `
features:
  SSO: { kind: BOOLEAN, name: Single sign-on }
  api.calls: { kind: NUMBER, name: Calls, meter: api.calls }
plans:
  - code: TEAM
    name: Team
    basePrice: 4900
    limits: { members: 10, projects: null }
    features: { SSO: true, api.calls: 100 }
    prices:
      api.calls: { included: 100, unitPrice: 0.50 }
`;

test('the file of the repository is what a new installation has', async () => {
  expect(await importPlans(db, provided)).toEqual([]);
});

test('an import creates plans and publishes versions, and the same file again changes nothing', async () => {
  expect(await importPlans(db, TEAM, { dryRun: true })).toEqual([
    'The feature SSO is declared.',
    'The feature api.calls is declared.',
    'The plan TEAM is created.',
    'FREE is not in the file, and remains as it is.',
    'PRO is not in the file, and remains as it is.',
  ]);
  expect(await versionsOf('TEAM')).toEqual([]);
  const lines = await importPlans(db, TEAM);
  expect(lines).toContain('The plan TEAM is created.');
  const rest = (await importPlans(db, TEAM)).filter((line) => !line.includes('not in the file'));
  expect(rest).toEqual([]);
  expect(await versionsOf('TEAM')).toEqual(['1: 4900']);
  const owner = await createOwner(server.anonymous, 'TEAM');
  const { organization } = await owner.client.ask(
    `{ organization { plan { name features limits { members projects } terms { prices { meter included unitPrice } } } } }`,
  );
  expect(organization.plan).toEqual({
    name: 'Team',
    features: ['SSO', 'api.calls'],
    limits: { members: 10, projects: null },
    terms: { prices: [{ meter: 'api.calls', included: 100, unitPrice: '0.5' }] },
  });
  expect(await importPlans(db, TEAM.replace('4900', '5900').replace('name: Team', 'name: The team'))).toEqual(
    expect.arrayContaining(['The plan TEAM is changed.', 'Version 2 of TEAM is published.']),
  );
  expect(await versionsOf('TEAM')).toEqual(['1: 4900', '2: 5900']);
});

test('a file can declare meters, and prices in tiers and packages', async () => {
  const text = `
meters:
  seats: { kind: MAX, name: Seats }
  builds: { kind: COUNT, name: Builds, groupBy: [team] }
plans:
  - code: TIERED
    name: Tiered
    prices:
      seats: { priceModel: GRADUATED, tiers: [{ upTo: 10, unitPrice: 500 }, { unitPrice: '400.50' }] }
      builds: { priceModel: PACKAGE, packageSize: 100, unitPrice: 250 }
`;
  const lines = await importPlans(db, text);
  expect(lines.slice(0, 3)).toEqual([
    'The meter seats is declared.',
    'The meter builds is declared.',
    'The plan TIERED is created.',
  ]);
  const rest = (await importPlans(db, text)).filter((line) => !line.includes('not in the file'));
  expect(rest).toEqual([]);
  const owner = await createOwner(server.anonymous, 'TIERED');
  const { organization } = await owner.client.ask(
    '{ organization { plan { terms { prices { meter unitPrice priceModel packageSize tiers { upTo unitPrice } } } } } }',
  );
  expect(organization.plan.terms.prices).toEqual([
    { meter: 'builds', unitPrice: '250', priceModel: 'PACKAGE', packageSize: 100, tiers: [] },
    {
      meter: 'seats',
      unitPrice: '0',
      priceModel: 'GRADUATED',
      packageSize: null,
      tiers: [
        { upTo: 10, unitPrice: '500' },
        { upTo: null, unitPrice: '400.50' },
      ],
    },
  ]);
});

test('two imports at once publish one version', async () => {
  const text = TEAM.replaceAll('TEAM', 'TWICE');
  await importPlans(db, text);
  const changed = text.replace('4900', '1');
  await Promise.all([importPlans(db, changed), importPlans(db, changed)]);
  expect(await versionsOf('TWICE')).toEqual(['1: 4900', '2: 1']);
});

test.each([
  ['plans: [{ code: free, name: Free }]', 'plans.free: `plan` must have only capital letters'],
  ['plans: [{ code: A, name: A, basePrise: 5 }]', 'basePrise'],
  ['plans: [{ code: A, name: A, limits: { member: 5 } }]', 'member'],
  ['plans: [{ code: A, name: A, limits: { members: 1.5 } }]', 'must be a whole number from 1'],
  ['plans: [{ code: PRO, name: Pro, currency: EUR }]', 'plans.PRO: The plan has prices in USD.'],
  [
    'plans: [{ code: PRO, name: Pro, features: { WEBHOOKS: 5 } }]',
    'plans.PRO: The kind of WEBHOOKS is BOOLEAN.',
  ],
  ['features: { members: { kind: NUMBER, name: Members } }\nplans: []', 'must not be the name of a limit'],
  ['plans: [{ code: A, name: A, prices: { m: { priceModel: PACKAGE } } }]', 'must be set for packages'],
  [
    'plans: [{ code: A, name: A, prices: { m: { priceModel: VOLUME, tiers: [{ upTo: 5, unitPrice: 1 }] } } }]',
    'must ascend to a last tier without an end',
  ],
  ['meters: { m: { kind: SUMS, name: M } }\nplans: []', 'meters.m'],
  ['plans: [', ''],
])('a file with a mistake changes nothing: %s', async (text, message) => {
  const before = await db.selectFrom('plans').select('code').execute();
  await expect(importPlans(db, text)).rejects.toThrow(message);
  expect(await db.selectFrom('plans').select('code').execute()).toEqual(before);
});

test('a file can declare a trial', async () => {
  const text = `
plans:
  - code: TRIED
    name: Tried
    basePrice: 100
    trialDays: 14
`;
  expect(await importPlans(db, text)).toContain('The plan TRIED is created.');
  expect(await importPlans(db, text)).not.toContain('Version 2 of TRIED is published.');
  expect(await importPlans(db, text.replace('14', '30'))).toContain('Version 2 of TRIED is published.');
  const { plans } = await server.anonymous.ask('{ plans { code terms { trialDays planAfterTrial } } }');
  expect(plans.find(({ code }) => code === 'TRIED')!.terms).toEqual({
    trialDays: 30,
    planAfterTrial: 'FREE',
  });
});
