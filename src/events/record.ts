import { CompiledQuery } from 'kysely';
import type { Context } from '../core/context.ts';
import type { DomainEvent } from './catalogue.ts';
import { type ChangedRows, type EntityKind, type RowChange, toChange } from './change.ts';
import { inParts } from './publish.ts';

/** Describes how writes to one kind of entity become events. The entity's module defines it. */
export interface EntityEvents<K extends EntityKind, Row extends ChangedRows[K]> {
  kind: K;
  /** Returns the events of a write. */
  toEvents(written: RowChange<Row>): DomainEvent[];
}

/**
 * Logs writes for subscribers, and announces their events to the listeners through a job. Both are told of it after the
 * commit (teller.ts). The statement travels with the next one or with the commit.
 */
export function recordChange<K extends EntityKind, Row extends ChangedRows[K]>(
  { transaction, actorId }: Context,
  { kind, toEvents }: EntityEvents<K, Row>,
  written: RowChange<Row>[],
): void {
  if (written.length === 0) return;
  const changes = JSON.stringify(inParts(written.map((each) => toChange(kind, each))));
  const events = JSON.stringify(written.flatMap(toEvents));
  transaction.sendLater(CompiledQuery.raw(RECORD, [kind, changes, events, actorId]));
}

const RECORD = 'select app.log_changes($1, $2::jsonb, $3::jsonb, $4::uuid)';
