import { compareSync, hashSync } from 'bcryptjs';

/** Runs in a worker thread: bcrypt at cost 12 would hold the event loop for 0.4 s. */
export const hash = ({ digest, cost }: { digest: string; cost: number }) => hashSync(digest, cost);

export const matches = ({ digest, hash }: { digest: string; hash: string }) => compareSync(digest, hash);
