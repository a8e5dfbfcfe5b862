import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { type SystemHandle, processDb } from '../../database/system.ts';
import { unavailableYet } from '../../errors.ts';
import type { ClientVersionStatus } from '../../generated/enums.ts';
import { addUses, type ClientName, findClientVersions, findOperations } from './queries.ts';
import type { ClientVersionRow } from './rows.ts';

/** The time in milliseconds that a process uses its cache before it reads changes of other processes. */
const FRESH_MS = 2000;
const FLUSH_MS = 5000;
const MAX_CHARACTERS = 50_000_000;
/** The estimated size of an operation without its body. */
const OVERHEAD = 500;

/** An operation that may be executed. `use` counts an execution. */
export interface RegisteredOperationEntry {
  body: string;
  use: () => void;
}

/** A client version as requests use it. */
export interface ServedClient {
  status: ClientVersionStatus;
  /** Returns the operation with this id; undefined while the version is not active. */
  byId(documentId: string): Promise<RegisteredOperationEntry | undefined>;
  /** Returns the operation with exactly this body; undefined while the version is not active. */
  byBody(body: string): Promise<RegisteredOperationEntry | undefined>;
}

interface Operation {
  id: string;
  body: string;
}

interface Operations {
  byId: Map<string, Operation>;
  byBody: Map<string, Operation>;
  /** The approximate size in characters. */
  size: number;
}

const keyOf = ({ clientName, clientVersion }: ClientName) => JSON.stringify([clientName, clientVersion]);

declare module '../../core/services.ts' {
  interface Services {
    operations: OperationRegistry;
  }
}

/** Caches clients and their operations in memory, and counts executions. */
export class OperationRegistry {
  readonly #system: SystemHandle;
  readonly #logger: Logger;
  readonly #operations = new LRUCache<string, Operations, ClientVersionRow>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ size }) => size,
    fetchMethod: (_key, _stale, { context }) => this.#readOperations(context.id),
  });
  readonly #flushing: NodeJS.Timeout;
  #versions: Map<string, ClientVersionRow> | undefined;
  #readAt = -Infinity;
  #reading: Promise<void> | undefined;
  #generation = 0;
  #uses = new Map<string, number>();

  /** Writes the counts periodically until `close()`. */
  constructor(system: SystemHandle, logger: Logger) {
    this.#system = system;
    this.#logger = logger;
    this.#flushing = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  /** Returns undefined for a client version without registered operations. @throws SERVICE_UNAVAILABLE */
  async find(client: ClientName): Promise<ServedClient | undefined> {
    // A cache that was cleared in the meantime is read again.
    while (performance.now() - this.#readAt > FRESH_MS) await (this.#reading ??= this.#read());
    if (!this.#versions) throw unavailableYet();
    const version = this.#versions.get(keyOf(client));
    if (!version) return undefined;
    const serve = async (find: (operations: Operations) => Operation | undefined) => {
      const operation = version.status === 'ACTIVE' ? find(await this.#operationsOf(version)) : undefined;
      return operation && { body: operation.body, use: () => this.#count(operation.id) };
    };
    return {
      status: version.status,
      byId: (documentId) => serve(({ byId }) => byId.get(documentId)),
      byBody: (body) => serve(({ byBody }) => byBody.get(body)),
    };
  }

  /** Clears the cache: the next request reads again. */
  forget(): void {
    this.#readAt = -Infinity;
    this.#reading = undefined;
    this.#generation++;
  }

  /** Writes the counts. A failed write is retried with the next. */
  async flush(): Promise<void> {
    const uses = this.#uses;
    if (uses.size === 0) return;
    this.#uses = new Map();
    try {
      await addUses(processDb({ system: this.#system }), uses);
    } catch (error) {
      this.#logger.warn({ err: error }, 'the use of operations could not be counted');
      for (const [id, count] of uses) this.#count(id, count);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#flushing);
    await this.flush();
  }

  #count(id: string, times = 1): void {
    this.#uses.set(id, (this.#uses.get(id) ?? 0) + times);
  }

  /** Keeps the cache while the database is unavailable. */
  async #read(): Promise<void> {
    const generation = this.#generation;
    try {
      const versions = await findClientVersions(processDb({ system: this.#system }));
      if (generation !== this.#generation) return;
      this.#versions = new Map(versions.map((version) => [keyOf(version), version]));
    } catch (error) {
      this.#logger.warn({ err: error }, 'the versions of clients could not be read');
    }
    if (generation !== this.#generation) return;
    this.#readAt = performance.now();
    this.#reading = undefined;
  }

  /** A changed version has another cache key. @throws SERVICE_UNAVAILABLE */
  async #operationsOf(version: ClientVersionRow): Promise<Operations> {
    try {
      return (await this.#operations.fetch(`${version.id} ${version.updatedAt}`, { context: version }))!;
    } catch (error) {
      this.#logger.warn({ err: error }, 'the operations of a client could not be read');
      throw unavailableYet();
    }
  }

  async #readOperations(clientVersionId: string): Promise<Operations> {
    const rows = await findOperations(processDb({ system: this.#system }), clientVersionId);
    const operations = rows.map(({ id, documentId, body }) => ({ id, documentId, body }));
    return {
      byId: new Map(operations.map((operation) => [operation.documentId, operation])),
      byBody: new Map(operations.map((operation) => [operation.body, operation])),
      size: operations.reduce((sum, { body }) => sum + body.length + OVERHEAD, OVERHEAD),
    };
  }
}
