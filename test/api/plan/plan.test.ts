import { describe, expect, test } from 'vitest';
import { type Account, join, register } from '../../support/client.ts';
import { unfreezeTerms } from '../../support/plan-terms.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const organization =
  'organization { plan { code } usage { members { used limit } projects { used limit } } }';
const USAGE = `{ ${organization} }` as const;
const CHANGE = `mutation ($plan: PlanCode!, $dryRun: Boolean! = false) {
  changePlan(input: { plan: $plan, dryRun: $dryRun }) { ${organization} userErrors { code message field } } }` as const;
const CREATE = `mutation { createProject(input: { name: "P" }) { project { id } userErrors { code field } } }`;
const ADD = `mutation ($email: String!) { addMember(input: { email: $email }) { membership { id } userErrors { code } } }`;

const changePlan = ({ client }: Account, plan: string, dryRun?: boolean) =>
  client.payload(CHANGE, { plan, dryRun });

const stateOf = async ({ client }: Account) => (await client.ask(USAGE)).organization;
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

async function createProjects({ client }: Account, count: number): Promise<void> {
  await client.ask(
    `mutation { ${times(count, (i) => `p${i}: createProject(input: { name: "P" }) { userErrors { code } }`).join(' ')} }`,
  );
}

/** Returns the organization's plan events, oldest first. */
const planEvents = ({ organizationId }: Account) =>
  db
    .selectFrom('audit_events')
    .select(['before', 'after'])
    .where('organization_id', '=', organizationId)
    .where('action', '=', 'organization.plan_changed')
    .orderBy('id')
    .execute();

describe('the plans', () => {
  test('can be read by anybody, smallest first', async () => {
    const { plans } = await anonymous.ask(
      `{ plans { code name features limits {
        members projects apiRequestsPerMinute apiRequestsPerMonth subscriptions subscriptionsPerCaller } } }`,
    );
    expect(plans).toEqual([
      {
        code: 'FREE',
        name: 'Free',
        features: ['audit.retentionDays'],
        limits: {
          members: 3,
          projects: 5,
          apiRequestsPerMinute: 60,
          apiRequestsPerMonth: 10_000,
          subscriptions: 60,
          subscriptionsPerCaller: 20,
        },
      },
      {
        code: 'PRO',
        name: 'Pro',
        features: ['WEBHOOKS', 'AUDIT_EXPORT', 'CUSTOM_LABELS', 'audit.retentionDays'],
        limits: {
          members: 50,
          projects: 100,
          apiRequestsPerMinute: 600,
          apiRequestsPerMonth: 1_000_000,
          subscriptions: 5000,
          subscriptionsPerCaller: 200,
        },
      },
    ]);
  });

  test('have versions, of which the last one in effect has the terms', async () => {
    const { plans } = await anonymous.ask(
      '{ plans { code terms { version limits { members } } versions { version limits { members } } } }',
    );
    expect(plans).toEqual(
      [
        { code: 'FREE', members: 3 },
        { code: 'PRO', members: 50 },
      ].map(({ code, members }) => {
        const version = { version: 1, limits: { members } };
        return { code, terms: version, versions: [version] };
      }),
    );
  });

  test('start with FREE, whose usage is counted', async () => {
    const owner = await register(anonymous);
    await createProjects(owner, 2);
    const member = await join(owner, 'MEMBER');
    expect(await stateOf(member)).toEqual({
      plan: { code: 'FREE' },
      usage: { members: { used: 2, limit: 3 }, projects: { used: 2, limit: 5 } },
    });
  });

  test('can be unlimited', async () => {
    const unlimited = await startTestServer();
    await unfreezeTerms(unlimited.db);
    await unlimited.db
      .updateTable('plan_versions')
      .set({ project_limit: null })
      .where('plan_code', '=', 'FREE')
      .execute();
    const owner = await register(unlimited.anonymous);
    await createProjects(owner, 6);
    expect((await stateOf(owner)).usage.projects).toEqual({ used: 6, limit: null });
    expect((await changePlan(owner, 'FREE')).userErrors).toEqual([]);
  });
});

describe('changing the plan', () => {
  test('raises the limits at once, and can be undone while the usage permits it', async () => {
    const owner = await register(anonymous);
    await createProjects(owner, 5);
    expect(await owner.client.codes(CREATE)).toEqual(['PLAN_LIMIT_REACHED']);
    expect(await changePlan(owner, 'PRO')).toEqual({
      organization: {
        plan: { code: 'PRO' },
        usage: { members: { used: 1, limit: 50 }, projects: { used: 5, limit: 100 } },
      },
      userErrors: [],
    });
    expect((await changePlan(owner, 'FREE')).organization.plan.code).toBe('FREE');
    expect(await planEvents(owner)).toEqual([
      { before: { plan: 'FREE' }, after: { plan: 'PRO' } },
      { before: { plan: 'PRO' }, after: { plan: 'FREE' } },
    ]);
  });

  test('reports every limit that the smaller plan would exceed', async () => {
    const owner = await register(anonymous);
    await changePlan(owner, 'PRO');
    await createProjects(owner, 6);
    for (const role of ['ADMIN', 'MEMBER', 'MEMBER'] as const) await join(owner, role);
    const refused = {
      organization: null,
      userErrors: [
        {
          code: 'PLAN_LIMIT_REACHED',
          message: 'The organization has 4 members, of which FREE allows 3.',
          field: ['plan'],
        },
        {
          code: 'PLAN_LIMIT_REACHED',
          message: 'The organization has 6 projects, of which FREE allows 5.',
          field: ['plan'],
        },
      ],
    };
    expect(await changePlan(owner, 'FREE', true)).toEqual(refused);
    expect(await changePlan(owner, 'FREE')).toEqual(refused);
    expect((await stateOf(owner)).plan.code).toBe('PRO');
    expect(await planEvents(owner)).toHaveLength(1);
  });

  test('changes nothing with dryRun or for the current plan', async () => {
    const owner = await register(anonymous);
    const before = await stateOf(owner);
    expect(await changePlan(owner, 'PRO', true)).toEqual({ organization: before, userErrors: [] });
    expect(await changePlan(owner, 'FREE')).toEqual({ organization: before, userErrors: [] });
    expect(await stateOf(owner)).toEqual(before);
    expect(await planEvents(owner)).toEqual([]);
  });

  test('requires an owner and an existing plan', async () => {
    const owner = await register(anonymous);
    for (const role of ['ADMIN', 'MEMBER'] as const) {
      const { client } = await join(owner, role);
      expect(await client.codes(CHANGE, { plan: 'PRO' })).toEqual(['FORBIDDEN']);
    }
    expect(await owner.client.codes(CHANGE, { plan: 'GOLD' })).toEqual(['NOT_FOUND']);
    expect(await owner.client.codes(CHANGE, { plan: 'no code' })).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the limits of a plan', () => {
  test('apply within one operation: fields beyond the limit are refused, others are committed', async () => {
    const owner = await register(anonymous);
    const { data } = await owner.client.send(
      `mutation { ${times(7, (i) => `p${i}: createProject(input: { name: "P" }) { userErrors { code field } }`).join(' ')} }`,
    );
    const beyond = { userErrors: [{ code: 'PLAN_LIMIT_REACHED', field: null }] };
    expect(Object.values(data!)).toEqual([...times(5, () => ({ userErrors: [] })), beyond, beyond]);
    expect((await stateOf(owner)).usage.projects.used).toBe(5);
  });

  test('permit another object after one is deleted', async () => {
    const owner = await register(anonymous);
    await createProjects(owner, 4);
    const { createProject } = await owner.client.ask(CREATE);
    expect(await owner.client.codes(CREATE)).toEqual(['PLAN_LIMIT_REACHED']);
    await owner.client.ask(
      'mutation ($id: ID!) { deleteProject(input: { id: $id }) { userErrors { code } } }',
      { id: createProject.project.id },
    );
    expect(await owner.client.codes(CREATE)).toEqual([]);
  });

  test('accept one of twenty concurrent projects when one is left', async () => {
    const owner = await register(anonymous);
    await createProjects(owner, 4);
    const codes = await Promise.all(times(20, () => owner.client.codes(CREATE)));
    expect(codes.filter((each) => each.length === 0)).toHaveLength(1);
    expect(codes.flat()).toEqual(times(19, () => 'PLAN_LIMIT_REACHED'));
    expect((await stateOf(owner)).usage.projects.used).toBe(5);
  });

  test('accept one of twenty concurrent members when one is left', async () => {
    const owner = await register(anonymous);
    await join(owner, 'ADMIN');
    const others: Account[] = [];
    while (others.length < 20) others.push(await register(anonymous));
    const codes = await Promise.all(others.map(({ email }) => owner.client.codes(ADD, { email })));
    expect(codes.filter((each) => each.length === 0)).toHaveLength(1);
    expect(codes.flat()).toEqual(times(19, () => 'PLAN_LIMIT_REACHED'));
    expect((await stateOf(owner)).usage.members.used).toBe(3);
  });

  test('of one organization do not affect another', async () => {
    const [full, other] = [await register(anonymous), await register(anonymous)];
    await createProjects(full, 5);
    const [codes, otherCodes] = await Promise.all([full.client.codes(CREATE), other.client.codes(CREATE)]);
    expect([codes, otherCodes]).toEqual([['PLAN_LIMIT_REACHED'], []]);
  });

  test('hold when the plan is reduced while an object is created', async () => {
    const owner = await register(anonymous);
    await createProjects(owner, 5);
    for (let round = 0; round < 20; round++) {
      await changePlan(owner, 'PRO');
      const change = () => owner.client.codes(CHANGE, { plan: 'FREE' });
      const create = () => owner.client.send(CREATE);
      // Either can be first.
      const [changed, created] =
        round % 2
          ? await Promise.all([change(), create()])
          : ((await Promise.all([create(), change()])).toReversed() as [
              string[],
              Awaited<ReturnType<typeof create>>,
            ]);
      const { project, userErrors } = created.data!.createProject!;
      const { plan, usage } = await stateOf(owner);
      expect(plan.code).toBe(changed.length === 0 ? 'FREE' : 'PRO');
      expect(usage.projects.used).toBe(project ? 6 : 5);
      expect([...changed, ...userErrors.map((error) => error.code)]).toEqual(['PLAN_LIMIT_REACHED']);
      if (project) {
        await owner.client.ask(
          'mutation ($id: ID!) { deleteProject(input: { id: $id }) { userErrors { code } } }',
          { id: project.id },
        );
      }
    }
  });
});
