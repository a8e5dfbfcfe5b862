/** Computes the values and charges of meters anew, slowly and in integers. Shares no code with src/. */

import type { MeterKind } from '../../src/generated/enums.ts';
import { half, instant, most, type OracleHistory, segmentsOf } from './billing-oracle.ts';

export interface MeterEvent {
  id: string;
  /** The position in the order of recording. */
  order: number;
  quantity: number;
  /** Milliseconds since 1970. */
  at: number;
  user: string;
  region: string | null;
  subject: string | null;
  statement: string;
  voidedIn?: string;
}

export interface MeterPrice {
  included: bigint;
  /** In millionths; of a package if there are packages. */
  millionths: bigint;
  packages?: bigint;
  /** The ends of tiers (undefined for the last one) and their prices in millionths. */
  tiers?: [end: bigint | undefined, millionths: bigint][];
  volume?: boolean;
}

/** What the events amount to. */
export function valueOf(kind: MeterKind, events: MeterEvent[]): bigint {
  switch (kind) {
    case 'SUM':
      return events.reduce((sum, { quantity }) => sum + BigInt(quantity), 0n);
    case 'COUNT':
      return BigInt(events.length);
    case 'MAX':
      return BigInt(events.reduce((max, { quantity }) => Math.max(max, quantity), 0));
    case 'UNIQUE':
      return BigInt(new Set(events.map(({ user }) => user)).size);
    case 'LAST': {
      let last: MeterEvent | undefined;
      for (const event of events)
        if (!last || event.at > last.at || (event.at === last.at && event.order > last.order)) last = event;
      return BigInt(last?.quantity ?? 0);
    }
  }
}

/** The price of a quantity, in millionths. */
function priced(quantity: bigint, price: MeterPrice): bigint {
  if (price.packages) {
    let [begun, left] = [quantity / price.packages, quantity % price.packages];
    if (left > 0n) begun++;
    return begun * price.millionths;
  }
  if (!price.tiers) return quantity * price.millionths;
  let sum = 0n;
  let start = 0n;
  for (const [end, millionths] of price.tiers) {
    const inside =
      end === undefined ? most(quantity - start, 0n) : most(0n, (quantity < end ? quantity : end) - start);
    sum += inside * millionths;
    if (price.volume && (end === undefined || quantity <= end)) return quantity * millionths;
    start = end ?? start;
  }
  return sum;
}

/** Counting the seconds of a month takes a while. */
const divided = new WeakMap<OracleHistory, Map<string, ReturnType<typeof segmentsOf>>>();

function dividedMonth(month: string, history: OracleHistory): ReturnType<typeof segmentsOf> {
  const months = divided.get(history) ?? new Map<string, ReturnType<typeof segmentsOf>>();
  divided.set(history, months);
  const known = months.get(month) ?? segmentsOf(month, history);
  months.set(month, known);
  return known;
}

/** Returns the lines of the months' statements for one meter, each as one text. */
export function stateMeter(
  kind: MeterKind,
  months: string[],
  history: OracleHistory,
  prices: Record<string, MeterPrice>,
  events: MeterEvent[],
): Record<string, string[]> {
  const isLevel = kind === 'MAX' || kind === 'LAST';
  const isMeasured = isLevel || kind === 'UNIQUE';
  const parts = months.map((usageMonth) => ({
    usageMonth,
    ...dividedMonth(usageMonth, history),
    events: events
      .filter(({ at }) => instant(at).startsWith(usageMonth))
      .toSorted((a, b) => a.at - b.at || a.order - b.order),
  }));
  const billed = new Map<string, bigint>();
  return Object.fromEntries(
    months.map((month) => {
      const lines: string[] = [];
      for (const { usageMonth, segments, seconds, events: all } of parts.filter(
        (part) => part.usageMonth <= month,
      )) {
        const counting = all.filter(
          ({ statement, voidedIn }) => statement <= month && !(voidedIn && voidedIn <= month),
        );
        const seen = new Set<string>();
        for (const { plan, from, to, seconds: own } of segments) {
          const of = prices[plan]!;
          const share = (quantity: bigint) => (isLevel ? quantity : (quantity * own) / seconds);
          const free = share(of.included);
          const price = {
            ...of,
            ...(of.tiers && {
              tiers: of.tiers.map(([end, each]): [bigint | undefined, bigint] => [
                end === undefined ? end : share(end),
                each,
              ]),
            }),
          };
          const beyond = (quantity: bigint) => most(quantity - free, 0n);
          const amountOf = (quantity: bigint) =>
            isLevel
              ? half(priced(quantity, price) * own, 1_000_000n * seconds)
              : half(priced(quantity, price), 1_000_000n);
          const perUnit = !price.tiers && !price.packages && !isLevel;
          const change = (before: bigint, after: bigint) => {
            const overage = beyond(after) - beyond(before);
            const amount = perUnit
              ? half(overage * price.millionths, 1_000_000n)
              : amountOf(beyond(after)) - amountOf(beyond(before));
            return [overage, amount] as const;
          };
          const key = `${usageMonth} ${from}`;
          const before = billed.get(key) ?? 0n;
          const add = (what: string, quantity: bigint, included: bigint, overage: bigint, amount: bigint) =>
            lines.push([what, usageMonth, instant(from), quantity, included, overage, amount].join(' '));
          const inside = (event: MeterEvent) => event.at >= from && event.at < to;
          const isOwn = usageMonth === month;
          if (isMeasured) {
            const live = counting.filter(inside);
            const fresh = live.filter(({ user }) => !seen.has(user));
            const value = valueOf(kind, kind === 'UNIQUE' ? fresh : live);
            for (const { user } of live) seen.add(user);
            const [overage, amount] = change(before, value);
            if (isOwn) add('USAGE', value, free, overage, amount);
            else if (value !== before)
              add('ADJUSTMENT', value - before, value - before - overage, overage, amount);
            billed.set(key, value);
            continue;
          }
          const here = all.filter(inside);
          const quantity = valueOf(
            kind,
            here.filter(({ statement }) => statement === month),
          );
          const voided = valueOf(
            kind,
            here.filter(({ voidedIn }) => voidedIn === month),
          );
          const after = before + quantity;
          if (isOwn || quantity > 0n)
            add(isOwn ? 'USAGE' : 'ADJUSTMENT', quantity, most(free - before, 0n), ...change(before, after));
          if (voided > 0n) {
            const [overage, amount] = change(after, after - voided);
            add('ADJUSTMENT', -voided, -voided - overage, overage, amount);
          }
          billed.set(key, after - voided);
        }
      }
      return [month, lines.toSorted()];
    }),
  );
}
