import { setImmediate as turn } from 'node:timers/promises';

/** Whether the promise settles within so many milliseconds, or as soon as a busy process has read what came meanwhile. */
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
