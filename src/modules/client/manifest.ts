import { setImmediate } from 'node:timers/promises';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { z } from 'zod';
import { UserErrors } from '../../errors.ts';
import type { RegisteredOperationType, UserErrorCode } from '../../generated/enums.ts';
import type { UserError } from '../../generated/graphql.ts';
import { operationCost } from '../../graphql/cost.ts';
import { sentence } from '../../graphql/input.ts';
import { isStorable } from '../../util/storable-text.ts';
import { limitsRule, MAX_TOKENS } from '../../graphql/limits.ts';
import type { ManifestOperation } from './rows.ts';

const MANIFEST_FORMAT = 'apollo-persisted-query-manifest';
const MAX_OPERATIONS = 5000;

/** An operation that is valid under the schema, with its cost. */
export type CheckedOperation = ManifestOperation & { cost: number };

const manifestShape = z.object(
  {
    format: z.literal(MANIFEST_FORMAT, `must be "${MANIFEST_FORMAT}"`),
    version: z.literal(1, 'must be 1'),
    operations: z
      .array(z.unknown(), 'must be a list')
      .min(1, 'must have at least one operation')
      .max(MAX_OPERATIONS, `must have at most ${MAX_OPERATIONS} operations`),
  },
  'must be an object',
);
/** Returns a document's id without its `sha256:` prefix. */
export const plainId = (documentId: string) => documentId.replace(/^sha256:/, '');

const storable = z.string('must be a text').refine(isStorable, 'must not contain NUL or broken characters');
const operationShape = z.object(
  {
    id: z
      .string('must be a text')
      .transform(plainId)
      .pipe(z.string().regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible ASCII characters')),
    name: storable.min(1, 'must not be empty'),
    type: z.enum(['query', 'mutation', 'subscription'], 'must be query, mutation or subscription'),
    body: storable,
  },
  'must be an object',
);

const rules = [...specifiedRules, limitsRule()];

const fault = (code: UserErrorCode, message: string, ...field: (string | number)[]): UserError => ({
  code,
  message,
  field: ['manifest', ...field.map(String)],
});

/**
 * Reads a manifest in Apollo's format. Each operation must be valid and cost at most `costLimit`.
 * @throws {UserErrors} with every error of every operation
 */
export async function readManifest(
  schema: GraphQLSchema,
  manifest: unknown,
  costLimit: number,
): Promise<CheckedOperation[]> {
  const shape = manifestShape.safeParse(manifest);
  if (!shape.success) throw new UserErrors(shape.error.issues.map((issue) => ofIssue(issue)));
  const faults: UserError[] = [];
  const operations = new Map<string, CheckedOperation>();
  for (const [index, sent] of shape.data.operations.entries()) {
    // Thousands of operations must not block other requests.
    await setImmediate();
    const { data, error } = operationShape.safeParse(sent);
    if (!data) {
      faults.push(...error.issues.map((issue) => ofIssue(issue, 'operations', index)));
      continue;
    }
    const checked = checkBody(schema, data, costLimit);
    const add = (code: UserErrorCode, field: string, message: string) =>
      faults.push(fault(code, `${data.name}: ${message}`, 'operations', index, field));
    if (operations.has(data.id)) add('TAKEN', 'id', 'An operation before it has the same id.');
    for (const [field, message] of checked.faults) add('INVALID', field, message);
    const type = data.type.toUpperCase() as RegisteredOperationType;
    operations.set(data.id, {
      documentId: data.id,
      name: data.name,
      type,
      body: data.body,
      cost: checked.cost,
    });
  }
  if (faults.length > 0) throw new UserErrors(faults);
  return [...operations.values()];
}

type Fault = [field: string, message: string];
type SubmittedOperation = z.output<typeof operationShape>;

function checkBody(
  schema: GraphQLSchema,
  { name, type, body }: SubmittedOperation,
  costLimit: number,
): { cost: number; faults: Fault[] } {
  const parsed = parseBody(schema, body);
  if ('faults' in parsed) return { cost: 0, faults: parsed.faults.map((message) => ['body', message]) };
  const { document, operations } = parsed;
  const [operation] = operations;
  if (!operation || operations.length > 1)
    return { cost: 0, faults: [['body', 'The body must have one operation.']] };
  const faults: Fault[] = [];
  if (operation.name?.value !== name) faults.push(['name', `The body's operation has another name.`]);
  if (operation.operation !== type)
    faults.push(['type', `The body's operation is a ${operation.operation}.`]);
  const cost = operationCost(schema, document, operation, {});
  if (cost > costLimit)
    faults.push(['body', `The operation costs ${cost}; at most ${costLimit} is allowed.`]);
  return { cost, faults };
}

function parseBody(
  schema: GraphQLSchema,
  body: string,
): { document: DocumentNode; operations: OperationDefinitionNode[] } | { faults: string[] } {
  try {
    const document = parse(body, { maxTokens: MAX_TOKENS });
    const errors = validate(schema, document, rules);
    if (errors.length > 0) return { faults: errors.map(({ message }) => message) };
    const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    return { document, operations };
  } catch (error) {
    if (error instanceof GraphQLError) return { faults: [error.message] };
    throw error;
  }
}

function ofIssue(issue: z.core.$ZodIssue, ...place: (string | number)[]): UserError {
  const field = [...place, ...issue.path].map(String);
  return fault('INVALID', sentence(['manifest', ...field], issue.message), ...field);
}
