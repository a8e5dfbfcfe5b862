import { sql } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList } from '../../database/define-list.ts';
import type { PageArgs } from '../../database/page-request.ts';
import { type Page, withNodes } from '../../database/pagination.ts';
import type { BillingLineItemKind, MeterKind } from '../../generated/enums.ts';
import type { BillingLineItemRow } from './rows.ts';
import { PER_UNIT } from '../plan/pricing.ts';
import type { Pricing } from '../plan/rows.ts';
import { monthBounds } from '../usage/month.ts';

export interface SealedRow {
  month: string;
  planCode: string;
  currency: string;
  total: bigint;
  checksum: string;
  sealedAt: string;
  lineItems: BillingLineItemRow[];
}

export async function findSealedStatement(tenant: TenantDb, month: string): Promise<SealedRow | undefined> {
  const [statement] = await sealedOf(tenant).where('month', '=', month).execute();
  const [row] = statement ? await withLineItems(tenant, [statement]) : [];
  return row;
}

const statementList = defineList<{ field: 'CREATED_AT' }>({
  table: 'billing_statements',
  sorts: {
    CREATED_AT: {
      column: 'month',
      type: 'timestamptz',
      expression: sql`billing_statements.month::timestamp at time zone 'UTC'`,
    },
  },
});

/** Returns a page of the sealed statements, the latest month first. */
export async function listSealedStatements(tenant: TenantDb, args: PageArgs): Promise<Page<SealedRow>> {
  const { db } = tenant;
  const query = db
    .selectFrom(sealedOf(tenant).as('billing_statements'))
    .select(['id', 'month', 'planCode', 'currency', 'total', 'checksum', 'sealedAt']);
  const page = await statementList.page(query, args);
  return withNodes(page, await withLineItems(tenant, page.nodes));
}

const sealedOf = ({ db, scope }: TenantDb) =>
  db
    .selectFrom('billing_statements')
    .select([
      // An organization has one statement a month, so its id is enough as the tiebreaker.
      'organization_id as id',
      'month',
      'plan_code as planCode',
      'currency',
      'total',
      'checksum',
      'sealed_at as sealedAt',
    ])
    .where('organization_id', '=', scope.id);

type Stated = Awaited<ReturnType<ReturnType<typeof sealedOf>['execute']>>[number];

const toInstant = (text: string) => new Date(text).toISOString();

async function withLineItems({ db, scope }: TenantDb, statements: Stated[]): Promise<SealedRow[]> {
  const months = statements.map(({ month }) => month);
  const items = await db
    .selectFrom('billing_line_items')
    .select((eb) => [
      'month',
      eb.ref('kind').$castTo<BillingLineItemKind>().as('kind'),
      'meter',
      eb.ref('meter_kind').$castTo<MeterKind | null>().as('storedKind'),
      'usage_month as usageMonth',
      'segment_plan_code as segmentPlan',
      'segment_plan_version as segmentVersion',
      'segment_from as segmentFrom',
      'segment_to as segmentTo',
      'quantity',
      'included',
      'overage',
      eb.cast<string>(eb.fn('trim_scale', ['unit_price']), 'text').as('unitPrice'),
      eb.ref('pricing').$castTo<Pricing | null>().as('pricing'),
      'amount',
    ])
    .where('organization_id', '=', scope.id)
    .where('month', '=', anyOf(months))
    .orderBy('month')
    .orderBy('position')
    .execute();
  const byMonth = Map.groupBy(items, ({ month }) => month);
  return statements.map(({ id: _id, ...statement }) => ({
    ...statement,
    total: BigInt(statement.total),
    lineItems: (byMonth.get(statement.month) ?? []).map(
      ({ month: _month, storedKind, segmentPlan, segmentVersion, segmentFrom, segmentTo, ...item }) => ({
        ...item,
        meterKind: item.meter === null ? null : (storedKind ?? 'SUM'),
        segment:
          segmentFrom && segmentTo
            ? {
                planCode: segmentPlan,
                planVersion: segmentVersion ?? 1,
                from: toInstant(segmentFrom),
                to: toInstant(segmentTo),
              }
            : {
                planCode: item.kind === 'ADJUSTMENT' ? null : statement.planCode,
                // Plans had one version when statements had no segments.
                planVersion: 1,
                ...monthBounds(item.usageMonth),
              },
        quantity: BigInt(item.quantity),
        included: BigInt(item.included),
        overage: BigInt(item.overage),
        pricing: item.pricing ?? PER_UNIT,
        amount: BigInt(item.amount),
      }),
    ),
  }));
}
