import { createHash } from 'node:crypto';
import {
  badRequest,
  clientUpgradeRequired,
  persistedQueryMismatch,
  persistedQueryNotFound,
  persistedQueryRequired,
} from '../../errors.ts';
import { plainId } from './manifest.ts';
import type { ClientName } from './queries.ts';
import type { RegisteredOperationEntry, ServedClient } from './registry.ts';
import { RememberedQueries } from '../../graphql/apq-cache.ts';
import { callerOf } from '../../core/caller.ts';
import type { RequestInfo } from '../../core/request.ts';
import type { Services } from '../../core/services.ts';
import { isRecord } from '../../util/is-record.ts';

const ignore = () => undefined;
const sha256 = /^[0-9a-f]{64}$/i;

/** The parts of a request that name its operation, before they are validated. */
export interface OperationReference {
  query?: unknown;
  documentId?: unknown;
  extensions?: unknown;
}

/** The operation of a request. */
export interface ResolvedOperation {
  /** The query as it was sent, unless an id or hash names another. It may be missing or have a wrong type. */
  query: unknown;
  /** Whether the operation is registered for the client. */
  registered: boolean;
  /** Call this when the operation is known to be valid. */
  onValid: () => void;
  /** Call this when the operation was executed without an error. */
  onExecuted: () => void;
}

export type FindOperation = (
  incoming: RequestInfo,
  naming: OperationReference,
  notFoundStatus?: number,
) => Promise<ResolvedOperation>;

/**
 * Finds the operation of a request: a registered one by its id or body, or a cached automatic persisted query.
 * `notFoundStatus` is the HTTP status for an unknown hash, which the client follows with the full query.
 */
export function createOperationFinder({ config, operations, redis, logger }: Services): FindOperation {
  const remembered = new RememberedQueries(redis, logger);
  const mode = config.persistedOperations;

  async function find(
    incoming: RequestInfo,
    naming: OperationReference,
    notFoundStatus = 400,
  ): Promise<ResolvedOperation> {
    const client = registrable(incoming);
    const served = client && (await operations.find(client));
    if (served?.status === 'RETIRED') throw clientUpgradeRequired();
    const hash = hashOf(naming.extensions);
    const id = idOf(naming.documentId) ?? hash;
    const { query } = naming;
    if (id !== undefined && hash !== undefined && id !== hash)
      throw badRequest('`documentId` and `persistedQuery` name different operations.');
    if (id !== undefined && (id === hash || sha256.test(id))) requireSame(query, id);
    const registered = mode === 'off' ? undefined : await findRegistered(served, query, id);
    if (registered)
      return { query: registered.body, registered: true, onValid: registered.use, onExecuted: ignore };
    // The router is responsible for its clients' operations, and its own queries cannot be registered. Pages of this server
    // run only operations of ours.
    if (mode === 'require' && !incoming.isTrustedRouter && !incoming.isOwnPage) {
      if (query !== undefined) throw persistedQueryRequired();
      if (id !== undefined) throw persistedQueryNotFound();
    }
    if (hash === undefined) {
      if (query === undefined && id !== undefined) throw persistedQueryNotFound();
      return { query, registered: false, onValid: ignore, onExecuted: ignore };
    }
    if (query === undefined) {
      const known = sha256.test(hash)
        ? await remembered.find(hash.toLowerCase(), callerOf(incoming))
        : undefined;
      if (known === undefined) throw persistedQueryNotFound(notFoundStatus);
      return { query: known, registered: false, onValid: ignore, onExecuted: ignore };
    }
    return {
      query,
      registered: false,
      onValid: ignore,
      onExecuted: () => remembered.remember(hash.toLowerCase(), String(query), callerOf(incoming)),
    };
  }
  return find;
}

async function findRegistered(
  served: ServedClient | undefined,
  query: unknown,
  id: string | undefined,
): Promise<RegisteredOperationEntry | undefined> {
  if (!served) return undefined;
  if (typeof query === 'string') return served.byBody(query);
  return query === undefined && id !== undefined ? served.byId(id) : undefined;
}

function requireSame(query: unknown, hash: string): void {
  if (typeof query !== 'string') return;
  if (createHash('sha256').update(query).digest('hex') !== hash.toLowerCase()) throw persistedQueryMismatch();
}

function idOf(documentId: unknown): string | undefined {
  if (documentId === undefined || documentId === null) return undefined;
  if (typeof documentId !== 'string') throw badRequest('`documentId` must be a string.');
  return plainId(documentId);
}

/** The hash that Apollo's clients send for both kinds of persisted queries. */
function hashOf(extensions: unknown): string | undefined {
  const sent = isRecord(extensions) ? extensions['persistedQuery'] : undefined;
  if (sent === undefined || sent === null) return undefined;
  if (!isRecord(sent) || typeof sent['sha256Hash'] !== 'string')
    throw badRequest('`persistedQuery` must have a `sha256Hash`.');
  if (sent['version'] !== 1) throw badRequest('Unsupported persisted query version');
  return sent['sha256Hash'];
}

/** Returns the client's name and version; undefined unless both are valid for a registration. */
function registrable({ clientName, clientVersion }: RequestInfo): ClientName | undefined {
  if (!clientName || !clientVersion || clientName.length > 100 || clientVersion.length > 100)
    return undefined;
  return { clientName: clientName.trim(), clientVersion: clientVersion.trim() };
}
