declare const minted: unique symbol;

/**
 * Proof that the caller was admitted to this organization. Every tenant query takes one, so a query that forgot
 * the check does not compile.
 */
export interface OrgScope {
  readonly id: string;
  readonly [minted]: true;
}

/** Only for the request's context, after the check, and for jobs, whose organization the queue vouches for. */
export const mintScope = (organizationId: string) => ({ id: organizationId }) as OrgScope;
