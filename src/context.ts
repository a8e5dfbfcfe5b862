import type { Redis } from 'ioredis';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Bearer } from './authorization/bearer.ts';
import {
  type Access,
  authorizationColumns,
  type Asked,
  type AuthorizationRow,
  refusePermission,
  toAccess,
} from './authorization/access.ts';
import type { Permission } from './authorization/permissions.ts';
import { mintScope, type OrgScope } from './authorization/scope.ts';
import type { Cancellation } from './cancellation.ts';
import type { Config } from './config.ts';
import { admissionOf, borrowerOf } from './connection-claim.ts';
import { idOrNone } from './database/ids.ts';
import type { ConnectionScheduler } from './database/scheduler.ts';
import { type CallersSystem, shareSystem, type SystemHandle } from './database/system.ts';
import { TenantTransaction } from './database/transaction.ts';
import { badUserInput, organizationRequired, unauthenticated } from './errors.ts';
import type { DB } from './generated/database.ts';
import type { OperationRegistry } from './modules/client/registry.ts';
import { callerOf } from './graphql/caller.ts';
import type { ResponseMemory, ResponseShare } from './graphql/response-memory.ts';
import { createLoaders, type Loaders } from './modules/index.ts';
import type { RequestLimits } from './modules/plan/admission.ts';
import type { Passwords } from './modules/session/passwords.ts';
import type { Tokens } from './modules/session/tokens.ts';
import type { RequestMeter } from './modules/usage/request-meter.ts';
import type { UserRow } from './modules/user/queries.ts';
import type { SecretBox } from './secrets.ts';
import { settlesWithin } from './settles-within.ts';
import type { EventHub } from './subscriptions/hub.ts';
import type { Vitals } from './vitals.ts';

/** What the whole process shares. */
export interface Services {
  config: Config;
  logger: Logger;
  servingPool: pg.Pool;
  /** Who may use how much of the serving pool. */
  scheduler: ConnectionScheduler;
  system: SystemHandle;
  events: EventHub;
  operations: OperationRegistry;
  passwords: Passwords;
  tokens: Tokens;
  requestLimits: RequestLimits;
  requestMeter: RequestMeter;
  responseMemory: ResponseMemory;
  secrets: SecretBox;
  vitals: Vitals;
  /** What several processes count together; undefined when each counts for itself. */
  redis: Redis | undefined;
}

/** What is known of a request before its operation is. */
export interface Incoming extends Bearer {
  requestId: string;
  logger: Logger;
  ipAddress: string;
  userAgent: string | undefined;
  /** `X-Organization-Id`, as sent. */
  organizationHeader: string | undefined;
  /** `apollographql-client-name`, as sent. */
  clientName: string | undefined;
  /** `apollographql-client-version`, as sent. */
  clientVersion: string | undefined;
  /** Whether it comes from the router, which is trusted with traces and with what its own clients may send. */
  fromRouter: boolean;
  /** `Idempotency-Key`, as sent. */
  idempotencyKey: string | undefined;
  /** How long its body is. */
  bodyBytes?: number;
  /** What may end it early, if anything does. */
  cancellation?: Cancellation;
}

/** Milliseconds that a request waits for something else before it gives its connection back. */
const PATIENCE_MS = 100;

/** One operation's caller, organization, transaction and loaders. */
export class Context {
  readonly services: Services;
  readonly request: Incoming;
  readonly writes: boolean;
  /** Whether only the rules are asked, for an answer that is known already. */
  replays = false;
  /** Whether a mutation's field succeeded, and so may have written something. */
  succeeded = false;
  /** Claims the request's `Idempotency-Key` again after a pause. @throws when another request has used it meanwhile */
  reclaim: (() => Promise<void>) | undefined;
  /** Where the answer holds what is shown once. */
  readonly shownOnce: (string | number)[][] = [];
  readonly transaction: TenantTransaction<AuthorizationRow>;
  /** What the rows of the response take of the memory for responses. */
  readonly share: ResponseShare;
  #asked: Asked & {
    /** The user that the credential names. */
    subject: string | undefined;
  };
  #pending: Promise<Access> | undefined;
  #access: Access | undefined;
  #loaders: Loaders | undefined;
  #system: CallersSystem | undefined;

  /** `cost` is the operation's, by which a connection is reserved for it or not: what is not known to be light is heavy. */
  constructor(services: Services, request: Incoming, writes: boolean, cost = Infinity) {
    this.services = services;
    this.request = request;
    this.writes = writes;
    this.#asked = {
      subject: request.claims?.sub,
      sessionId: request.claims?.sid,
      credentials: request.claims !== undefined || request.apiKeyHash !== undefined,
      byApiKey: request.byApiKey ?? false,
      requestedOrganization: request.organizationHeader ?? request.claims?.org,
    };
    this.share = services.responseMemory.open(callerOf(request));
    const opening = {
      readOnly: !writes,
      prepare: services.config.database.preparedStatements,
      text: `select ${authorizationColumns} from app.begin_request($1, $2, $3, $4)`,
      values: this.#openingValues(),
    };
    const admission = admissionOf(services, request, this.#asked.requestedOrganization, cost);
    this.transaction = new TenantTransaction(services.servingPool, opening, admission, this.share);
  }

  /** The tenant's database: one transaction, under row-level security. */
  get db(): Kysely<DB> {
    return this.transaction.db;
  }

  /** The system login's database, as far as the caller may use it. */
  get system(): CallersSystem {
    return (this.#system ??= shareSystem(
      this.services,
      borrowerOf(this.services, this.request, () => this.transaction.isOpen),
    ));
  }

  /** Hashes and verifies passwords while the request keeps no connection and no transaction. */
  get passwords(): Pick<Passwords, 'hash' | 'verify'> {
    const { passwords } = this.services;
    return {
      hash: (password) => this.aside(() => passwords.hash(password)),
      verify: (password, hash) => this.aside(() => passwords.verify(password, hash)),
    };
  }

  /**
   * Waits for something else than the database. Meanwhile the request keeps no connection, or a few callers who wait
   * for the hashing threads would hold all connections of everybody. Statements afterwards begin a new transaction.
   * @throws BAD_USER_INPUT when an earlier field of the operation has written something, or why the request is over
   */
  async aside<T>(wait: () => Promise<T>): Promise<T> {
    if (!(await this.transaction.pause()))
      throw badUserInput('Put the fields that take a password before the fields that write something else.');
    try {
      return await wait();
    } finally {
      this.request.cancellation?.requireLive();
      await this.reclaim?.();
    }
  }

  /**
   * Waits for what as a rule comes at once: a count in Redis, or a row that others count in, too. When it does not, the
   * request keeps no connection meanwhile, and who asks is then asked anew. One that has written something must keep it:
   * it goes on with `instead`. To be called while no other statement of the request runs.
   * @throws why the request is over
   */
  async meanwhile<T>(waiting: Promise<T>, instead?: () => T | Promise<T>): Promise<T> {
    if (await settlesWithin(PATIENCE_MS, waiting)) return waiting;
    if (!this.transaction.isOpen) return waiting;
    if (!(await this.transaction.pause())) return instead ? instead() : waiting;
    const result = await waiting;
    this.request.cancellation?.requireLive();
    await this.reclaim?.();
    await this.identifyAgain();
    return result;
  }

  /** Who asks, asked of the database once. */
  access(): Promise<Access> {
    return (this.#pending ??= this.#identify());
  }

  /** The signed-in user. @throws UNAUTHENTICATED */
  get viewer(): UserRow {
    if (!this.#access?.viewer) throw unauthenticated();
    return this.#access.viewer;
  }

  /** Who is recorded as having done something: null for an API key. @throws UNAUTHENTICATED */
  get actorId(): string | null {
    return this.apiKeyId ? null : this.viewer.id;
  }

  /** The API key that acts, if one does. */
  get apiKey(): Access['apiKey'] {
    return this.#access?.apiKey;
  }

  get apiKeyId(): string | undefined {
    return this.apiKey?.id;
  }

  /** Who acts and where, as far as the operation has asked. */
  get identity(): { userId?: string; apiKeyId?: string; organizationId?: string } {
    const { viewer, apiKey, membership } = this.#access ?? {};
    const organizationId = membership?.organizationId ?? apiKey?.organizationId;
    return {
      ...(viewer && { userId: viewer.id }),
      ...(apiKey && { apiKeyId: apiKey.id }),
      ...(organizationId && { organizationId }),
    };
  }

  /** @throws UNAUTHENTICATED */
  get sessionId(): string {
    if (!this.#access?.viewer || !this.#access.sessionId) throw unauthenticated();
    return this.#access.sessionId;
  }

  get isPlatformAdmin(): boolean {
    return this.#access?.platformAdmin ?? false;
  }

  /** Whether an organization is selected and the caller was admitted to it. */
  get hasScope(): boolean {
    const membership = this.#access?.membership;
    return membership !== undefined && membership.organizationStatus !== 'ARCHIVED';
  }

  /** The caller's membership in the selected organization. @throws BAD_USER_INPUT with reason ORGANIZATION_REQUIRED */
  get membership() {
    if (!this.hasScope) throw organizationRequired();
    return this.#access!.membership!;
  }

  /** Whether the caller may do this in the selected organization. */
  can(permission: Permission): boolean {
    return this.#access !== undefined && refusePermission(this.#access, permission) === undefined;
  }

  /** The organization that the caller was admitted to. @throws BAD_USER_INPUT with reason ORGANIZATION_REQUIRED */
  get scope(): OrgScope {
    return mintScope(this.membership.organizationId);
  }

  /** The scope, if it is this organization's. @throws BAD_USER_INPUT with reason ORGANIZATION_REQUIRED */
  scopeOf(organizationId: string): OrgScope {
    if (!this.hasScope || this.scope.id !== organizationId) throw organizationRequired();
    return this.scope;
  }

  get loaders(): Loaders {
    return (this.#loaders ??= createLoaders(this));
  }

  /** Lets the next mutation read what the last one wrote. */
  forgetLoaded(): void {
    this.#loaders = undefined;
  }

  /** Makes the rest of the operation act as this session: what a sign-in answers is its own, not the caller's. */
  async actAs(session: { id: string; userId: string; organizationId: string | undefined }): Promise<void> {
    this.#asked = {
      subject: session.userId,
      sessionId: session.id,
      credentials: true,
      byApiKey: false,
      requestedOrganization: session.organizationId,
    };
    await this.identifyAgain();
  }

  /** Asks anew what the caller may do, after a change of that: it counts for the rest of the operation, too. */
  async identifyAgain(): Promise<void> {
    await this.transaction.reopen(this.#openingValues());
    this.#pending = undefined;
    this.forgetLoaded();
    await this.access();
  }

  /**
   * Lets an operation that only reads be executed again from its start, as the caller that it was admitted as: its
   * transaction begins anew with the next statement, and nothing that was loaded counts.
   */
  async startOver(): Promise<void> {
    await this.transaction.startOver();
    this.#pending = undefined;
    this.forgetLoaded();
    await this.access();
  }

  /** Asks anew, behind a lock, whether the caller may do this. @throws why they may not */
  async requireStill(permission: Permission): Promise<void> {
    await this.identifyAgain();
    const refusal = refusePermission(await this.access(), permission);
    if (refusal) throw refusal;
  }

  #openingValues(): unknown[] {
    const { sessionId, requestedOrganization } = this.#asked;
    return [
      sessionId,
      requestedOrganization && idOrNone(requestedOrganization),
      this.services.config.database.statementTimeout,
      // Whoever signed in within the operation acts from then on, not the key that it came with.
      sessionId ? undefined : this.request.apiKeyHash,
    ];
  }

  async #identify(): Promise<Access> {
    const row =
      this.#asked.sessionId || this.request.apiKeyHash ? await this.transaction.opened() : undefined;
    this.#access = toAccess(await this.#refuseOtherSubject(row), this.#asked);
    return this.#access;
  }

  /**
   * Security: gateways that verify access tokens themselves believe `sub`. A token that names another user than the
   * one of its session would make the gateway and this server act for different people, so such a token is no
   * credential: the transaction forgets the session, and the row is dropped.
   */
  async #refuseOtherSubject(row: AuthorizationRow | undefined): Promise<AuthorizationRow | undefined> {
    if (!row?.user_id || row.user_id === this.#asked.subject) return row;
    this.#asked = { ...this.#asked, subject: undefined, sessionId: undefined };
    await this.transaction.reopen(this.#openingValues());
    return undefined;
  }
}
