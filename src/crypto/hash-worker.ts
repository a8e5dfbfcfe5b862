import { compareSync, hashSync } from 'bcryptjs';

/** Runs in a worker thread, because bcrypt at cost 12 would block the event loop for 0.4 s. */
export const hash = ({ digest, cost }: { digest: string; cost: number }) => hashSync(digest, cost);

export const matches = ({ digest, hash }: { digest: string; hash: string }) => compareSync(digest, hash);
