import { type BigNumber, formatNumber, percentOf } from './figures.ts';

interface GaugeProps {
  label: string;
  used: BigNumber;
  /** Null for no limit. */
  limit: BigNumber | null | undefined;
}

/** The share from which owners are alerted. */
export const ALERT_PERCENT = 80;

/** How much of a limit is used, as a bar and in words. */
export function Gauge({ label, used, limit }: GaugeProps) {
  const isLimited = limit !== null && limit !== undefined;
  const max = Number(limit ?? 0);
  return (
    <div className="gauge">
      <p>
        <strong>{label}</strong>{' '}
        <span>{isLimited ? describe(used, limit) : `${formatNumber(used)}, unlimited`}</span>
      </p>
      {isLimited && max > 0 && (
        <meter
          aria-label={label}
          max={max}
          low={(max * ALERT_PERCENT) / 100}
          high={max - Number.EPSILON * max}
          optimum={0}
          value={Number(used)}
        />
      )}
    </div>
  );
}

function describe(used: BigNumber, limit: BigNumber): string {
  const share = percentOf(used, limit);
  const state = share >= 100 ? ': used up' : share >= ALERT_PERCENT ? ': nearly used up' : '';
  return Number(limit) === 0
    ? 'not included'
    : `${formatNumber(used)} of ${formatNumber(limit)} (${share} %)${state}`;
}
