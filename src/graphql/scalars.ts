import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';

const rfc3339 = /^(\d{4}-\d\d-\d\d[Tt](?!24)\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * RFC 3339 in UTC with at most microseconds, which is what PostgreSQL keeps, in the one spelling that is also answered:
 * without a fraction's last zeros. Years 1 to 9999.
 */
function parseDateTime(value: unknown): string {
  const [, seconds, fraction, zone] = (typeof value === 'string' && rfc3339.exec(value)) || [];
  const instant = new Date(`${seconds}${zone}`.toUpperCase());
  const text = Number.isNaN(instant.getTime()) || !isRealDay(seconds!) ? '' : instant.toISOString();
  if (!/^\d{4}-/.test(text) || text.startsWith('0000')) {
    throw new GraphQLError('A DateTime is written as RFC 3339, for example "2026-01-31T09:30:00Z".', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  return `${text.slice(0, 19)}${(fraction ?? '').slice(0, 7).replace(/\.?0*$/, '')}Z`;
}

/** `Date` turns 30 February into 2 March. */
const isRealDay = (seconds: string) => {
  const day = new Date(`${seconds.slice(0, 10)}T00:00:00Z`);
  return day.toISOString().startsWith(seconds.slice(0, 10));
};

/** From PostgreSQL's text (`2026-01-31 09:30:00.123+00`), or RFC 3339 itself, to RFC 3339 in UTC. */
function serializeDateTime(value: unknown): string {
  const text = String(value);
  if (text.endsWith('+00')) return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
  return text.endsWith('Z') ? text : new Date(text).toISOString();
}

export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  // Takes the place of the one in schema/base.graphql.
  description: 'An instant in time, written as RFC 3339 in UTC, for example `2026-01-31T09:30:00Z`.',
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined),
  serialize: serializeDateTime,
});

/** For what is only ever answered. */
export const JSON = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value.',
});

function parseBigInt(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new GraphQLError('A BigInt is written as a whole number, for example 42.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** From PostgreSQL's text, too. */
function serializeBigInt(value: unknown): number | string {
  const whole = globalThis.BigInt(value as string);
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : String(whole);
}

/** What is sent beyond the safe integers has been rounded by JSON already: each input refuses it for itself. */
export const BigInt = new GraphQLScalarType<number, number | string>({
  name: 'BigInt',
  description:
    'A whole number that may be larger than an `Int`. Answered as a JSON number up to 9007199254740991 and as a decimal string beyond, where readers of JSON would round it.',
  parseValue: parseBigInt,
  parseLiteral: (node) => parseBigInt(node.kind === Kind.INT ? Number(node.value) : undefined),
  serialize: serializeBigInt,
});

function parseJsonObject(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new GraphQLError('A JSONObject is written as an object, for example { region: "eu" }.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

export const JSONObject = new GraphQLScalarType<Record<string, unknown>, unknown>({
  name: 'JSONObject',
  description: 'A JSON object.',
  parseValue: parseJsonObject,
  parseLiteral: (node, variables) => parseJsonObject(valueFromASTUntyped(node, variables)),
  serialize: (value) => value,
});
