import type { AuthorizationRow } from './authorization/access.ts';
import type { Incoming, Services } from './context.ts';
import type { Borrower } from './database/shared-pool.ts';
import type { Lease } from './database/lease.ts';
import { LIGHTEST_WEIGHT, weightOf } from './database/shares.ts';
import type { Claim } from './database/tenant-queue.ts';
import type { Admission } from './database/transaction.ts';
import { LIGHT_COST } from './graphql/cost-weights.ts';
import { networkOf } from './network.ts';

/**
 * How a request gets its connection: at once or in a queue, which it leaves when it is cancelled. What the database says of
 * the caller then decides about the caller's next request. `requested` is the organization that the request names.
 */
export function admissionOf(
  services: Services,
  request: Incoming,
  requested: string | undefined,
  cost: number,
): Admission<AuthorizationRow> {
  const { scheduler } = services;
  const { cancellation } = request;
  const organization = requested?.toLowerCase();
  return {
    acquire() {
      cancellation?.requireLive();
      const claim = claimOf(services, request, organization, cost <= LIGHT_COST);
      return scheduler.acquire(claim, (leave) => cancellation?.onCancel(leave));
    },
    onOpened: (row, lease) => note(services, request, organization, row, lease),
  };
}

/**
 * Security: a made-up API key has the right form, and a header may name any organization. A caller that the database has
 * not confirmed counts by network, and one that no organization has admitted counts alone, so that nobody gets more by
 * making up keys, nor fills another organization's queue.
 */
function claimOf(
  { scheduler: { standings } }: Services,
  {
    claims,
    apiKeyHash,
    ipAddress,
    bodyBytes: bytes = 0,
  }: Pick<Incoming, 'claims' | 'apiKeyHash' | 'ipAddress' | 'bodyBytes'>,
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
 * How a request gets connections of the system login. Those are for short statements: everybody has the same part of
 * them, whatever their plan. Who has not proven who they are counts by network, and leaves the reserve to the others.
 */
export function borrowerOf(
  services: Services,
  request: Pick<Incoming, 'claims' | 'apiKeyHash' | 'ipAddress' | 'bodyBytes' | 'cancellation'>,
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
  { scheduler: { standings } }: Services,
  { claims, apiKeyHash }: Incoming,
  requested: string | undefined,
  row: AuthorizationRow,
  lease: Lease,
): void {
  const weight = weightOf(row.requests_per_minute);
  if (apiKeyHash && !claims) {
    const hash = apiKeyHash.toString('hex');
    const { api_key_id: id, api_key_organization_id: organization } = row;
    if (!id || !organization) return standings.forgetKey(hash);
    // In the row of a request to another organization, the rates are not the key's organization's.
    if (row.organization_id) standings.noteKey(hash, { id, organization }, weight);
    lease.prove(organization, standings.weightOf(organization));
  } else if (claims && requested) {
    const caller = userCaller(claims.sub);
    const admitted = row.user_status === 'ACTIVE' && row.organization_id;
    if (!admitted) return standings.forgetMember(caller, requested);
    standings.noteMember(caller, admitted, weight);
    lease.prove(admitted, weight);
  }
}

const userCaller = (id: string) => `user:${id}`;
