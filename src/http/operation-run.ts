import { HeaderMap } from '@apollo/server';
import type { DocumentNode, FormattedExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { Context } from '../core/context.ts';
import type { Services } from '../core/services.ts';
import { Turn } from '../core/turn.ts';
import { badOperation } from '../errors.ts';
import type { Trace } from '../graphql/apollo-trace.ts';
import { checkCost, type CostVerdict } from '../graphql/cost-limit.ts';
import { refuseImpersonated } from '../graphql/impersonation.ts';
import type { Operation } from '../graphql/operation.ts';
import { operationHash } from '../graphql/operation-hash.ts';
import { writeAhead } from '../graphql/response-text.ts';
import { etagOf, matchesEtag } from '../graphql/validated/responses.ts';
import { inTraceOf, runIn, tracing } from '../tracing/tracing.ts';
import { meterRequest } from '../modules/usage/request-meter.ts';
import type { ErrorCode } from '../util/error-codes.ts';
import { cacheControl } from './cache-control.ts';
import type { HttpOperation } from './http-operation.ts';
import { noteSeen } from './read-token.ts';
import { countOperation } from './operation-metrics.ts';
import { noteOutcome, type OperationSpan, startOperation } from './operation-span.ts';
import { type Outcome, runInTransaction } from './run-in-transaction.ts';

/** A valid operation, as the client sent it. */
export interface SentOperation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** The text of the document. */
  source: string;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  /** Undefined unless it was sent by GET: only such responses are cached. */
  get: { headers: Pick<Map<string, string>, 'get' | 'has'> } | undefined;
}

export interface RunResponse {
  status: number;
  headers: HeaderMap;
  result: FormattedExecutionResult;
}

/** The run of one request's operation: checks its cost, executes it in one transaction, and responds after the commit. */
export class OperationRun {
  readonly #services: Services;
  readonly #http: HttpOperation;
  readonly #trace: Trace | undefined;
  #cost: CostVerdict | undefined;
  #span: OperationSpan | undefined;

  constructor(services: Services, http: HttpOperation, trace?: Trace) {
    this.#services = services;
    this.#http = http;
    this.#trace = trace;
  }

  /** @throws BAD_USER_INPUT for a subscription, or if the cost exceeds the caller's limit; see `checkCost` */
  async check({
    schema,
    document,
    operation,
    variables,
  }: Pick<SentOperation, 'schema' | 'document' | 'variables'> & {
    operation: OperationDefinitionNode | undefined;
  }): Promise<void> {
    const { incoming, found, showsCost, note, refusal } = this.#http;
    if (refusal) throw refusal.error;
    const name = operation?.name?.value.slice(0, 100);
    incoming.operation = name;
    note(name ? { operation: name } : { operationHash: operationHash(document) });
    if (operation?.operation === 'subscription') throw badOperation('Subscribe over a WebSocket.');
    refuseImpersonated(incoming, schema, document);
    const asked = { schema, document, operation, variables, registered: found.registered, showsCost };
    this.#cost = await checkCost(this.#services, incoming, asked);
    found.onValid();
  }

  /** Call `check` before. */
  execute(sent: SentOperation): Promise<RunResponse> {
    if (!tracing.on) return this.#executeInTurn(sent);
    const { incoming } = this.#http;
    this.#span = startOperation(sent, incoming, this.#cost?.requested);
    if (this.#span) return runIn(this.#span, () => this.#executeInTurn(sent));
    // What a mutation leaves behind belongs to its trace, also if that is not recorded.
    const leaves = sent.operation.operation === 'mutation';
    return inTraceOf(leaves ? incoming.span : undefined, () => this.#executeInTurn(sent));
  }

  async #executeInTurn(sent: SentOperation): Promise<RunResponse> {
    const startedAt = performance.now();
    const { incoming } = this.#http;
    // A mutation may wait for another one with the same `Idempotency-Key`, and must not hold a connection meanwhile.
    const needsConnection = sent.operation.operation === 'query' && (incoming.claims ?? incoming.apiKeyHash);
    if (!needsConnection || !this.#services.scheduler.isCrowded) return this.#execute(sent, startedAt);
    const turn = new Turn(this.#services, incoming, this.#cost?.requested);
    if (turn.waiting) await turn.waiting;
    return this.#execute(sent, startedAt, turn).finally(() => turn.end());
  }

  async #execute(sent: SentOperation, startedAt: number, turn?: Turn): Promise<RunResponse> {
    const { schema, document, operation, source, operationName, variables, get } = sent;
    const { incoming, found, showsCost, note } = this.#http;
    const trace = this.#trace;
    const cost = this.#cost;
    const writes = operation.operation === 'mutation';
    const context = new Context(this.#services, incoming, writes, cost?.requested, turn);
    trace?.follow(context);
    const running: Operation = {
      schema: trace?.schema ?? schema,
      document,
      operationName,
      variables,
      context,
      traced: trace !== undefined,
      cost: cost?.requested,
    };
    const outcome = await runInTransaction(running, {
      source,
      operationName: operationName ?? null,
      variables,
    });
    note(context.identity);
    if (this.#span) noteOutcome(this.#span, running, outcome);
    const [error] = outcome.answer.errors ?? [];
    if (outcome.admitted) {
      const code = error && (error.extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR');
      meterRequest(context, operation.name?.value, error?.extensions?.['code'], startedAt);
      countOperation(operation, found.registered, code, startedAt);
    }
    if (outcome.admitted && !error) found.onExecuted();
    await trace?.noteErrors(outcome.answer);
    await writeAhead(outcome.answer.data, context.share);
    const response = toResponse(outcome, showsCost ? cost : undefined);
    if (this.#services.replicas) await noteSeen(running, outcome.admitted, response.headers);
    if (get && !outcome.answer.errors && !showsCost) {
      const cached = cacheControl(schema, operation, get.headers);
      if (cached) response.headers.set('cache-control', cached);
      const etag = etagOf(running);
      if (etag) revalidate(response, etag, get.headers.get('if-none-match'));
    }
    return response;
  }
}

/** Lets the client keep the response and ask whether it is still the same. */
function revalidate(response: RunResponse, etag: string, ifNoneMatch: string | undefined): void {
  response.headers.set('etag', etag);
  response.headers.set('cache-control', 'private, no-cache');
  if (ifNoneMatch !== undefined && matchesEtag(ifNoneMatch, etag)) response.status = 304;
}

/** The HTTP status for errors before the execution; 400 for all other codes. */
const statusByCode: Partial<Record<ErrorCode, number>> & Record<string, number> = {
  RATE_LIMITED: 429,
  QUOTA_EXCEEDED: 429,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

function toResponse({ answer, replayed, limits = {} }: Outcome, cost: CostVerdict | undefined): RunResponse {
  const waits = (answer.errors ?? []).map(({ extensions }) => Number(extensions?.['retryAfterSeconds'] ?? 0));
  const wait = Math.max(0, ...waits);
  const headers = new HeaderMap(Object.entries(limits));
  if (wait > 0) headers.set('retry-after', String(wait));
  if (replayed) headers.set('idempotency-replayed', 'true');
  const status =
    answer.data === undefined ? (statusByCode[String(answer.errors?.[0]?.extensions?.['code'])] ?? 400) : 200;
  const result = cost ? { ...answer, extensions: { ...answer.extensions, cost } } : answer;
  return { status, headers, result };
}
