import { setImmediate as turn } from 'node:timers/promises';

/**
 * Returns whether the promise settles within this number of milliseconds. When they are over, it first reads the input that
 * has arrived: a busy process may have had no time yet to read the response that settles the promise.
 */
export async function settlesWithin(milliseconds: number, promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const { promise: decided, resolve } = Promise.withResolvers<void>();
  const settle = () => {
    settled = true;
    resolve();
  };
  promise.then(settle, settle);
  const timer = setTimeout(async () => {
    await turn();
    resolve();
  }, milliseconds);
  await decided;
  clearTimeout(timer);
  return settled;
}
