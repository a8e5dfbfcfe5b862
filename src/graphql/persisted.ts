import { createHash } from 'node:crypto';
import type { Incoming, Services } from '../context.ts';
import {
  badRequest,
  clientUpgradeRequired,
  persistedQueryMismatch,
  persistedQueryNotFound,
  persistedQueryRequired,
} from '../errors.ts';
import { plainId } from '../modules/client/manifest.ts';
import type { ClientName } from '../modules/client/queries.ts';
import type { Served, ServedClient } from '../modules/client/registry.ts';
import { callerOf } from './caller.ts';
import { RememberedQueries } from './remembered-queries.ts';

const ignore = () => undefined;
const sha256 = /^[0-9a-f]{64}$/i;

/** What names an operation in a request, before anything is known of it. */
export interface Naming {
  query?: unknown;
  documentId?: unknown;
  extensions?: unknown;
}

/** The operation that a request means. */
export interface Found {
  /** As it was sent when nothing names another: absent, or of a wrong type too. */
  query: unknown;
  /** Whether it was registered for the client. */
  registered: boolean;
  /** To be called once it is known to be valid. */
  onValid: () => void;
  /** To be called once it was executed without an error. */
  onExecuted: () => void;
}

export type FindOperation = (incoming: Incoming, naming: Naming, notFoundStatus?: number) => Promise<Found>;

/**
 * Finds what requests mean: a registered operation by its id or its body, or one that automatic persisted queries
 * remember. `notFoundStatus` answers a hash that the client is expected to follow with the query.
 */
export function createOperationFinder({ config, operations, redis, logger }: Services): FindOperation {
  const remembered = new RememberedQueries(redis, logger);
  const mode = config.persistedOperations;

  async function find(incoming: Incoming, naming: Naming, notFoundStatus = 400): Promise<Found> {
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
    // The router answers for what its clients may send; what it sends itself nobody can register.
    if (mode === 'require' && !incoming.fromRouter) {
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
): Promise<Served | undefined> {
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

/** The hash that Apollo's clients send, of both kinds of persisted queries. */
function hashOf(extensions: unknown): string | undefined {
  const sent = isRecord(extensions) ? extensions['persistedQuery'] : undefined;
  if (sent === undefined || sent === null) return undefined;
  if (!isRecord(sent) || typeof sent['sha256Hash'] !== 'string')
    throw badRequest('`persistedQuery` must have a `sha256Hash`.');
  if (sent['version'] !== 1) throw badRequest('Unsupported persisted query version');
  return sent['sha256Hash'];
}

/** What the client calls itself; undefined unless both its name and its version could be registered. */
function registrable({ clientName, clientVersion }: Incoming): ClientName | undefined {
  if (!clientName || !clientVersion || clientName.length > 100 || clientVersion.length > 100)
    return undefined;
  return { clientName: clientName.trim(), clientVersion: clientVersion.trim() };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
