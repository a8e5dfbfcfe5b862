import type { Kysely } from 'kysely';
import { rewriteFunctions } from '../src/database/rewrite-functions.ts';

const byNumber = `        with due as (
          select e.sequence from live_events e where not e.told order by e.sequence limit most for no key update
        ), sent as (
          update live_events e set told = true from due where e.sequence = due.sequence returning e.sequence, e.payload
        )
`;
const byAddress = `        with sent as (
          update live_events e set told = true
          -- Whoever changed a row meanwhile has told of it: the rows that are locked are still at their addresses.
          where e.ctid = any(array(
            select due.ctid from live_events due where not due.told order by due.sequence limit most for no key update))
          returning e.sequence, e.payload
        )
`;

/**
 * `app.tell_changes` finds the rows that it has locked by their addresses, whatever the statistics say. With a join, plans
 * that were made while many rows were due read the whole log, 50 times a second.
 */
export const up = (db: Kysely<unknown>): Promise<void> => rewriteFunctions(db, byNumber, byAddress);

export const down = (db: Kysely<unknown>): Promise<void> => rewriteFunctions(db, byAddress, byNumber);
