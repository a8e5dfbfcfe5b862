import type { Client } from './client.ts';

/** Returns the lines of a month's statement as the oracles write them, with the total. */
export async function statedLines(client: Pick<Client, 'ask'>, month: string): Promise<string[]> {
  const { billingStatement: it } = await client.ask(
    `query ($month: String!) { billingStatement(month: $month) { total lineItems {
      kind meter usageMonth plan { code } from to quantity included overage amount } } }`,
    { month },
  );
  const lines = it.lineItems.map(({ plan, ...item }) =>
    [item.kind, item.meter ?? '-', item.usageMonth, plan!.code, item.from, item.to]
      .concat([item.quantity, item.included, item.overage, item.amount].map(String))
      .join(' '),
  );
  return [...lines.toSorted(), `total ${it.total}`];
}
