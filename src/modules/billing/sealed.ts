import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page, withNodes } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import type { BillingLineItemKind, PlanCode } from '../../generated/graphql.ts';
import type { LineItem } from './line-items.ts';

export interface SealedRow {
  month: string;
  planCode: PlanCode;
  currency: string;
  total: bigint;
  checksum: string;
  sealedAt: string;
  lineItems: LineItem[];
}

export async function findSealedStatement(
  db: Kysely<DB>,
  scope: OrgScope,
  month: string,
): Promise<SealedRow | undefined> {
  const [statement] = await sealedOf(db, scope).where('month', '=', month).execute();
  const [row] = statement ? await withLineItems(db, scope, [statement]) : [];
  return row;
}

const sortKeys: SortKeys<'CREATED_AT'> = {
  CREATED_AT: {
    column: 'month',
    type: 'timestamptz',
    expression: sql`billing_statements.month::timestamp at time zone 'UTC'`,
  },
};

/** The latest month first. */
export async function listSealedStatements(
  db: Kysely<DB>,
  scope: OrgScope,
  args: PageArgs,
): Promise<Page<SealedRow>> {
  const request = pageRequest(sortKeys, undefined, args, 'billing_statements');
  const query = db
    .selectFrom(sealedOf(db, scope).as('billing_statements'))
    .select(['id', 'month', 'planCode', 'currency', 'total', 'checksum', 'sealedAt']);
  const page = await fetchPage(query, request, 'billing_statements');
  return withNodes(page, await withLineItems(db, scope, page.nodes));
}

const sealedOf = (db: Kysely<DB>, scope: OrgScope) =>
  db
    .selectFrom('billing_statements')
    .select((eb) => [
      // No two of an organization are of one month: this tells apart what nothing else would have to.
      'organization_id as id',
      'month',
      eb.ref('plan_code').$castTo<PlanCode>().as('planCode'),
      'currency',
      'total',
      'checksum',
      'sealed_at as sealedAt',
    ])
    .where('organization_id', '=', scope.id);

type Stated = Awaited<ReturnType<ReturnType<typeof sealedOf>['execute']>>[number];

async function withLineItems(db: Kysely<DB>, scope: OrgScope, statements: Stated[]): Promise<SealedRow[]> {
  const months = statements.map(({ month }) => month);
  const items = await db
    .selectFrom('billing_line_items')
    .select((eb) => [
      'month',
      eb.ref('kind').$castTo<BillingLineItemKind>().as('kind'),
      'meter',
      'usage_month as usageMonth',
      'quantity',
      'included',
      'overage',
      eb.cast<string>(eb.fn('trim_scale', ['unit_price']), 'text').as('unitPrice'),
      'amount',
    ])
    .where('organization_id', '=', scope.id)
    .where('month', '=', (eb) => eb.fn.any(eb.val(months)))
    .orderBy('month')
    .orderBy('position')
    .execute();
  const byMonth = Map.groupBy(items, ({ month }) => month);
  return statements.map(({ id: _id, ...statement }) => ({
    ...statement,
    total: BigInt(statement.total),
    lineItems: (byMonth.get(statement.month) ?? []).map(({ month: _month, ...item }) => ({
      ...item,
      quantity: BigInt(item.quantity),
      included: BigInt(item.included),
      overage: BigInt(item.overage),
      amount: BigInt(item.amount),
    })),
  }));
}
