import type { MeterKind } from '../../generated/enums.ts';

/** Whether usage of the kind is measured anew for each time, because late and voided usage does not add up. */
export const isMeasured = (kind: MeterKind | null): boolean =>
  kind === 'MAX' || kind === 'UNIQUE' || kind === 'LAST';
