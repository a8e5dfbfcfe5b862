import { closeMonths, sealMonth } from '../../modules/billing/seal.ts';
import { type LimitUsage, thresholdsOf } from '../../modules/usage/alerts.ts';
import { currentMonth, monthBounds } from '../../modules/usage/month.ts';
import type { DemoStory } from './demo-story.ts';
import { iso } from './demo-time.ts';
import { type DemoEvent, METERS } from './demo-usage-curve.ts';

/** Statements are sealed by an hourly job, 20 minutes past. */
const SEALED_AFTER_MS = 20 * 60_000;
/** Usage is rolled up each minute. */
const FOLDED_AFTER_MS = 60_000;

export interface DemoAlert {
  at: number;
  happening: ReturnType<typeof thresholdsOf>[number]['happening'];
}

/**
 * Writes which thresholds the events reached, and notifies the owner, as the job that rolls usage up would have done each
 * minute. Otherwise it would announce all of them today.
 */
export async function addAlerts(story: DemoStory, events: DemoEvent[]): Promise<DemoAlert[]> {
  const { db, organizationId, plan, members, notifications } = story;
  const prices = await db
    .selectFrom('organizations')
    .innerJoin('plan_version_prices as prices', (join) =>
      join
        .onRef('prices.plan_code', '=', 'organizations.plan_code')
        .onRef('prices.version', '=', 'organizations.plan_version'),
    )
    .select(['meter', 'included'])
    .where('organizations.id', '=', organizationId)
    .execute();
  const limits = new Map(prices.map(({ meter, included }) => [meter, included]));
  const sums = new Map<string, number>();
  const seen = new Set<string>();
  const alerts: (DemoAlert & { threshold: number } & LimitUsage)[] = [];
  for (const { meter, quantity, occurredAt, at } of events) {
    const limit = limits.get(meter);
    if (limit === undefined || meter === METERS.active) continue;
    const period = currentMonth(new Date(occurredAt));
    const month = `${meter} ${period}`;
    sums.set(month, (sums.get(month) ?? 0) + quantity);
    const usage = { organizationId, period, what: meter, used: String(sums.get(month)), limit };
    for (const reached of thresholdsOf(usage)) {
      const key = `${month} ${reached.threshold}`;
      if (seen.has(key)) continue;
      seen.add(key);
      alerts.push({ ...reached, at: at + FOLDED_AFTER_MS });
    }
  }
  if (alerts.length === 0) throw new Error(`the demonstration usage on ${plan} reaches no threshold`);
  await db
    .insertInto('usage_alerts')
    .values(
      alerts.map(({ period, what, threshold, at }) => ({
        organization_id: organizationId,
        period,
        what,
        threshold,
        created_at: iso(at),
      })),
    )
    .execute();
  for (const { at, happening, period, what, threshold } of alerts)
    notifications.push({
      at,
      userId: members[0]!.userId,
      actorId: null,
      kind: 'USAGE_ALERT',
      happening: `demo:usage:${what}:${period}:${threshold}`,
      details: happening.data,
    });
  return alerts;
}

/** Seals the statements of the past months, each at the beginning of the next one. The usage must be rolled up. */
export async function sealPastMonths({ db, organizationId, founded, now }: DemoStory): Promise<void> {
  const before = currentMonth(new Date(now));
  await closeMonths(db, organizationId, before);
  for (let month = currentMonth(new Date(founded)); month < before;) {
    const { to } = monthBounds(month);
    await sealMonth(db, organizationId, month, iso(Date.parse(to) + SEALED_AFTER_MS));
    month = to.slice(0, 10);
  }
}
