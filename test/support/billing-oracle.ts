/** Computes statements anew, slowly and in integers, by counting single seconds. Shares no code with src/modules/billing. */

export interface OraclePlan {
  basePrice: bigint;
  /** By meter: the included units of a month, and the price of a unit in millionths. */
  prices: Record<string, { included: bigint; millionths: bigint }>;
}

export interface OracleEvent {
  meter: string;
  quantity: bigint;
  /** Milliseconds since 1970. */
  at: number;
  /** The month of the statement that bills it, and of the one that takes it back. */
  statement: string;
  voidedIn?: string;
}

/** The plan from an instant (in milliseconds) on. */
export type OracleHistory = { plan: string; from: number }[];

/** As the API writes instants. */
export const instant = (at: number) => new Date(at).toISOString().replace(/\.?0*Z$/, 'Z');
export const half = (numerator: bigint, denominator: bigint) => {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = magnitude / denominator + ((magnitude % denominator) * 2n >= denominator ? 1n : 0n);
  return numerator < 0n ? -rounded : rounded;
};
export const most = (a: bigint, b: bigint) => (a > b ? a : b);

/** The segments of a month, each with the number of its seconds. */
export function segmentsOf(month: string, history: OracleHistory) {
  const start = Date.parse(`${month}-01T00:00:00Z`);
  const [year, number] = month.split('-').map(Number);
  const end = Date.UTC(year!, number!, 1);
  const inForce = (at: number) => history.findLast(({ from }) => from <= at)!;
  const edges = history.map(({ from }) => from).filter((from) => from > start && from < end);
  const segments = [start, ...edges].map((from, index) => {
    const to = edges[index] ?? end;
    return { plan: inForce(from).plan, from, to, seconds: 0n };
  });
  let seconds = 0n;
  for (let second = start; second < end; second += 1000) {
    seconds++;
    // A second in which the plan changes belongs to the new plan.
    const segment = segments.findLast(({ from }) => Math.floor(from / 1000) * 1000 <= second)!;
    segment.seconds++;
  }
  return { segments, seconds };
}

/** Returns the lines of the statements of these months, in order, each as one text, with the totals. */
export function stateAll(
  months: string[],
  history: OracleHistory,
  plans: Record<string, OraclePlan>,
  events: OracleEvent[],
): Record<string, string[]> {
  /** What the statements billed so far, by usage month, meter and segment. */
  const billed = new Map<string, bigint>();
  const statements: Record<string, string[]> = {};
  const segments = new Map<string, ReturnType<typeof segmentsOf>>();
  const usageMonths = [
    ...new Set([...months, ...events.map(({ at }) => instant(at).slice(0, 7))]),
  ].toSorted();
  for (const month of months) {
    const lines: string[] = [];
    let total = 0n;
    const add = (...parts: (string | bigint)[]) => lines.push(parts.join(' '));
    for (const usageMonth of usageMonths.filter((each) => each <= month)) {
      const divided = segments.get(usageMonth) ?? segmentsOf(usageMonth, history);
      segments.set(usageMonth, divided);
      const { seconds } = divided;
      for (const { plan, from, to, seconds: own } of divided.segments) {
        const { basePrice, prices } = plans[plan]!;
        const place = `${usageMonth} ${plan} ${instant(from)} ${instant(to)}`;
        if (usageMonth === month) {
          const amount = half(basePrice * own, seconds);
          add('BASE', '-', place, 1n, 0n, 1n, amount);
          total += amount;
        }
        for (const [meter, { included, millionths }] of Object.entries(prices)) {
          const inside = events.filter((each) => each.meter === meter && each.at >= from && each.at < to);
          const sum = (found: OracleEvent[]) => found.reduce((all, { quantity }) => all + quantity, 0n);
          const quantity = sum(inside.filter(({ statement }) => statement === month));
          const voided = sum(inside.filter(({ voidedIn }) => voidedIn === month));
          const free = (included * own) / seconds;
          const key = `${meter} ${place}`;
          const before = billed.get(key) ?? 0n;
          const left = most(free - before, 0n);
          if (usageMonth === month || quantity > 0n) {
            const overage = most(quantity - left, 0n);
            const amount = half(overage * millionths, 1_000_000n);
            add(usageMonth === month ? 'USAGE' : 'ADJUSTMENT', meter, place, quantity, left, overage, amount);
            total += amount;
          }
          const after = before + quantity;
          if (voided > 0n) {
            const overage = most(after - voided - free, 0n) - most(after - free, 0n);
            const amount = half(overage * millionths, 1_000_000n);
            add('ADJUSTMENT', meter, place, -voided, -voided - overage, overage, amount);
            total += amount;
          }
          billed.set(key, after - voided);
        }
      }
    }
    statements[month] = [...lines.toSorted(), `total ${total}`];
  }
  return statements;
}
