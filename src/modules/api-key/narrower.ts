import { userError } from '../../errors.ts';
import { includesNetwork } from '../../util/networks.ts';
import type { ApiKeyRow } from './rows.ts';

type Limits = Pick<
  ApiKeyRow,
  'permissions' | 'networks' | 'projectIds' | 'requestsPerMinute' | 'requestsPerMonth' | 'expiresAt'
>;

/** Whether the second value of each limit admits no more than the first; null is no limit. */
const isNarrower: { [Name in keyof Limits]: (before: Limits[Name], after: Limits[Name]) => boolean } = {
  permissions: within(isSubset),
  networks: within((before, after) => after.every((each) => includesNetwork(before, each))),
  projectIds: within(isSubset),
  requestsPerMinute: within((before, after) => after <= before),
  requestsPerMonth: within((before, after) => after <= before),
  expiresAt: within((before, after) => Date.parse(after) <= Date.parse(before)),
};

function isSubset(before: readonly string[], after: readonly string[]): boolean {
  return after.every((each) => before.includes(each));
}

function within<Value>(compare: (before: Value, after: Value) => boolean) {
  return (before: Value | null, after: Value | null): boolean =>
    before === null || (after !== null && compare(before, after));
}

const names = Object.keys(isNarrower) as (keyof Limits)[];

/** @throws FORBIDDEN_ROLE, with the reason, if a changed limit admits more than before */
export function requireNarrower(before: Limits, changed: Partial<Limits>, reason: string): void {
  for (const name of names) {
    const after = changed[name];
    const narrower = isNarrower[name] as (before: unknown, after: unknown) => boolean;
    if (after !== undefined && !narrower(before[name], after))
      throw userError('FORBIDDEN_ROLE', `${reason} You can narrow what limits it, or revoke it.`, name);
  }
}
