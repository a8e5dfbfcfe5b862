/** Returns whether an error of Node or PostgreSQL has one of these codes, such as ENOENT. */
export const hasCode = (error: unknown, ...codes: unknown[]): boolean =>
  codes.includes((error as { code?: unknown }).code);
