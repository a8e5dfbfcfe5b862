import { expect, test } from 'vitest';
import {
  type Caller,
  callers,
  createTenant,
  markdown,
  outcome,
  rootFields,
  type Sample,
  samples,
  send,
  type Tenant,
  write,
} from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';

// As in production; the subgraph's own fields are tested with its entities.
const server = await startTestServer({ FEDERATION: 'off' });
const everybody = {
  ...callers,
  'platform administrator': async (tenant: Tenant) => {
    const caller = await callers.outsider(tenant);
    await server.db
      .updateTable('users')
      .set({ platform_admin: true })
      .where('id', '=', caller.account!.userId)
      .execute();
    return caller;
  },
};
const callerNames = Object.keys(everybody) as (keyof typeof everybody)[];

const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';
const user = 'query ($id: ID!) { user(id: $id) { id } }';
const ownId = (tenant: Tenant, { account }: Caller) => account?.userId ?? tenant.owner.userId;

/** Where the answer depends on what is named, one more row for each case. */
const variants: Record<string, Sample> = {
  'Query.node of the organization': {
    operation: node,
    variables: (tenant) => ({ id: tenant.organizationId }),
  },
  'Query.node of a user': { operation: node, variables: (tenant) => ({ id: tenant.fellow.userId }) },
  'Query.user oneself': { operation: user, variables: (...who) => ({ id: ownId(...who) }) },
  'Mutation.addMember as ADMIN': write('addMember', async (...who) => ({
    ...(await newcomer(...who)),
    role: 'ADMIN',
  })),
  'Mutation.addMember as OWNER': write('addMember', async (...who) => ({
    ...(await newcomer(...who)),
    role: 'OWNER',
  })),
  'Mutation.updateMemberRole to OWNER': write('updateMemberRole', ({ fellow }) => ({
    userId: fellow.userId,
    role: 'OWNER',
  })),
  'Mutation.updateMemberRole of an OWNER': write('updateMemberRole', ({ owner }) => ({
    userId: owner.userId,
    role: 'MEMBER',
  })),
  'Mutation.updateMemberRole oneself to OWNER': write('updateMemberRole', (...who) => ({
    userId: ownId(...who),
    role: 'OWNER',
  })),
  'Mutation.removeMember an OWNER': write('removeMember', ({ owner }) => ({ userId: owner.userId })),
  "Mutation.deleteTask one's own": write('deleteTask', ({ taskId }, caller) => ({
    id: caller.taskId ?? taskId,
  })),
};

async function newcomer(tenant: Tenant, caller: Caller): Promise<object> {
  const { input } = (await samples['Mutation.addMember'].variables!(tenant, caller)) as { input: object };
  return input;
}

test('every root field has a sample operation', () => {
  expect(Object.keys(samples).toSorted()).toEqual(rootFields.toSorted());
});

test('every root field answers every caller as the table says', { timeout: 120_000 }, async () => {
  const cases = rootFields.flatMap((field): [string, Sample][] => [
    [field, samples[field]],
    ...Object.entries(variants).filter(([name]) => name.startsWith(`${field} `)),
  ]);
  const shared = await createTenant(server.anonymous);
  const readers = await Promise.all(callerNames.map((name) => everybody[name](shared)));
  const rows: string[][] = [];
  for (const [name, sample] of cases) {
    const cells = await Promise.all(
      callerNames.map(async (callerName, index) => {
        if (name.startsWith('Query.')) return outcome(await send(sample, shared, readers[index]!));
        const tenant = await createTenant(server.anonymous);
        return outcome(await send(sample, tenant, await everybody[callerName](tenant)));
      }),
    );
    rows.push([name, ...cells]);
  }
  const legend = [
    '# Who may do what',
    '',
    'Every root field, asked by everybody, each in an organization of its own and with its `X-Organization-Id`.',
    '`ok`: answered; `null`: nothing there; `userErrors CODE`: refused in the payload; `CODE`: refused at the top level.',
    'An ended session is one that was logged out; the removed member was an OWNER. This page is written by',
    '`access.test.ts` (`npx vitest run test/contract/access.test.ts -u`): read its diff as a change of the contract.',
    '',
  ];
  await expect([...legend, ...markdown(['field', ...callerNames], rows), ''].join('\n')).toMatchFileSnapshot(
    'access.md',
  );
});
