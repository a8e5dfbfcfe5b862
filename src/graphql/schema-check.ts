import {
  findBreakingChanges,
  findDangerousChanges,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';

/** What a client version was released with. */
export interface ClientOperations {
  client: string;
  operations: { name: string; body: string }[];
}

/** How a schema differs from the released one, and whom that would break. */
export interface SchemaReport {
  breaking: string[];
  dangerous: string[];
  /** `client: operation: fault`, for each operation that the new schema no longer allows. */
  broken: string[];
}

/** Compares two schemas, with the operations that clients rely on. */
export function compareSchemas(
  released: GraphQLSchema,
  present: GraphQLSchema,
  clients: ClientOperations[],
): SchemaReport {
  const describe = (change: { type: string; description: string }) => `${change.type}: ${change.description}`;
  const broken = clients.flatMap(({ client, operations }) =>
    operations.flatMap(({ name, body }) =>
      faultsOf(present, body).map((message) => `${client}: ${name}: ${message}`),
    ),
  );
  return {
    breaking: findBreakingChanges(released, present).map(describe),
    dangerous: findDangerousChanges(released, present).map(describe),
    broken,
  };
}

/** The report for a terminal. */
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

function faultsOf(schema: GraphQLSchema, body: string): string[] {
  try {
    return validate(schema, parse(body)).map(({ message }) => message);
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message];
    throw error;
  }
}
