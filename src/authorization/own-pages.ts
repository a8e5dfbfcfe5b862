import { randomBytes } from 'node:crypto';

const HEADER = 'x-polity-page';
const secret = randomBytes(32).toString('base64url');

/** What a page of this process sends with its operations, which nobody registered and `PERSISTED_OPERATIONS` would refuse. */
export const ownPageHeaders = { [HEADER]: secret };

/** Whether a page of this process sent the request: the secret is new at each start and leaves the process nowhere. */
export const isOwnPage = (headers: NodeJS.Dict<string | string[]>) => headers[HEADER] === secret;
