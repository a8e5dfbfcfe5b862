// Planned reads: an operation that clients send often is answered by one statement, whose JSON becomes the response
// without being parsed.
//
// Each module declares in its planned.ts how the fields of its types are read (see declaration.ts): a column of the
// row, an object, a list or a page. plan.ts makes one statement of an operation all of whose fields are declared, of the
// queries that the resolvers use, so that every part keeps its condition on the organization. All other operations are
// left to the resolvers: fields with their own logic, `totalCount`, `last`, invalid arguments.
//
// Order of events:
// 1. Before the request is admitted, `sendPlanned` hands the statement to the transaction, which sends it in one packet with
//    `BEGIN`, `begin_request` and `COMMIT`, for the organization that the request names.
// 2. The request is admitted, and the rules of its root fields are evaluated (`runPlanned`). If a rule rejects the caller,
//    the rows are dropped, and resolvers answer with the error, in a new transaction.
// 3. If the database confirmed that organization, the text is the response. Otherwise the statement is sent again.
// A query of the viewer alone needs no statement of its own.
//
// Security: the statement runs before the rules are evaluated. It shows nothing that they would hide: it runs after
// `begin_request`, under row-level security, and its rows are dropped unless the rules admit the caller and the organization
// is the confirmed one. A caller who is not a member of the organization has no rows to read.
//
// Where an object is missing that the schema promises, the text has a mark (`MISSING`), and resolvers answer with the error.

import { type ExecutionResult, GraphQLError } from 'graphql';
import { isTimeout } from '../../database/failures.ts';
import { bindOrganization } from '../../database/template-tenant.ts';
import { LRUCache } from 'lru-cache';
import { callerOf } from '../../core/caller.ts';
import { admits } from '../../authorization/shield.ts';
import type { Context } from '../../core/context.ts';
import type { Operation } from '../operation.ts';
import { JsonText } from '../response-text.ts';
import { rootField } from '../traced-fields.ts';
import { isRecorded, startSpan } from '../../tracing/tracing.ts';
import { noteRootFields } from './metrics.ts';
import { MISSING } from './json.ts';
import { planOf } from './plan.ts';
import type { Plan, PlannedRead, PlannedRoot } from './planned-read.ts';
import { sourcesOf } from './sources.ts';
import { viewerText } from './viewer.ts';

type Texts = Record<string, string>;

/**
 * Callers whose last requests exceeded a limit, and, with organization and operation, those whom a rule rejected.
 * Security: a caller who goes on after that could let this process plan, and PostgreSQL execute, a large read for each
 * rejected request. For a minute the first have no plans, and the statement of the others is sent only after the rules have
 * admitted the caller.
 */
const refused = new LRUCache<string, true>({ max: 10_000, ttl: 60_000 });

/** Notes the caller if the error is that of a limit. */
export function noteRefused({ request }: Context, error: unknown): void {
  const code = error instanceof GraphQLError && error.extensions['code'];
  if (code === 'RATE_LIMITED' || code === 'QUOTA_EXCEEDED') refused.set(callerOf(request), true);
}

const rejectionKey = ({ request, likelyOrganization }: Context, { operationId }: Plan): string =>
  `${callerOf(request)} ${likelyOrganization} ${operationId}`;

/**
 * Plans the operation. Its statement will be sent in one packet with the beginning and the end of the transaction.
 * Security: this comes before the limits of the caller, so a caller without credentials gets no plan.
 */
export function sendPlanned(operation: Operation): PlannedRead | undefined {
  const { context } = operation;
  const { transaction, likelyOrganization, request } = context;
  if (!(request.claims || request.apiKeyHash) || refused.has(callerOf(request))) return undefined;
  const plan = planOf(operation);
  if (!plan) return undefined;
  if (!plan.template) {
    transaction.planOnly(undefined);
    return { plan, organizationId: undefined };
  }
  if (!likelyOrganization || refused.has(rejectionKey(context, plan)))
    return { plan, organizationId: undefined };
  transaction.planOnly(bindOrganization(plan.template, likelyOrganization));
  return { plan, organizationId: likelyOrganization };
}

/** Answers the operation as planned; undefined where resolvers must answer. */
export async function runPlanned(operation: Operation): Promise<ExecutionResult | undefined> {
  const { read, context } = operation;
  const spans = read && isRecorded() ? startFields(operation, read.plan) : [];
  const result = read && (await answer(operation, read));
  if (result) for (const span of spans) span.end();
  noteRootFields(operation, result !== undefined);
  if (read && !result) await context.beginAgain();
  return result;
}

/** Starts the spans of the root fields. They are dropped if resolvers answer after all. */
const startFields = ({ schema }: Operation, { roots }: Plan) =>
  roots.flatMap((root) =>
    'value' in root ? [] : (startSpan('field', rootField(schema.getQueryType()!, root.field)) ?? []),
  );

async function answer(operation: Operation, read: PlannedRead): Promise<ExecutionResult | undefined> {
  const { context } = operation;
  const { plan } = read;
  if (!(await isAdmitted(operation, plan))) {
    refused.set(rejectionKey(context, plan), true);
    return undefined;
  }
  if (plan.template && !context.hasScope) return undefined;
  const texts = await textsFor(context, read);
  if (texts && Object.values(texts).some((text) => text.includes(MISSING))) return undefined;
  const fields = plan.roots.map(
    (root, index) => `"${root.name}":${valueOf(context, root, texts?.[`r${index}`])}`,
  );
  return { data: new JsonText(`{${fields.join(',')}}`) as never };
}

function valueOf({ knownAccess }: Context, root: PlannedRoot, text: string | undefined): string {
  if ('value' in root) return root.value;
  return root.viewer ? viewerText(knownAccess?.viewer, root.viewer) : text!;
}

/** Evaluates the rules of the root fields, in their order. */
async function isAdmitted({ schema, context }: Operation, { roots }: Plan): Promise<boolean> {
  const { rules } = sourcesOf(schema)!;
  for (const root of roots) {
    if ('value' in root) continue;
    if (!(await admits(rules[root.field]!, root.args, context))) return false;
  }
  return true;
}

/** Returns the statement's row; undefined if the plan has no statement. */
async function textsFor(context: Context, { plan, organizationId }: PlannedRead): Promise<Texts | undefined> {
  const { template } = plan;
  if (!template) return undefined;
  const { id } = context.scope;
  const sent = context.transaction.takePlanned<Texts>();
  try {
    if (sent && id === organizationId) return (await sent).rows[0]!;
    await context.beginAgain();
    const { rows } = await context.db.executeQuery<Texts>(bindOrganization(template, id));
    return rows[0]!;
  } catch (error) {
    if (isTimeout(error)) plan.isTooSlow = true;
    throw error;
  }
}
