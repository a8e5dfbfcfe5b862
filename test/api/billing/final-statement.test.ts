import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { verifyStatement } from '../../../src/modules/billing/verify.ts';
import { createOwner } from '../../fixtures/owner.ts';
import { type Account, password } from '../../support/client.ts';
import { bringForward, CANCEL } from '../../support/plan-changes.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';
import {
  fold,
  foundEarlier,
  lastMonth,
  month,
  record,
  recordUsage,
  usageEvent,
} from '../../support/usage.ts';

const server = await startTestServer();
const { db, anonymous } = server;

const DELETE =
  'mutation ($password: String!) { deleteAccount(input: { password: $password }) { deletedId userErrors { code } } }';
const deleteAccount = ({ client }: Account) => client.ask(DELETE, { password });

const statementsOf = ({ organizationId }: Account) =>
  db
    .selectFrom('departed_statements')
    .select(['month', 'plan_code as plan', 'total'])
    .where('former_id', '=', organizationId)
    .orderBy('month')
    .execute();
const itemsOf = ({ organizationId }: Account) =>
  db
    .selectFrom('departed_line_items')
    .select(['month', 'kind', 'segment_from as from', 'segment_to as to', 'quantity', 'included', 'amount'])
    .where('former_id', '=', organizationId)
    .orderBy('month')
    .orderBy('position')
    .execute();
const departed = ({ organizationId }: Account) =>
  db
    .selectFrom('departed_organizations')
    .select(['name', 'email'])
    .where('id', '=', organizationId)
    .execute();
const faultsOf = async ({ organizationId }: Account, ...months: string[]) =>
  (await Promise.all(months.map((each) => verifyStatement(db, organizationId, each)))).flatMap(
    ({ differences }) => differences,
  );

/** Returns the tables that have rows of the organization. */
async function tablesOf({ organizationId }: Account): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'organization_id' and t.table_type = 'BASE TABLE'`.execute(
    db,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql`
      select from ${sql.table(name)} where organization_id = ${organizationId} limit 1`.execute(db);
    if (rows.length > 0) found.push(name);
  }
  return found.toSorted();
}

/** The base price of PRO for the time from an instant of this month until another. */
function shareOfPro(from: string, to: string): number {
  const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);
  const whole = seconds(`${month(1)}-01T00:00:00Z`) - seconds(`${month()}-01T00:00:00Z`);
  return Math.round((2900 * (seconds(to) - seconds(from))) / whole);
}

describe('the account of a sole owner', () => {
  test('is charged until its deletion, with an earlier month that was not sealed yet', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    await foundEarlier(db, owner.organizationId, 1);
    await record(
      owner.client,
      usageEvent({ quantity: 1_500_000, occurredAt: lastMonth() }),
      usageEvent({ quantity: 2_000_000 }),
    );
    await fold(db);
    const before = new Date().toISOString();
    await deleteAccount(owner);
    const [earlier, running, ...others] = await statementsOf(owner);
    expect([earlier, others]).toEqual([{ month: `${month(-1)}-01`, plan: 'PRO', total: '3900' }, []]);
    const [base, usage] = (await itemsOf(owner)).filter((item) => item.month === `${month()}-01`);
    const to = new Date(base!.to!).toISOString();
    expect(to >= before && to <= new Date().toISOString()).toBe(true);
    expect(base).toMatchObject({
      kind: 'BASE',
      quantity: '1',
      amount: String(shareOfPro(`${month()}-01`, to)),
    });
    expect(usage).toMatchObject({ kind: 'USAGE', quantity: '2000000' });
    expect(running!.total).toBe(String(Number(base!.amount) + Number(usage!.amount)));
    expect(await faultsOf(owner, month(-1), month())).toEqual([]);
    expect(await departed(owner)).toEqual([{ name: expect.any(String), email: owner.email }]);
    expect(await tablesOf(owner)).toEqual([]);
  });

  test('leaves nothing on FREE', async () => {
    const owner = await createOwner(anonymous);
    await foundEarlier(db, owner.organizationId, 1);
    await record(owner.client, usageEvent({ quantity: 500_000 }));
    await deleteAccount(owner);
    expect([await tablesOf(owner), await departed(owner), await statementsOf(owner)]).toEqual([[], [], []]);
  });

  test('is not charged for a plan after its cancellation, although the job has not ended it yet', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    await owner.client.ask(CANCEL);
    const ended = new Date(Date.now() - 60_000).toISOString();
    await sql`alter table plan_segments disable trigger user`.execute(db);
    await bringForward(db, owner, ended);
    await deleteAccount(owner);
    await sql`alter table plan_segments enable trigger user`.execute(db);
    const [base, ...others] = (await itemsOf(owner)).filter(({ kind }) => kind === 'BASE');
    expect(new Date(base!.to!).toISOString()).toBe(ended);
    expect(others).toMatchObject([{ amount: '0' }]);
  });

  test('is charged for each event that was accepted meanwhile, and for no other', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    let accepted = 0;
    const recording = Array.from({ length: 6 }, async () => {
      for (let count = 0; count < 20; count++) {
        const { data } = await owner.client.send(recordUsage, {
          input: { events: [usageEvent({ quantity: 7 })] },
        });
        accepted += data?.recordUsage?.receipts?.[0]?.status === 'ACCEPTED' ? 7 : 0;
      }
    });
    await Promise.all([...recording, deleteAccount(owner)]);
    const quantities = (await itemsOf(owner))
      .filter(({ kind, quantity }) => kind === 'USAGE' && quantity !== '0')
      .map(({ quantity }) => quantity);
    expect(quantities).toEqual([String(accepted)]);
  });
});

test('an organization whose deletion is due is charged for the month in which it was archived', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  await owner.client.ask('mutation { deleteOrganization { deletesAt userErrors { code } } }');
  await db
    .updateTable('organizations')
    .set({ deletes_at: new Date(Date.now() - 1000).toISOString() })
    .where('id', '=', owner.organizationId)
    .execute();
  await runScheduled(server, 'delete-due-organizations');
  const [base] = await itemsOf(owner);
  expect(Number(base!.amount)).toBe(shareOfPro(`${month()}-01`, new Date(base!.to!).toISOString()));
  expect(await departed(owner)).toEqual([{ name: expect.any(String), email: owner.email }]);
});

test('what remains of a deleted organization is verified by its own terms and quantities', async () => {
  const owner = await createOwner(anonymous, 'PRO');
  await record(owner.client, usageEvent({ quantity: 3_000_000 }));
  await deleteAccount(owner);
  const { organizationId } = owner;
  await sql`
    update departed_line_items set quantity = quantity + 1000, overage = overage + 1000
    where former_id = ${organizationId} and kind = 'USAGE'`.execute(db);
  const { differences } = await verifyStatement(db, organizationId, month());
  expect(differences).toHaveLength(2);
});
