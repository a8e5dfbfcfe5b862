import { randomBytes } from 'node:crypto';

const HEADER = 'x-polity-page';
const secret = randomBytes(32).toString('base64url');

/** The header of operations of this server's own pages. They are not registered, so `PERSISTED_OPERATIONS` would reject them. */
export const ownPageHeaders = { [HEADER]: secret };

/**
 * Returns whether one of this server's own pages sent the request.
 * Security: a client could claim to be one and send unregistered operations. The secret is random, new at each start, and
 * never leaves the process.
 */
export const isOwnPage = (headers: NodeJS.Dict<string | string[]>) => headers[HEADER] === secret;
