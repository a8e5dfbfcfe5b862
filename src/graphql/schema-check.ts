import {
  buildASTSchema,
  type DocumentNode,
  findBreakingChanges,
  findDangerousChanges,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { lastDaysIn, withoutDeprecated } from './deprecation.ts';

/** The registered operations of a client version. */
export interface ClientOperations {
  client: string;
  operations: { name: string; body: string }[];
}

/** The changes since the released schema, and the client operations that they break. */
export interface SchemaReport {
  breaking: string[];
  dangerous: string[];
  /** `client: operation: message`, for each error of an operation that the new schema rejects. */
  broken: string[];
}

/**
 * Compares the present schema with the released one and validates the operations of clients. Removing a deprecated
 * element is no breaking change after its last day.
 */
export function compareSchemas(
  released: DocumentNode,
  present: GraphQLSchema,
  clients: ClientOperations[],
  today = new Date().toISOString().slice(0, 10),
): SchemaReport {
  const broken = clients.flatMap(({ client, operations }) =>
    operations.flatMap(({ name, body }) =>
      faultsOf(present, body).map((message) => `${client}: ${name}: ${message}`),
    ),
  );
  return {
    breaking: breakingChanges(released, present, today),
    dangerous: findDangerousChanges(buildASTSchema(released), present).map(describe),
    broken,
  };
}

/** Returns the report as lines for a terminal. */
export function describeReport({ breaking, dangerous, broken }: SchemaReport): string[] {
  const part = (title: string, lines: string[]) =>
    lines.length > 0 ? [`${title}:`, ...lines.map((line) => `  ${line}`)] : [];
  const lines = [
    ...part('Breaking changes', breaking),
    ...part('Client versions that would break', broken),
    ...part('Dangerous changes', dangerous),
  ];
  return lines.length > 0 ? lines : ['The schema is compatible with the released one.'];
}

function breakingChanges(released: DocumentNode, present: GraphQLSchema, today: string): string[] {
  const breakingWhere = (isOver: (lastDay: string) => boolean) =>
    findBreakingChanges(buildASTSchema(withoutDeprecated(released, isOver)), present).map(describe);
  const breaking = breakingWhere((lastDay) => lastDay < today);
  if (breaking.length === 0) return [];
  const days = lastDaysIn(released).filter((lastDay) => lastDay >= today);
  const later = days.map((day) => ({ day, breaking: breakingWhere((lastDay) => lastDay <= day) }));
  return breaking.map((change) => {
    const promise = later.find((each) => !each.breaking.includes(change));
    return promise ? `${change} It is promised until ${promise.day}.` : change;
  });
}

const describe = ({ type, description }: { type: string; description: string }) => `${type}: ${description}`;

function faultsOf(schema: GraphQLSchema, body: string): string[] {
  try {
    return validate(schema, parse(body)).map(({ message }) => message);
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message];
    throw error;
  }
}
