import type { MeterKind } from '../../generated/enums.ts';

/** What a meter measures. A meter that nobody declared is a `SUM` without properties. */
export interface MeterDefinition {
  code: string;
  kind: MeterKind;
  /** Only for `UNIQUE`. */
  uniqueBy: string | null;
  groupBy: string[];
}

export interface MeterRow extends MeterDefinition {
  name: string;
  createdAt: string;
}

export interface MeterPolicyRow {
  refuseUndeclared: boolean;
}
