import { type Kysely, sql } from 'kysely';

/** Prices in tiers and packages, of versions of plans and as line items state them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPricing = sql`(pricing is null or (jsonb_typeof(pricing) = 'object'
    and coalesce(pricing ->> 'model' in ('GRADUATED', 'VOLUME', 'PACKAGE'), false)))`;
  await sql`
    alter table plan_version_prices add column pricing jsonb check ${isPricing};
    comment on column plan_version_prices.pricing is
      'The model with its packageSize or tiers: src/modules/plan/pricing.ts. Null for a price per unit.';
    alter table billing_line_items add column pricing jsonb check ${isPricing};
    comment on column billing_line_items.pricing is 'Null for a price per unit.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table billing_line_items drop column pricing;
    alter table plan_version_prices drop column pricing;
  `.execute(db);
}
