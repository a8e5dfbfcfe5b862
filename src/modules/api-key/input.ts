import { z } from 'zod';
import { fault, future, id, items, text, unlessNull } from '../../graphql/input.ts';
import { name } from '../../graphql/names.ts';
import { parseAddress } from '../../util/client-address.ts';
import { toNetwork } from '../../util/networks.ts';
import { permission, permissions, role } from '../role/input.ts';

const MAX_OVERLAP = 7 * 86_400;

const keyName = name({ max: 100 });
const scope = z.enum(['READ', 'WRITE', 'USAGE_WRITE', 'CREDITS_WRITE', 'KEYS_VERIFY', 'MEMBERS_WRITE']);

const MAX_NETWORKS = 50;
const MAX_PROJECTS = 100;
const MAX_RATE = 100_000;
const MAX_QUOTA = 2_147_483_647;
const MAX_COST = 1_000_000;

const atMost = (max: number, min = 1) =>
  z.number().refine((value) => value >= min && value <= max, `must be at least ${min} and at most ${max}`);

const network = text({ min: 1, max: 100 }).transform((value, context) => {
  const canonical = toNetwork(value);
  if (canonical !== undefined) return canonical;
  context.addIssue(fault('INVALID', 'must be an address or a network such as 10.1.0.0/16'));
  return z.NEVER;
});

/** What limits a key. Null is no limit. */
const limits = {
  permissions: permissions.nullish(),
  requestsPerMinute: atMost(MAX_RATE).nullish(),
  requestsPerMonth: atMost(MAX_QUOTA).nullish(),
  networks: items(network, MAX_NETWORKS)
    .transform((values) => [...new Set(values)].toSorted())
    .nullish(),
  projectIds: items(id('project'), MAX_PROJECTS)
    .transform((values) => [...new Set(values)])
    .nullish(),
};

export const createApiKeyInput = z.object({
  name: keyName,
  role: role.refine((value) => value !== 'OWNER', 'must be at most ADMIN'),
  scopes: items(scope, 6).transform((scopes) => [...new Set(scopes)]),
  expiresAt: future.nullish(),
  ownerId: id('service account').nullish(),
  ...limits,
  departureOverlapSeconds: atMost(MAX_OVERLAP, 0),
});
export const rollApiKeyInput = z.object({
  id: id('API key'),
  overlapSeconds: atMost(MAX_OVERLAP, 0),
});
export const updateApiKeyInput = z.object({
  id: id('API key'),
  name: unlessNull(keyName),
  expiresAt: future.nullish(),
  ...limits,
  departureOverlapSeconds: unlessNull(atMost(MAX_OVERLAP, 0)),
});
export const revokeApiKeyInput = z.object({ id: id('API key') });
/** A key of another form is no mistake of the caller: a client sent it. */
export const verifyKeyInput = z.object({
  key: z.string(),
  cost: atMost(MAX_COST, 0),
  permission: permission.nullish(),
  ipAddress: z
    .string()
    .transform((value, context) => {
      const address = parseAddress(value);
      if (address) return address.toString();
      context.addIssue(fault('INVALID', 'must be an IP address'));
      return z.NEVER;
    })
    .nullish(),
});
