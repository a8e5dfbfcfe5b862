const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a value has the form of an id. A malformed id behaves like an id that does not exist. */
export const isId = (value: string) => uuid.test(value);

/** The lowest id. No row has it, so it replaces malformed ids in statements, and a scan of all ids starts after it. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';

export const idOrNone = (value: string) => (isId(value) ? value : NO_ID);
