import { sql } from 'kysely';
import { Gauge, type Registry } from 'prom-client';
import { logPosition } from './positions.ts';
import type { Replicas } from './replicas.ts';
import type { SystemDb } from './system.ts';

/** Adds metrics of the replicas, which are numbered as in the setting. A replica that is not in use has no lag. */
export function addReplicaMetrics(register: Registry, replicas: Replicas | undefined, db: SystemDb): void {
  const all = replicas?.all ?? [];
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['replica'], registers: [register], collect: () => refresh() });
  const up = gauge(
    'polity_replica_up',
    'Whether queries can be executed on the replica (1), or it fails or is no standby (0).',
  );
  const seconds = gauge(
    'polity_replica_lag_seconds',
    'Age of the last transaction that the replica has replayed; 0 if it has replayed all that the primary has written.',
  );
  const bytes = gauge(
    'polity_replica_lag_bytes',
    "Bytes of the primary's log that the replica had still to replay a quarter of a second ago.",
  );

  let refreshing: Promise<void> | undefined;
  // All metrics of a scrape share one measurement.
  const refresh = () => (refreshing ??= update().finally(() => (refreshing = undefined)));

  async function update(): Promise<void> {
    for (const metric of [up, seconds, bytes]) metric.reset();
    for (const { name, isUp } of all) up.set({ replica: name }, Number(isUp));
    if (all.length === 0) return;
    const states = all.filter(({ isUp }) => isUp).map(({ name, replayed, age }) => ({ name, replayed, age }));
    const written = await primaryPosition(db);
    if (written === undefined) return;
    for (const { name, replayed, age } of states) {
      bytes.set({ replica: name }, Math.max(0, written - replayed));
      seconds.set({ replica: name }, replayed < written ? age : 0);
    }
  }
}

/** Undefined while the primary is down. */
function primaryPosition(db: SystemDb): Promise<number | undefined> {
  const read = sql<{ position: string }>`select ${sql.raw(logPosition)} as position`.execute(db);
  return read.then(
    ({ rows }) => Number(rows[0]!.position),
    () => undefined,
  );
}
