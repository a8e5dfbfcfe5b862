import { useEffect, useState } from 'react';
import type { DeliveryRowFragment } from '../../api/gql/graphql.ts';

/** An attempt in progress keeps the delivery for a minute: its next one is that far ahead meanwhile. */
const NEAR_MS = 65_000;
const TICK_MS = 5000;

/**
 * Returns the ids of the deliveries that may change at any moment, because an attempt is near or in progress. Others wait
 * for hours, or are long overdue because nothing is sent.
 */
export function useDue(rows: readonly DeliveryRowFragment[]): string[] {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return rows
    .filter(
      ({ state, nextAttemptAt, createdAt }) =>
        state === 'PENDING' && Math.abs(Date.parse(nextAttemptAt ?? createdAt) - now) < NEAR_MS,
    )
    .map(({ id }) => id);
}
