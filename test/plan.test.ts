import { describe, expect, test } from 'vitest';
import { type Account, join, register } from './support/client.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const organization =
  'organization { plan { code } usage { members { used limit } projects { used limit } } }';
const USAGE = `{ ${organization} }`;
const CHANGE = `mutation ($plan: PlanCode!, $dryRun: Boolean! = false) {
  changePlan(input: { plan: $plan, dryRun: $dryRun }) { ${organization} userErrors { code message field } } }`;
const CREATE = `mutation { createProject(input: { name: "P" }) { project { id } userErrors { code field } } }`;
const ADD = `mutation ($email: String!) { addMember(input: { email: $email }) { membership { id } userErrors { code } } }`;

async function changePlan({ client }: Account, plan: string, dryRun?: boolean): Promise<any> {
  const { data, errors } = await client.send(CHANGE, { plan, dryRun });
  expect(errors).toBeUndefined();
  return data!.changePlan;
}

const stateOf = async ({ client }: Account) => (await client.ask(USAGE)).organization;
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

async function createProjects({ client }: Account, count: number): Promise<void> {
  await client.ask(
    `mutation { ${times(count, (i) => `p${i}: createProject(input: { name: "P" }) { userErrors { code } }`).join(' ')} }`,
  );
}

/** The organization's plan events, oldest first. */
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
      `{ plans { code name features limits { members projects apiRequestsPerMinute apiRequestsPerMonth } } }`,
    );
    expect(plans).toEqual([
      {
        code: 'FREE',
        name: 'Free',
        features: [],
        limits: { members: 3, projects: 5, apiRequestsPerMinute: 60, apiRequestsPerMonth: 10_000 },
      },
      {
        code: 'PRO',
        name: 'Pro',
        features: ['WEBHOOKS', 'AUDIT_EXPORT', 'CUSTOM_LABELS'],
        limits: { members: 50, projects: 100, apiRequestsPerMinute: 600, apiRequestsPerMonth: 1_000_000 },
      },
    ]);
  });

  test('begin with FREE, and the use of it is counted', async () => {
    const owner = await register(anonymous);
    await createProjects(owner, 2);
    const member = await join(owner, 'MEMBER');
    expect(await stateOf(member)).toEqual({
      plan: { code: 'FREE' },
      usage: { members: { used: 2, limit: 3 }, projects: { used: 2, limit: 5 } },
    });
  });

  test('may have no limit', async () => {
    const unlimited = await startTestServer();
    await unlimited.db.updateTable('plans').set({ project_limit: null }).where('code', '=', 'FREE').execute();
    const owner = await register(unlimited.anonymous);
    await createProjects(owner, 6);
    expect((await stateOf(owner)).usage.projects).toEqual({ used: 6, limit: null });
    expect((await changePlan(owner, 'FREE')).userErrors).toEqual([]);
  });
});

describe('changing the plan', () => {
  test('lifts the limits at once, and goes back as long as the use allows', async () => {
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

  test('names everything that the smaller plan does not allow', async () => {
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

  test('only tried changes nothing, nor does a change to the same', async () => {
    const owner = await register(anonymous);
    const before = await stateOf(owner);
    expect(await changePlan(owner, 'PRO', true)).toEqual({ organization: before, userErrors: [] });
    expect(await changePlan(owner, 'FREE')).toEqual({ organization: before, userErrors: [] });
    expect(await stateOf(owner)).toEqual(before);
    expect(await planEvents(owner)).toEqual([]);
  });

  test('is for owners, and to plans that exist', async () => {
    const owner = await register(anonymous);
    for (const role of ['ADMIN', 'MEMBER'] as const) {
      const { client } = await join(owner, role);
      expect(await client.codes(CHANGE, { plan: 'PRO' })).toEqual(['FORBIDDEN']);
    }
    expect(await owner.client.codes(CHANGE, { plan: 'GOLD' })).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the limits of a plan', () => {
  test('hold in one operation: what is beyond is refused, the rest stands', async () => {
    const owner = await register(anonymous);
    const { data } = await owner.client.send(
      `mutation { ${times(7, (i) => `p${i}: createProject(input: { name: "P" }) { userErrors { code field } }`).join(' ')} }`,
    );
    const beyond = { userErrors: [{ code: 'PLAN_LIMIT_REACHED', field: null }] };
    expect(Object.values(data!)).toEqual([...times(5, () => ({ userErrors: [] })), beyond, beyond]);
    expect((await stateOf(owner)).usage.projects.used).toBe(5);
  });

  test('leave room again when something is deleted', async () => {
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

  test('let one of twenty projects in that are made at once with one place left', async () => {
    const owner = await register(anonymous);
    await createProjects(owner, 4);
    const codes = await Promise.all(times(20, () => owner.client.codes(CREATE)));
    expect(codes.filter((each) => each.length === 0)).toHaveLength(1);
    expect(codes.flat()).toEqual(times(19, () => 'PLAN_LIMIT_REACHED'));
    expect((await stateOf(owner)).usage.projects.used).toBe(5);
  });

  test('let one of twenty members in who are added at once with one place left', async () => {
    const owner = await register(anonymous);
    await join(owner, 'ADMIN');
    const others: Account[] = [];
    while (others.length < 20) others.push(await register(anonymous));
    const codes = await Promise.all(others.map(({ email }) => owner.client.codes(ADD, { email })));
    expect(codes.filter((each) => each.length === 0)).toHaveLength(1);
    expect(codes.flat()).toEqual(times(19, () => 'PLAN_LIMIT_REACHED'));
    expect((await stateOf(owner)).usage.members.used).toBe(3);
  });

  test('of one organization do not hold back another', async () => {
    const [full, other] = [await register(anonymous), await register(anonymous)];
    await createProjects(full, 5);
    const [codes, otherCodes] = await Promise.all([full.client.codes(CREATE), other.client.codes(CREATE)]);
    expect([codes, otherCodes]).toEqual([['PLAN_LIMIT_REACHED'], []]);
  });

  test('hold when the plan shrinks while something is made', async () => {
    const owner = await register(anonymous);
    await createProjects(owner, 5);
    for (let round = 0; round < 20; round++) {
      await changePlan(owner, 'PRO');
      const change = () => owner.client.codes(CHANGE, { plan: 'FREE' });
      const create = () => owner.client.send(CREATE);
      // Either may be sent first.
      const inOrder = round % 2 ? [change(), create()] : [create(), change()];
      const [first, second] = (await Promise.all(inOrder)) as any[];
      const [changed, created] = round % 2 ? [first, second] : [second, first];
      const { project, userErrors } = created.data.createProject;
      const { plan, usage } = await stateOf(owner);
      expect(plan.code).toBe(changed.length === 0 ? 'FREE' : 'PRO');
      expect(usage.projects.used).toBe(project ? 6 : 5);
      expect([...changed, ...userErrors.map((error: { code: string }) => error.code)]).toEqual([
        'PLAN_LIMIT_REACHED',
      ]);
      if (project) {
        await owner.client.ask(
          'mutation ($id: ID!) { deleteProject(input: { id: $id }) { userErrors { code } } }',
          { id: project.id },
        );
      }
    }
  });
});
