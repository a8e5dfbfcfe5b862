import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { type SystemHandle, processDb } from '../../database/system.ts';
import { unavailableYet } from '../../errors.ts';
import type { ClientVersionStatus } from '../../generated/graphql.ts';
import {
  addUses,
  type ClientName,
  type ClientVersionRow,
  findClientVersions,
  findOperations,
} from './queries.ts';

/** How long a process goes on with what it knows, in milliseconds: what others change counts after that. */
const FRESH_MS = 2000;
const FLUSH_MS = 5000;
const MOST_CHARACTERS = 50_000_000;
/** What an operation takes beside its body. */
const OVERHEAD = 500;

/** An operation that may be run: `use` counts it. */
export interface Served {
  body: string;
  use: () => void;
}

/** A client version as requests meet it. */
export interface ServedClient {
  status: ClientVersionStatus;
  /** The operation of this id; none while the version is not active. */
  byId(documentId: string): Promise<Served | undefined>;
  /** The operation with exactly this body; none while the version is not active. */
  byBody(body: string): Promise<Served | undefined>;
}

interface Operation {
  id: string;
  body: string;
}

interface Operations {
  byId: Map<string, Operation>;
  byBody: Map<string, Operation>;
  /** In characters, about. */
  size: number;
}

const keyOf = ({ clientName, clientVersion }: ClientName) => JSON.stringify([clientName, clientVersion]);

/** What this process knows of clients and their operations, kept in memory, and how often each was run. */
export class OperationRegistry {
  readonly #system: SystemHandle;
  readonly #logger: Logger;
  readonly #operations = new LRUCache<string, Operations, ClientVersionRow>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ size }) => size,
    fetchMethod: (_key, _stale, { context }) => this.#readOperations(context.id),
  });
  readonly #flushing: NodeJS.Timeout;
  #versions: Map<string, ClientVersionRow> | undefined;
  #readAt = -Infinity;
  #reading: Promise<void> | undefined;
  #generation = 0;
  #uses = new Map<string, number>();

  /** Writes the counts now and then, until `close()`. */
  constructor(system: SystemHandle, logger: Logger) {
    this.#system = system;
    this.#logger = logger;
    this.#flushing = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  /** Undefined for a client version that nothing was registered for. @throws SERVICE_UNAVAILABLE */
  async find(client: ClientName): Promise<ServedClient | undefined> {
    // What was forgotten meanwhile is read again.
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

  /** Reads anew what is asked for next. */
  forget(): void {
    this.#readAt = -Infinity;
    this.#reading = undefined;
    this.#generation++;
  }

  /** Writes the counts; what cannot be written is tried again with the next. */
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

  /** Goes on with what was known before when the database is away. */
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

  /** A version that changes is another one. @throws SERVICE_UNAVAILABLE */
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
