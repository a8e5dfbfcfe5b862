import { idOrNone, isId } from '../database/ids.ts';
import type { Admission } from '../database/held-connection.ts';
import { logPosition } from '../database/positions.ts';
import type { Replica } from '../database/replica.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import type { Opening } from '../database/transaction-opening.ts';
import {
  authorizationColumns,
  type AuthorizationRow,
  type CallerAccess,
  type RequestedIdentity,
  toCallerAccess,
} from './access.ts';
import { activeTrace, type TraceHeaders, tracing } from '../tracing/tracing.ts';
import { admissionOf, readsLimits } from './connection-claim.ts';
import type { RequestInfo } from './request.ts';
import type { Services } from './services.ts';
import type { Turn } from './turn.ts';

const opening = `select ${authorizationColumns} from app.begin_request($1, $2, $3, $4, $5::uuid, $6::boolean)`;
/** Row-level security shows the versions of the organization that `begin_request` has just verified. */
const openingWithVersion = `select ${authorizationColumns},
  (select sum(v.version) from organization_versions v where v.organization_id = opened.organization_id)::text as version
  from app.begin_request($1, $2, $3, $4, $5::uuid, $6::boolean) as opened`;

/** With replicas: also which state of the database the snapshot shows. The position is read after the snapshot was taken. */
const openingWithPosition = openingWithVersion.replace(
  ' as version',
  ` as version, ${logPosition} as position, pg_is_in_recovery() as standby`,
);

/** For a write: it passes the trace on to what the transaction leaves behind. */
const tracedOpening = `${opening},
  set_config('app.traceparent', $7, true) as trace, set_config('app.tracestate', $8, true) as state`;

/** The session that a sign-in within the operation has created. */
export interface NewSession {
  id: string;
  userId: string;
  organizationId: string | undefined;
}

interface Identified {
  access: CallerAccess;
  /** The version of the organization's rows. */
  version: string | undefined;
  /** How far the server's log goes. */
  position: number | undefined;
  isStandby: boolean | undefined;
}

/** Identifies the caller of an operation with the opening statement of its transaction. */
export class Identification {
  readonly #services: Services;
  readonly #request: RequestInfo;
  readonly #withLimits: boolean;
  /** The trace of a write; undefined if it is not traced. */
  #trace: TraceHeaders | undefined;
  /** Whether the API key may not be used from the client's address. */
  #isKeyRefused = false;
  #asked: RequestedIdentity & {
    /** The user that the credential names. */
    subject: string | undefined;
  };

  constructor(services: Services, request: RequestInfo) {
    this.#services = services;
    this.#request = request;
    this.#asked = {
      subject: request.claims?.sub,
      sessionId: request.claims?.sid,
      credentials: request.claims !== undefined || request.apiKeyHash !== undefined,
      byApiKey: request.byApiKey ?? false,
      requestedOrganization: request.organizationHeader ?? request.claims?.org,
      ipAddress: request.ipAddress,
    };
    this.#withLimits = readsLimits(services, request, this.#asked.requestedOrganization);
  }

  opening(readOnly: boolean): Opening {
    const { replicas, config } = this.#services;
    const { validatedResponses, database } = config;
    const { act } = this.#request.claims ?? {};
    if (tracing.on && !readOnly) this.#trace = activeTrace();
    const write = this.#trace === undefined ? opening : tracedOpening;
    const read = validatedResponses ? openingWithVersion : opening;
    const usual = readOnly ? (replicas ? openingWithPosition : read) : write;
    return {
      // Security: the operation has been refused if it writes. PostgreSQL refuses what was overlooked.
      readOnly: readOnly || act?.writes === false,
      prepare: database.preparedStatements,
      notesPosition: replicas !== undefined,
      // An administrator who acts as a user is sent no kept response, and reads on the primary.
      text: act ? write : usual,
      values: this.openingValues(),
    };
  }

  /** The values of the opening statement, as the caller is now. */
  openingValues(): unknown[] {
    const { sessionId, requestedOrganization } = this.#asked;
    const values = [
      sessionId,
      requestedOrganization && idOrNone(requestedOrganization),
      this.#services.config.database.statementTimeout,
      // After a sign-in within the operation, the session replaces the API key of the request.
      sessionId || this.#isKeyRefused ? undefined : this.#request.apiKeyHash,
      // For a platform administrator who acts as a user. The session is found only if it is this administrator's.
      this.#request.claims?.act?.sub,
      this.#withLimits,
    ];
    return this.#trace === undefined
      ? values
      : [...values, this.#trace.traceparent, this.#trace.tracestate ?? ''];
  }

  /** How the transaction acquires its connection. `cost` is that of the operation. `turn` comes first, if there is one. */
  admission(cost: number, turn: Turn | undefined): Admission<AuthorizationRow> {
    const admission = this.admissionTo(this.#services, cost);
    return turn ? { ...admission, acquire: () => turn.take() ?? admission.acquire() } : admission;
  }

  /** How a transaction acquires its connection to the primary or to a replica. */
  admissionTo(server: Pick<Services, 'scheduler'> | Replica, cost: number): Admission<AuthorizationRow> {
    return admissionOf(server, this.#request, {
      requested: this.#asked.requestedOrganization,
      cost,
      withLimits: this.#withLimits,
    });
  }

  /** The id of the organization that the request is probably about. The database has not confirmed it. */
  get likelyOrganization(): string | undefined {
    const { apiKeyHash } = this.#request;
    const { standings } = this.#services.scheduler;
    const organization =
      this.#asked.requestedOrganization ??
      (apiKeyHash && standings.keyOf(apiKeyHash.toString('hex'))?.organization);
    return organization && isId(organization) ? organization.toLowerCase() : undefined;
  }

  /** Makes `identify` confirm this session from now on. The transaction must be opened again. */
  switchTo(session: NewSession): void {
    this.#asked = {
      ...this.#asked,
      subject: session.userId,
      sessionId: session.id,
      credentials: true,
      byApiKey: false,
      requestedOrganization: session.organizationId,
    };
  }

  /** Returns the caller's access, and of the snapshot what the opening statement reads. */
  async identify(transaction: TenantTransaction<AuthorizationRow>): Promise<Identified> {
    const row = this.#asked.sessionId || this.#request.apiKeyHash ? await transaction.opened() : undefined;
    const confirmed = await this.#refuseOtherSubject(row, transaction);
    const access = toCallerAccess(confirmed, this.#asked, this.#withLimits);
    if (access.refusedKey) {
      this.#isKeyRefused = true;
      await transaction.reopen(this.openingValues());
    }
    return {
      access,
      version: confirmed?.version ?? undefined,
      position: confirmed?.position == null ? undefined : Number(confirmed.position),
      isStandby: confirmed?.standby,
    };
  }

  /**
   * Security: gateways that verify access tokens themselves trust `sub`. If a token named another user than its
   * session, the gateway and this server would act for different people. We reject such a token: the transaction drops
   * the session, and the request continues as one with invalid credentials.
   */
  async #refuseOtherSubject(
    row: AuthorizationRow | undefined,
    transaction: TenantTransaction<AuthorizationRow>,
  ): Promise<AuthorizationRow | undefined> {
    if (!row?.user_id || row.user_id === this.#asked.subject) return row;
    this.#asked = { ...this.#asked, subject: undefined, sessionId: undefined };
    await transaction.reopen(this.openingValues());
    return undefined;
  }
}
