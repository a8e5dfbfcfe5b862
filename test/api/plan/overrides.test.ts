import { describe, expect, test } from 'vitest';
import { changePlan, createOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { type Account, join, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const set = `mutation ($input: SetOrganizationOverridesInput!) { setOrganizationOverrides(input: $input) {
  overrides { members projects addedFeatures reason expiresAt } userErrors { code field } } }`;
const clear = `mutation ($id: ID!) { clearOrganizationOverrides(input: { organizationId: $id }) {
  clearedId userErrors { code field } } }`;

const usage = async ({ client }: Account) =>
  (
    await client.ask(`{ organization { hasFeature(feature: CUSTOM_LABELS) overrides { reason }
      usage { members { limit } projects { limit } apiKeys { limit } } } }`)
  ).organization;

describe("an organization's overrides", () => {
  test('take precedence over its plan and can be removed', async () => {
    const [{ client: platform }, owner] = [
      await createPlatformAdmin(server),
      await register(server.anonymous),
    ];
    const input = {
      organizationId: owner.organizationId,
      members: 5,
      addedFeatures: ['CUSTOM_LABELS' as const],
      reason: 'A pilot',
    };
    const { setOrganizationOverrides } = await platform.ask(set, { input });
    expect(setOrganizationOverrides.overrides).toEqual({
      members: 5,
      projects: null,
      addedFeatures: ['CUSTOM_LABELS'],
      reason: 'A pilot',
      expiresAt: null,
    });
    expect(await usage(owner)).toEqual({
      hasFeature: true,
      overrides: { reason: 'A pilot' },
      usage: { members: { limit: 5 }, projects: { limit: 5 }, apiKeys: { limit: 2 } },
    });
    for (let member = 0; member < 4; member++) await join(owner, 'MEMBER');
    const label =
      'mutation { createLabel(input: { name: "Sea", color: "#0000ff" }) { userErrors { code } } }';
    expect(await owner.client.codes(label)).toEqual([]);
    await platform.ask(clear, { id: owner.organizationId });
    expect(await usage(owner)).toMatchObject({ hasFeature: false, overrides: null });
    expect(await owner.client.codes(label.replace('Sea', 'Lake'))).toEqual(['FEATURE_NOT_IN_PLAN']);
    expect(
      await owner.client.codes(
        'mutation { inviteMember(input: { email: "one@more.test" }) { userErrors { code } } }',
      ),
    ).toEqual(['PLAN_LIMIT_REACHED']);
    const { auditEvents } = await owner.client.ask(
      '{ auditEvents(filter: { action: { startsWith: "organization.overrides" } }) { nodes { action actor { id } after } } }',
    );
    expect(auditEvents.nodes).toEqual([
      { action: 'organization.overrides_cleared', actor: null, after: null },
      { action: 'organization.overrides_set', actor: null, after: expect.objectContaining({ members: 5 }) },
    ]);
  });

  test('expire by themselves', async () => {
    const [{ client: platform }, owner] = [
      await createPlatformAdmin(server),
      await register(server.anonymous),
    ];
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const input = { organizationId: owner.organizationId, projects: 50, reason: 'A pilot', expiresAt };
    await platform.ask(set, { input });
    expect((await usage(owner)).usage.projects.limit).toBe(50);
    await server.db.updateTable('organization_overrides').set({ expires_at: '2020-01-01' }).execute();
    expect(await usage(owner)).toMatchObject({ overrides: null, usage: { projects: { limit: 5 } } });
  });

  test('are validated, and require a platform administrator', async () => {
    const [{ client: platform }, owner] = [
      await createPlatformAdmin(server),
      await register(server.anonymous),
    ];
    const { organizationId } = owner;
    const input = { organizationId, reason: 'A pilot' };
    expect(await owner.client.codes(set, { input })).toEqual(['FORBIDDEN']);
    expect(await server.anonymous.codes(set, { input })).toEqual(['UNAUTHENTICATED']);
    const wrong: [object, string][] = [
      [{ members: -1 }, 'INVALID'],
      [{ apiRequestsPerMinute: 0 }, 'INVALID'],
      [{ reason: ' ' }, 'REQUIRED'],
      [{ expiresAt: '2020-01-01T00:00:00Z' }, 'INVALID'],
      [{ organizationId: owner.userId }, 'NOT_FOUND'],
    ];
    for (const [change, code] of wrong)
      expect([change, await platform.codes(set, { input: { ...input, ...change } })]).toEqual([
        change,
        [code],
      ]);
    expect((await usage(owner)).overrides).toBeNull();
  });
});

test('a change to a smaller plan is refused while usage exceeds it, even with concurrent additions', async () => {
  const owner = await createOwner(server.anonymous, 'PRO');
  const create = 'mutation { createApiKey(input: { name: "K" }) { userErrors { code message } } }';
  for (let key = 0; key < 2; key++) await owner.client.ask(create);
  for (let round = 0; round < 5; round++) {
    const [made, changed] = await Promise.all([
      owner.client.codes(create),
      owner.client.codes('mutation { changePlan(input: { plan: FREE }) { userErrors { code message } } }'),
    ]);
    const { organization } = await owner.client.ask(
      '{ organization { plan { code } usage { apiKeys { used limit } } } }',
    );
    const { used, limit } = organization.usage.apiKeys;
    expect(used).toBeLessThanOrEqual(limit);
    expect([made, changed].filter((codes) => codes.includes('PLAN_LIMIT_REACHED'))).toHaveLength(1);
    await changePlan(owner.client, 'PRO');
    const { apiKeys } = await owner.client.ask('{ apiKeys { nodes { id } } }');
    for (const { id } of apiKeys.nodes.slice(2))
      await owner.client.ask(
        `mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { userErrors { code } } }`,
        { id },
      );
  }
});
