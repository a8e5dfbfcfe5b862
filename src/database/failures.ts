import pg from 'pg';

/** PostgreSQL's codes for temporary failures: connections, resources, operator intervention, and conflicts of locks. */
const transientStates = /^(08|53|57P|57014|40001|40P01|55P03)/;
const transientFailures =
  /connect|terminat|timeout exceeded|ECONN|EPIPE|ENOTFOUND|not queryable|server closed/i;

/**
 * Whether a prepared statement failed because a migration has changed the type of its result. It keeps failing on this
 * connection, so the connection must be closed.
 */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery';

/** Whether `statement_timeout`, or a cancel request, ended a statement. */
export const isTimeout = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '57014';

/** Whether an error means that the database is down or overloaded, rather than a bug. */
export function isTransient(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return transientStates.test(error.code ?? '') || isStalePlan(error);
  if (error instanceof AggregateError) return error.errors.some(isTransient);
  // The message of a TypeError may contain "connect" as well, but it is a bug.
  const native = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  return (
    error instanceof Error &&
    !native &&
    transientFailures.test(`${error.message} ${(error as NodeJS.ErrnoException).code}`)
  );
}

/**
 * Whether the server failed, or refused a statement, so that another server may succeed. A statement that took too long
 * would take as long there.
 */
export const isOfServer = (error: unknown): boolean =>
  !isTimeout(error) && (error instanceof pg.DatabaseError || isTransient(error));

/** Whether a statement was not executed because an earlier one of its transaction had failed. */
export const isSkipped = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '25P02';
