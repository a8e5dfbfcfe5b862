import { setImmediate as turn } from 'node:timers/promises';

/**
 * Returns whether the promise settles within this number of milliseconds, or as soon as a busy process has read
 * pending input.
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
