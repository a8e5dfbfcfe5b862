import { UserErrors } from '../../errors.ts';
import type { MeterKind, UserErrorCode } from '../../generated/enums.ts';
import type { UserError } from '../../generated/graphql.ts';
import { sentence } from '../../graphql/input.ts';
import type { MetersToRecord } from '../meter/queries.ts';
import type { MeterDefinition } from '../meter/rows.ts';
import type { UsageEventContent } from './input.ts';

/** How an event is measured: by what its meter was declared as when it was recorded. */
export interface MeasuredAs {
  /** Null for SUM. */
  kind: Exclude<MeterKind, 'SUM'> | null;
  /** The values of the meter's `groupBy` as a JSON array; null without. */
  propertyKey: string | null;
  /** For UNIQUE, the value that counts. */
  uniqueValue: string | null;
}

/** As events of undeclared meters are measured. */
export const AS_SUM: MeasuredAs = { kind: null, propertyKey: null, uniqueValue: null };

/** Rollups are found by these values, and PostgreSQL limits the size of an index entry. */
const MAX_VALUE_BYTES = 200;

/**
 * Adds to each event how it is measured.
 * @throws {UserErrors} all faults: an undeclared meter, if they are refused; a missing or long property that the meter uses
 */
export function measureEvents<Event extends UsageEventContent>(
  events: Event[],
  { meters, refuseUndeclared }: MetersToRecord,
): (Event & MeasuredAs)[] {
  const errors = events.flatMap((event, index) =>
    faultsOf(event, meters.get(event.meter), refuseUndeclared).map(([code, field, message]): UserError => {
      const path = ['events', String(index), ...field];
      return { code, field: path, message: sentence(path, message) };
    }),
  );
  if (errors.length > 0) throw new UserErrors(errors);
  return events.map((event) => ({ ...event, ...measuredAs(event, meters.get(event.meter)) }));
}

type Fault = [code: UserErrorCode, field: string[], message: string];

function faultsOf(
  { meter, properties }: UsageEventContent,
  definition: MeterDefinition | undefined,
  refuseUndeclared: boolean,
): Fault[] {
  if (!definition)
    return refuseUndeclared
      ? [['INVALID', ['meter'], `must be a declared meter: ${meter} is not. \`meters\` lists those that are`]]
      : [];
  const { uniqueBy, groupBy } = definition;
  const names = [...new Set(uniqueBy === null ? groupBy : [uniqueBy, ...groupBy])];
  return names.flatMap((name): Fault[] => {
    const value = properties?.[name];
    const field = ['properties', name];
    if (value === undefined)
      return name === uniqueBy
        ? [['REQUIRED', field, `must be set: the meter ${meter} counts its values`]]
        : [];
    return Buffer.byteLength(JSON.stringify(value)) > MAX_VALUE_BYTES
      ? [['TOO_LONG', field, `must have at most ${MAX_VALUE_BYTES} bytes as JSON`]]
      : [];
  });
}

function measuredAs({ properties }: UsageEventContent, definition: MeterDefinition | undefined): MeasuredAs {
  if (!definition) return AS_SUM;
  const { kind, uniqueBy, groupBy } = definition;
  const valueOf = (name: string) => {
    const value = properties?.[name];
    return value === undefined ? null : String(value);
  };
  return {
    kind: kind === 'SUM' ? null : kind,
    propertyKey: groupBy.length > 0 ? JSON.stringify(groupBy.map(valueOf)) : null,
    uniqueValue: uniqueBy === null ? null : valueOf(uniqueBy),
  };
}
