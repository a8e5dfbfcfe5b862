import type { Passwords } from '../crypto/passwords.ts';
import { sql } from 'kysely';
import { logPosition } from '../database/positions.ts';
import type { Replica } from '../database/replica.ts';
import { mintTenant, type OrgScope, type ServingDb, type TenantDb } from '../database/tenant-db.ts';
import { type CallersSystem, shareSystem, systemDb } from '../database/system.ts';
import { type FieldWrites, TenantTransaction } from '../database/transaction.ts';
import { badUserInput, organizationRequired } from '../errors.ts';
import { settlesWithin } from '../util/settles-within.ts';
import type { AuthorizationRow, CallerAccess } from './access.ts';
import { callerOf } from './caller.ts';
import { borrowerOf } from './connection-claim.ts';
import { Identification, type NewSession } from './identification.ts';
import { KnownCaller } from './known-caller.ts';
import { type Loader, Loaders } from './loaders.ts';
import type { RequestInfo } from './request.ts';
import type { ResponseShare } from './response-memory.ts';
import type { Services } from './services.ts';
import type { Turn } from './turn.ts';

/** How long `meanwhile` keeps the connection. */
const PATIENCE_MS = 100;

/** One operation's caller, organization, transaction and loaders. */
export class Context extends KnownCaller {
  readonly services: Services;
  readonly request: RequestInfo;
  readonly isMutation: boolean;
  /** Whether the operation runs only to check its rules again, before a stored response is returned. */
  isReplay = false;
  /** Whether a field of the mutation succeeded. It may have written something. */
  succeeded = false;
  /** Claims the request's `Idempotency-Key` again after a pause. @throws if another request has claimed it meanwhile */
  reclaim: (() => Promise<void>) | undefined;
  /** The paths of one-time secrets in the response. */
  readonly shownOnce: (string | number)[][] = [];
  readonly transaction: TenantTransaction<AuthorizationRow>;
  /** Counts the bytes of the rows against the memory for responses. */
  readonly share: ResponseShare;
  readonly #identification: Identification;
  #pending: Promise<CallerAccess> | undefined;
  #version: string | undefined;
  #position: number | undefined;
  #isStandby: boolean | undefined;
  /** The replica to which the query was moved. */
  #replica: Replica | undefined;
  readonly #cost: number;
  #loaders = new Loaders<Context>(this);
  #system: CallersSystem | undefined;

  /**
   * `cost` decides whether the operation may use the reserved connections. An unknown cost counts as heavy. `turn` has
   * waited for the first connection.
   */
  constructor(services: Services, request: RequestInfo, isMutation: boolean, cost = Infinity, turn?: Turn) {
    super();
    this.services = services;
    this.request = request;
    this.isMutation = isMutation;
    this.#cost = cost;
    this.share = services.responseMemory.open(callerOf(request));
    this.#identification = new Identification(services, request);
    this.transaction = new TenantTransaction(
      services.servingPool,
      this.#identification.opening(!isMutation),
      this.#identification.admission(cost, turn),
      this.share,
    );
  }

  /** The database of the serving login: one transaction per operation, under row-level security. */
  get db(): ServingDb {
    return this.transaction.db;
  }

  /** The database of the system login, within the caller's share of its connections. */
  get system(): CallersSystem {
    return (this.#system ??= shareSystem(
      this.services,
      borrowerOf(this.services, this.request, () => this.transaction.isOpen),
    ));
  }

  /** Hashes and verifies passwords. Meanwhile the request holds no connection and no transaction. */
  get passwords(): Pick<Passwords, 'hash' | 'verify'> {
    const { passwords } = this.services;
    return {
      hash: (password) => this.aside(() => passwords.hash(password)),
      verify: (password, hash) => this.aside(() => passwords.verify(password, hash)),
    };
  }

  /**
   * Waits for something other than the database, for example a hashing thread. The request gives its connection back
   * meanwhile; otherwise a few waiting callers could hold all connections. The next statement begins a new transaction.
   * @throws BAD_USER_INPUT if an earlier field of the operation has written something, or the reason of a cancellation
   */
  aside<T>(wait: () => Promise<T>): Promise<T> {
    return this.#aside('MAY_HAVE_WRITTEN', 'take a password', wait);
  }

  /**
   * Like `aside`, to wait for another service. The caller promises that its own field has only read until now: the
   * transaction cannot tell that from the claim of an `Idempotency-Key`.
   */
  asideAfterReading<T>(wait: () => Promise<T>): Promise<T> {
    return this.#aside('HAS_ONLY_READ', 'ask another service', wait);
  }

  async #aside<T>(field: FieldWrites, fields: string, wait: () => Promise<T>): Promise<T> {
    if (!(await this.transaction.pause(field)))
      throw badUserInput(`Put the fields that ${fields} before the fields that write something else.`);
    try {
      return await wait();
    } finally {
      this.request.cancellation?.requireLive();
      await this.reclaim?.();
    }
  }

  /**
   * Waits for a result that usually comes at once: a count in Redis, or a contended row. If it takes longer, releases the
   * connection until it comes, then reads the caller's access again. A request that has written something must keep its
   * transaction: this returns the result of `instead` at once or, without `instead`, waits with the connection. Call this
   * only while no other statement of the request runs.
   * @throws the reason of a cancellation
   */
  async meanwhile<T>(waiting: Promise<T>, instead?: () => T | Promise<T>): Promise<T> {
    if (await settlesWithin(PATIENCE_MS, waiting)) return waiting;
    if (!this.transaction.isOpen) return waiting;
    if (!(await this.transaction.pause())) return instead ? instead() : waiting;
    const result = await waiting;
    this.request.cancellation?.requireLive();
    await this.reclaim?.();
    await this.refreshAccess();
    return result;
  }

  /** The id of the organization that the request is probably about. The database has not confirmed it. */
  get likelyOrganization(): string | undefined {
    return this.#identification.likelyOrganization;
  }

  /** The caller's access. The first call reads it from the database. */
  access(): Promise<CallerAccess> {
    return (this.#pending ??= this.#identify());
  }

  /**
   * The database handle of the selected organization, to which the caller has access.
   * @throws BAD_USER_INPUT with reason ORGANIZATION_REQUIRED
   */
  get tenant(): TenantDb {
    return mintTenant(this.db, this.membership.organizationId);
  }

  /** The handle of this organization. @throws BAD_USER_INPUT with reason ORGANIZATION_REQUIRED if another is selected */
  tenantOf(organizationId: string): TenantDb {
    if (this.membership.organizationId !== organizationId) throw organizationRequired();
    return this.tenant;
  }

  /**
   * The version of the organization's rows in the snapshot of the caller's access; undefined if it was not read. Two
   * snapshots with the same version have the same rows (graphql/validated/responses.ts).
   */
  get version(): string | undefined {
    return this.#version;
  }

  /** How far the server's log went after the snapshot of the caller's access was taken; undefined without replicas. */
  get position(): number | undefined {
    return this.#position;
  }

  /**
   * Returns how far the primary's log goes after this operation's writes, in whatever transactions. Call it after the commit.
   * Infinity if that is not known: then no replica shows the caller an earlier state.
   */
  async writtenPosition(): Promise<number> {
    const { position } = this.transaction;
    if (position !== undefined) return position;
    if (this.request.cancellation?.error) return Infinity;
    const read = sql<{ position: string }>`select ${sql.raw(logPosition)} as position`.execute(
      systemDb(this),
    );
    return read.then(
      ({ rows }) => Number(rows[0]!.position),
      () => Infinity,
    );
  }

  /** The selected organization. @throws BAD_USER_INPUT with reason ORGANIZATION_REQUIRED */
  get scope(): OrgScope {
    return this.tenant.scope;
  }

  /** Loads a value by key. Keys that the operation requests at the same time are one batch. */
  load<Key, Value, Args extends object | undefined>(
    loader: Loader<Context, Key, Value, Args>,
    key: Key,
    ...[args]: Args extends undefined ? [] : [args: Args]
  ): Promise<Value> {
    return this.#loaders.load(loader, key, args as Args);
  }

  /** Empties the loaders' caches, so that the next mutation reads what the last one wrote. */
  clearLoaders(): void {
    this.#loaders = new Loaders(this);
  }

  /** Runs the rest of the operation as this session. The payload of a sign-in shows the new session's data. */
  async switchSession(session: NewSession): Promise<void> {
    this.#identification.switchTo(session);
    await this.refreshAccess();
  }

  /** Reads the caller's access again, after the operation changed it. The rest of the operation uses the new access. */
  async refreshAccess(): Promise<void> {
    await this.transaction.reopen(this.#identification.openingValues());
    await this.#identifyAgain();
  }

  /**
   * Prepares a query for a second execution from its start, as the same caller. The next statement begins a new
   * transaction, and all loaded values are dropped.
   */
  async startOver(): Promise<void> {
    await this.transaction.startOver();
    await this.#identifyAgain();
  }

  /**
   * Prepares a query for more statements, as the same caller, if its transaction is committed already. `sendAhead` may
   * plan what is sent with the new transaction.
   */
  async beginAgain(sendAhead?: () => void): Promise<void> {
    if (!(await this.transaction.beginAgain())) return;
    sendAhead?.();
    await this.#identifyAgain();
  }

  /**
   * Begins the query again on a replica, which executes it if it has replayed the position and shows the caller's access and
   * the organization as the primary did. Otherwise begins it on the primary and returns why. `sendAhead` may plan what is
   * sent with a transaction.
   * @throws the reason of a cancellation
   */
  async moveTo(
    replica: Replica,
    position: number,
    sendAhead: () => void,
  ): Promise<'current' | 'held' | 'changed' | 'failed'> {
    const before = JSON.stringify([this.knownAccess, this.#version]);
    const admission = this.#identification.admissionTo(replica, this.#cost);
    if (!(await this.transaction.moveTo({ pool: replica.pool, admission }))) return 'held';
    this.#replica = replica;
    sendAhead();
    try {
      await this.#identifyAgain();
    } catch (error) {
      await this.leaveReplica(sendAhead, error);
      return 'failed';
    }
    const isSame = JSON.stringify([this.knownAccess, this.#version]) === before;
    // Its address may have begun to lead to another server.
    const hasReplayed =
      this.#isStandby === true && this.#position !== undefined && this.#position >= position;
    if (hasReplayed && isSame) {
      replica.noteReplayed(this.#position!);
      return 'current';
    }
    await this.leaveReplica(sendAhead);
    return 'changed';
  }

  /** Begins the query again on the primary. `error` is the replica's. @throws the reason of a cancellation */
  async leaveReplica(sendAhead: () => void, error?: unknown): Promise<void> {
    await this.transaction.returnHome();
    if (error !== undefined) {
      this.#replica?.suspect();
      const { logger, requestId } = this.request;
      logger.warn({ err: error, replica: this.#replica?.name, requestId }, 'replica failed a query');
    }
    sendAhead();
    await this.#identifyAgain();
  }

  async #identifyAgain(): Promise<void> {
    this.#pending = undefined;
    this.clearLoaders();
    await this.access();
  }

  async #identify(): Promise<CallerAccess> {
    const { access, version, position, isStandby } = await this.#identification.identify(this.transaction);
    this.#version = version;
    this.#position = position;
    this.#isStandby = isStandby;
    const { membership } = access;
    if (position !== undefined && membership && !this.transaction.isAway)
      this.services.replicas?.positions.noteVersion(membership.organizationId, version, position);
    return this.remember(access);
  }
}
