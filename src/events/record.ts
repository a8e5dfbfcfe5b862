import type { Context } from '../core/context.ts';
import { announce } from './announce.ts';
import type { DomainEvent } from './catalogue.ts';
import type { ChangedRows, EntityKind, RowChange } from './change.ts';
import { publishChange } from './publish.ts';

/** Describes how writes to one kind of entity become events. The entity's module defines it. */
export interface EntityEvents<K extends EntityKind, Row extends ChangedRows[K]> {
  kind: K;
  /** Returns the events of a write. */
  toEvents(written: RowChange<Row>): DomainEvent[];
}

/** Publishes writes to subscribers at the commit, and announces their events to the listeners through a job. */
export async function recordChange<K extends EntityKind, Row extends ChangedRows[K]>(
  context: Context,
  { kind, toEvents }: EntityEvents<K, Row>,
  written: RowChange<Row>[],
): Promise<void> {
  await Promise.all([publishChange(context.db, kind, written), announce(context, written.flatMap(toEvents))]);
}
