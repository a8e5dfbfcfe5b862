import type { Borrower } from '../database/shared-pool.ts';
import type { Lease } from '../database/lease.ts';
import { LIGHTEST_WEIGHT, weightOf } from '../database/shares.ts';
import type { Claim } from '../database/tenant-queue.ts';
import type { Admission } from '../database/held-connection.ts';
import { networkOf } from '../util/client-network.ts';
import type { AuthorizationRow } from './access.ts';
import type { RequestInfo } from './request.ts';
import type { Services } from './services.ts';

// Which claim a request makes for a connection. `ConnectionScheduler` explains the words: claim, lease, weight, admission.

/** An operation with at most this cost is light. Some connections are reserved for light operations. */
const LIGHT_COST = 200;

/**
 * Whether `begin_request` must read the plan's limits: for rate limits, for the quota of an API key, or because the
 * scheduler does not know the organization's weight.
 */
export function readsLimits(
  { config, scheduler }: Services,
  { apiKeyHash }: Pick<RequestInfo, 'apiKeyHash'>,
  requested: string | undefined,
): boolean {
  if (config.rateLimits || apiKeyHash) return true;
  return requested !== undefined && !scheduler.standings.knowsWeight(requested.toLowerCase());
}

/**
 * Returns the admission of a request. The request may wait in a queue, which it leaves when it is cancelled. When the
 * transaction has begun, the caller's confirmed membership is noted: it decides how the scheduler treats the caller's
 * next request. `server` is the primary or a replica. `requested` is the organization that the request names. `withLimits`
 * tells whether `begin_request` reads the plan's limits.
 */
export function admissionOf(
  server: Pick<Services, 'scheduler'>,
  request: RequestInfo,
  { requested, cost, withLimits }: { requested: string | undefined; cost: number; withLimits: boolean },
): Admission<AuthorizationRow> {
  const { scheduler } = server;
  const { cancellation } = request;
  const organization = requested?.toLowerCase();
  return {
    acquire() {
      cancellation?.requireLive();
      const claim = claimOf(server, request, organization, cost <= LIGHT_COST);
      return scheduler.acquire(claim, (leave) => cancellation?.onCancel(leave));
    },
    onOpened: (row, lease) => note(server, request, organization, { row, withLimits, lease }),
  };
}

/**
 * Returns the claim of a request.
 *
 * Security: an attacker can invent API keys of the right form, to get a share of the connections for each, and can name
 * any organization in the header, to fill that organization's queue. A caller whom the database has not confirmed is
 * therefore counted by network, and a user who is not a known member of the organization is counted alone.
 */
function claimOf(
  { scheduler: { standings } }: Pick<Services, 'scheduler'>,
  {
    claims,
    apiKeyHash,
    ipAddress,
    bodyBytes: bytes = 0,
  }: Pick<RequestInfo, 'claims' | 'apiKeyHash' | 'ipAddress' | 'bodyBytes'>,
  requested: string | undefined,
  light: boolean,
): Claim {
  const key = apiKeyHash && standings.keyOf(apiKeyHash.toString('hex'));
  if (key) {
    const { organization } = key;
    const weight = standings.weightOf(organization);
    return { caller: `key:${key.id}`, organization, requested: organization, weight, light, bytes };
  }
  const caller = claims ? userCaller(claims.sub) : `network:${networkOf(ipAddress)}`;
  const organization = claims && standings.isMember(caller, requested) ? requested : undefined;
  return { caller, organization, requested, weight: standings.weightOf(organization), light, bytes };
}

/**
 * Returns the borrower of a request: how it uses connections of the system login. They serve short statements, so every
 * caller has the same weight, whatever the plan. Unconfirmed callers are counted by network and cannot use the reserved
 * connections.
 */
export function borrowerOf(
  services: Services,
  request: Pick<RequestInfo, 'claims' | 'apiKeyHash' | 'ipAddress' | 'bodyBytes' | 'cancellation'>,
  holdsAnother: () => boolean,
): Borrower {
  return {
    claim() {
      const { caller, bytes } = claimOf(services, request, undefined, false);
      const light = !caller.startsWith('network:');
      return { caller, organization: undefined, requested: undefined, weight: LIGHTEST_WEIGHT, light, bytes };
    },
    holdsAnother,
    cancellation: request.cancellation,
  };
}

function note(
  { scheduler: { standings } }: Pick<Services, 'scheduler'>,
  { claims, apiKeyHash }: RequestInfo,
  requested: string | undefined,
  { row, withLimits, lease }: { row: AuthorizationRow; withLimits: boolean; lease: Lease },
): void {
  const noteWeight = (organization: string) => {
    if (withLimits) standings.noteWeight(organization, weightOf(row.requests_per_minute));
    return standings.weightOf(organization);
  };
  if (apiKeyHash && !claims) {
    const hash = apiKeyHash.toString('hex');
    const { api_key_id: id, api_key_organization_id: organization } = row;
    if (!id || !organization) return standings.forgetKey(hash);
    // If the request names another organization, the row's limits lack the overrides of the key's organization.
    if (row.organization_id) {
      standings.noteKey(hash, { id, organization });
      noteWeight(organization);
    }
    lease.prove(organization, standings.weightOf(organization));
  } else if (claims && requested) {
    const caller = userCaller(claims.sub);
    const admitted = row.user_status === 'ACTIVE' && row.organization_id;
    if (!admitted) return standings.forgetMember(caller, requested);
    standings.noteMember(caller, admitted);
    lease.prove(admitted, noteWeight(admitted));
  }
}

const userCaller = (id: string) => `user:${id}`;
