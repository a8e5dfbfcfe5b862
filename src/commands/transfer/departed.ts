import type pg from 'pg';

/**
 * Takes back the statements that remained of the organization when it was deleted. They were sealed then, and perhaps
 * invoiced: they are neither billed nor invoiced a second time, and the organization can be deleted again.
 *
 * Security: a file from elsewhere could have the id of a deleted organization, so that nobody pays its bills.
 * @throws if statements remain and this installation has not signed the file, or if it has others for the same month
 */
export async function takeBackStatements(client: pg.Client, id: string, isSigned: boolean): Promise<void> {
  const run = (text: string) => client.query(text, [id]);
  const { rows: remaining } = await run('select from departed_organizations where id = $1 for update');
  if (remaining.length === 0) return;
  if (!isSigned)
    throw new Error(
      `Statements of the organization ${id}, which was deleted here, remain. Only a file of this installation brings it back.`,
    );
  const { rows: differing } = await run(
    `select d.month::text from departed_statements d join billing_statements b on b.organization_id = former_id
      and b.month = d.month where former_id = $1 and b.checksum <> d.checksum`,
  );
  if (differing.length > 0)
    throw new Error(`The statement of ${differing[0].month} is another one than what remained of it here.`);
  await run(
    `with missing as (
      insert into billing_statements (organization_id, month, plan_code, currency, total, checksum, sealed_at)
      select former_id, month, plan_code, currency, total, checksum, sealed_at from departed_statements where former_id = $1
      on conflict do nothing returning month
    )
    insert into billing_line_items (organization_id, month, position, kind, meter, meter_kind, usage_month,
      segment_plan_code, segment_plan_version, segment_from, segment_to, quantity, included, overage, unit_price, pricing,
      amount)
    select former_id, month, position, kind, meter, meter_kind, usage_month, segment_plan_code, segment_plan_version,
      segment_from, segment_to, quantity, included, overage, unit_price, pricing, amount
    from departed_line_items join missing using (month) where former_id = $1`,
  );
  await run(
    `insert into billing_periods (organization_id, open_month)
    select former_id, max(month) + interval '1 month' from departed_statements where former_id = $1 group by former_id
    on conflict (organization_id) do update set open_month = greatest(billing_periods.open_month, excluded.open_month)`,
  );
  await run(
    `insert into payment_invoices (organization_id, month, invoice_id, sent_at)
    select former_id, month, invoice_id, invoiced_at from departed_statements
    where former_id = $1 and invoiced_at is not null`,
  );
  await run('delete from departed_organizations where id = $1');
}
