const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether an id can exist at all; anything else behaves as one that does not. */
export const isId = (value: string) => uuid.test(value);

/** Stands in for a malformed id in a statement: no row has it. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';

export const idOrNone = (value: string) => (isId(value) ? value : NO_ID);
