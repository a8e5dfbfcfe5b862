import { randomUUID } from 'node:crypto';
import type { SystemDb } from '../../src/database/system.ts';
import { serializeDateTime } from '../../src/graphql/scalars.ts';
import { insertCreditGrant } from '../../src/modules/credit/grants.ts';
import type { CreditGrantRow } from '../../src/modules/credit/rows.ts';
import type { Client } from './client.ts';
import { until } from './mail.ts';

export const SPEND = `mutation ($input: SpendCreditsInput!) { spendCredits(input: $input) {
  creditSpend { spendId amount description balanceAfter spentBy { id } createdAt } userErrors { code message field } } }`;
export const LEDGER = `{ creditEntries(first: 100, orderBy: { field: CREATED_AT }) { totalCount nodes {
  kind amount balanceAfter grant { id status remaining } spend { spendId amount } createdAt } } }`;
export const BALANCE = '{ creditBalance { balance alertThreshold nextExpiresAt } }';

type NewGrant = Partial<Parameters<typeof insertCreditGrant>[1]>;

/** Grants 100 credits that never expire, or others, as a payment does. */
export const grant = (
  db: SystemDb,
  { organizationId }: { organizationId: string },
  more: NewGrant = {},
): Promise<CreditGrantRow> =>
  db
    .transaction()
    .execute((tx) =>
      insertCreditGrant(tx, { organizationId, amount: 100, priority: 50, reason: 'A test', ...more }),
    );

export async function spend(client: Client, amount: number | string, spendId: string = randomUUID()) {
  const { data, errors } = await client.send(SPEND, { input: { spendId, amount } });
  if (!data?.spendCredits) throw new Error(JSON.stringify(errors));
  return data.spendCredits;
}

export const balanceOf = async (client: Client): Promise<number> =>
  Number((await client.ask(BALANCE)).creditBalance.balance);

/** An instant so soon that a test can wait for it, and far enough for what it does before. As responses write it. */
export const soon = (milliseconds = 1500) =>
  serializeDateTime(new Date(Date.now() + milliseconds).toISOString());

/** Waits until the clock of the database has passed the instant. */
export const passed = (db: SystemDb, instant: string) =>
  until(async () => {
    const { now } = await db
      .selectNoFrom((eb) => eb.fn<string>('clock_timestamp').as('now'))
      .executeTakeFirstOrThrow();
    return Date.parse(now) > Date.parse(instant) + 1;
  });

/** Returns what is wrong with the ledger of the organization: nothing, if the sums are right at every entry. */
export async function ledgerFaults(db: SystemDb, organizationId: string): Promise<string[]> {
  const [entries, grants, account] = await Promise.all([
    db
      .selectFrom('credit_entries')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
    db.selectFrom('credit_grants').selectAll().where('organization_id', '=', organizationId).execute(),
    db
      .selectFrom('credit_accounts')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .executeTakeFirst(),
  ]);
  let sum = 0n;
  const faults: string[] = [];
  for (const entry of entries) {
    sum += BigInt(entry.amount);
    if (sum !== BigInt(entry.balance_after) || sum < 0n)
      faults.push(`${entry.kind} ${entry.amount} leaves ${entry.balance_after}, not ${sum}`);
  }
  if (sum !== BigInt(account?.balance ?? 0)) faults.push(`The balance is ${account?.balance}, not ${sum}`);
  for (const { id, remaining } of grants) {
    const rest = entries
      .filter((entry) => entry.grant_id === id)
      .reduce((all, { amount }) => all + BigInt(amount), 0n);
    if (rest !== BigInt(remaining)) faults.push(`A grant has ${remaining}, not ${rest}`);
  }
  return faults;
}
