import { GraphQLError, Kind, type ValidationRule } from 'graphql';
import { type Measure, measurer } from './document-measure.ts';

/** The maximum number of tokens of a document. The parser enforces it. */
export const MAX_TOKENS = 2000;

export type DocumentLimits = {
  depth: number;
  nesting: number;
  selections: number;
  aliases: number;
  aliasLength: number;
  rootFields: number;
  directives: number;
  listCycles: number;
};

export const documentLimits: DocumentLimits = {
  // Each level waits for the one above it. A list takes two levels (`tasks { nodes { … } }`), so this allows seven lists.
  depth: 15,
  // Fields, inline fragments and fragment spreads together: each component of a front end may add a fragment.
  // Security: a level of nested fragments costs a client only six tokens, but validation and the executors recurse once
  // per level, so that deep nesting could exhaust the stack. The limit rejects such documents before either runs.
  nesting: 30,
  // Per selection set: validation compares each field with all others of the same response name.
  selections: 200,
  // Security: aliases repeat a field, for example to guess many passwords in one request. Their number is limited.
  aliases: 60,
  // The response repeats the alias for each item of a list.
  aliasLength: 100,
  // Each root field is authorized separately, and the root fields of a mutation run one after the other.
  rootFields: 30,
  // Validation and execution look each directive up; no client needs many.
  directives: 50,
  // Each pass through the same list multiplies the result by its page size. Two passes are useful (a task, its project,
  // that project's tasks), more are not.
  listCycles: 2,
};

/**
 * A validation rule that rejects operations beyond the limits. It counts the fields of a fragment for each spread, in
 * time linear in the size of the document, even if the document is invalid otherwise. Its recursion is as deep as the
 * nesting of the document, which the parser's `maxTokens` limits.
 */
export function limitsRule(limits: DocumentLimits = documentLimits): ValidationRule {
  return (context) => ({
    Document(document) {
      const measure = measurer(context.getSchema(), document);
      let refused = false;
      for (const operation of document.definitions) {
        if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
        const root = context.getSchema().getRootType(operation.operation) ?? undefined;
        for (const message of excesses(measure(operation.selectionSet, root), limits)) {
          refused = true;
          context.reportError(new GraphQLError(message, { nodes: [operation] }));
        }
      }
      // Security: the rule that looks for conflicting fields takes quadratic time, which an attacker could exploit with a
      // large document. Deleting the document ends the visit, so that no other rule runs on a rejected document.
      return refused ? null : undefined;
    },
  });
}

function* excesses(measure: Measure, limits: DocumentLimits): Generator<string> {
  if (measure.depth > limits.depth)
    yield `The operation is ${measure.depth} levels deep; at most ${limits.depth} are allowed.`;
  else if (measure.nesting > limits.nesting)
    yield `The operation nests ${measure.nesting} fields and fragments within each other; at most ${limits.nesting} are allowed.`;
  if (measure.selections > limits.selections)
    yield `The operation selects ${measure.selections} fields in one place; at most ${limits.selections} are allowed.`;
  if (measure.aliases > limits.aliases)
    yield `The operation has ${measure.aliases} aliases; at most ${limits.aliases} are allowed.`;
  if (measure.longestAlias > limits.aliasLength)
    yield `The operation has an alias of ${measure.longestAlias} characters; at most ${limits.aliasLength} are allowed.`;
  if (measure.fields > limits.rootFields)
    yield `The operation has ${measure.fields} root fields; at most ${limits.rootFields} are allowed.`;
  if (measure.directives > limits.directives)
    yield `The operation has ${measure.directives} directives; at most ${limits.directives} are allowed.`;
  for (const [list, count] of measure.lists)
    if (count > limits.listCycles)
      yield `The operation goes through ${list} ${count} times on one path; at most ${limits.listCycles} are allowed.`;
}
