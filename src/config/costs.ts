/**
 * One unit is about one object that is fetched and resolved. A board of 10 projects with 20 tasks each, with assignees
 * and labels, costs 2,421. A page of 100 projects with 20 tasks each and two objects on every task costs 6,201 and is
 * allowed. 100 projects with 100 tasks each cost 10,201, even without fields of the tasks, and are rejected.
 */
export const DEFAULT_COST_LIMIT = 7500;

/** Enough for what callers without credentials need: to sign in, to read the plans, or to introspect the schema. */
export const DEFAULT_ANONYMOUS_COST_LIMIT = 3000;
