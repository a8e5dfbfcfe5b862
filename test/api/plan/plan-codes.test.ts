import { expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const owner = await createOwner(server.anonymous);

test('codes of plans and features are accepted as enum values, as strings and as variables', async () => {
  const change = (plan: string) =>
    `mutation { changePlan(input: { plan: ${plan}, dryRun: true }) { userErrors { code } } }`;
  for (const plan of ['PRO', '"PRO"', 'FREE']) expect(await owner.client.codes(change(plan))).toEqual([]);
  expect(await owner.client.codes(change('GOLD'))).toEqual(['NOT_FOUND']);
  for (const feature of ['WEBHOOKS', '"WEBHOOKS"', '"no.such-feature"'])
    expect(await owner.client.codes(`{ organization { hasFeature(feature: ${feature}) } }`)).toEqual([]);
  const withVariable = `query ($feature: PlanFeature = CUSTOM_LABELS) { organization { hasFeature(feature: $feature) } }`;
  for (const variables of [{}, { feature: 'AUDIT_EXPORT' }])
    expect(await owner.client.codes(withVariable, variables)).toEqual([]);
});

test('anything else is refused before it is executed', async () => {
  for (const plan of ['1', 'true', '""', '"pro"', '"A B"', '{}', 'pro'])
    expect(
      await owner.client.codes(
        `mutation { changePlan(input: { plan: ${plan}, dryRun: true }) { userErrors { code } } }`,
      ),
    ).toEqual(['BAD_USER_INPUT']);
  const { errors } = await owner.client.send('{ organization { hasFeature(feature: "no key") } }');
  expect(errors![0]!.message).toContain(
    'A PlanFeature must be written in letters, digits, "_", "-" and dots',
  );
});

test('a repeated operation that is compiled accepts them, too', async () => {
  for (let time = 0; time < 5; time++)
    expect(
      (await owner.client.ask('{ organization { a: hasFeature(feature: WEBHOOKS) plan { code features } } }'))
        .organization,
    ).toEqual({ a: false, plan: { code: 'FREE', features: ['audit.retentionDays'] } });
});
