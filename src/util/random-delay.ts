/** Random delays, so that clients that were sent away together do not come back together. */

/** Returns a time from 0 to `within`, in milliseconds. */
export const randomMilliseconds = (within: number): number => Math.round(Math.random() * within);

/** Returns a time of whole seconds for a `Retry-After`, at least 1. `within` is in milliseconds. */
export const randomSeconds = (within: number): number => 1 + Math.floor((Math.random() * within) / 1000);
