import { GraphQLError, GraphQLScalarType, Kind, print, type ValueNode, valueFromASTUntyped } from 'graphql';
import { isRealInstant } from '../util/calendar.ts';
import { refusal } from '../util/error-codes.ts';
import { placeOfLiteral } from './literal-places.ts';

const rfc3339 = /^(\d{4}-\d\d-\d\d[Tt](?!24)\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

const invalid = (message: string) => refusal(message, { code: 'BAD_USER_INPUT' });

/**
 * Creates a scalar that parses variables and literals in the same way. Errors of literals name the path, as those of
 * variables do. makeExecutableSchema drops the description in the SDL, so it is repeated here;
 * test/unit/schema.test.ts compares both.
 */
function defineScalar<Internal, External>({
  name,
  description,
  parse,
  fromLiteral = valueFromASTUntyped,
  serialize = (value) => value as External,
}: {
  name: string;
  description: string;
  parse: (value: unknown) => Internal;
  fromLiteral?: (node: ValueNode, variables?: Record<string, unknown> | null) => unknown;
  serialize?: (value: unknown) => External;
}): GraphQLScalarType<Internal, External> {
  return new GraphQLScalarType<Internal, External>({
    name,
    description,
    parseValue: parse,
    parseLiteral: (node, variables) => {
      try {
        return parse(fromLiteral(node, variables));
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        throw new GraphQLError(`${describe(node, name)}; ${error.message}`, {
          nodes: node,
          extensions: error.extensions,
        });
      }
    },
    serialize,
  });
}

function describe(node: ValueNode, type: string): string {
  const place = placeOfLiteral(node);
  return `Expected value of type "${type}", found ${print(node)}${place ? ` at "${place}"` : ''}`;
}

/**
 * Parses RFC 3339 into the form that responses use: UTC, at most microseconds (the precision of PostgreSQL), no trailing
 * zeros in the fraction. Accepts the years 1 to 9999.
 */
function parseDateTime(value: unknown): string {
  const [, seconds, fraction, zone] = (typeof value === 'string' && rfc3339.exec(value)) || [];
  const instant = new Date(`${seconds}${zone}`.toUpperCase());
  const text =
    Number.isNaN(instant.getTime()) || !isRealInstant(`${seconds!.slice(0, 10)}T00:00:00Z`)
      ? ''
      : instant.toISOString();
  if (!/^\d{4}-/.test(text) || text.startsWith('0000'))
    throw invalid('A DateTime must be written as RFC 3339, for example "2026-01-31T09:30:00Z".');
  return `${text.slice(0, 19)}${(fraction ?? '').slice(0, 7).replace(/\.?0*$/, '')}Z`;
}

/**
 * Converts PostgreSQL's text (`2026-01-31 09:30:00.123+00`) or RFC 3339 to RFC 3339 in UTC. Removes trailing zeros of the
 * fraction: PostgreSQL writes none, JavaScript always writes three digits.
 */
export function serializeDateTime(value: unknown): string {
  const text = String(value);
  if (text.endsWith('+00')) return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
  const instant = text.endsWith('Z') ? text : new Date(text).toISOString();
  const [seconds, fraction = ''] = instant.slice(0, -1).split('.');
  const digits = fraction.replace(/0+$/, '');
  return `${seconds}${digits && `.${digits}`}Z`;
}

export const DateTime = defineScalar<string, string>({
  name: 'DateTime',
  description: 'An instant as RFC 3339 in UTC, for example `2026-01-31T09:30:00Z`.',
  parse: parseDateTime,
  fromLiteral: (node) => (node.kind === Kind.STRING ? node.value : undefined),
  serialize: serializeDateTime,
});

/** @throws for an integer that a JSON parser may have rounded already */
function requireExactNumbers(value: unknown): void {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    throw invalid(
      `Integers in JSON may be at most ${Number.MAX_SAFE_INTEGER}, because JSON readers round larger ones. Send them as strings.`,
    );
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(requireExactNumbers);
}

function requireExact(value: unknown): unknown {
  requireExactNumbers(value);
  return value;
}

export const JSON = defineScalar<unknown, unknown>({
  name: 'JSON',
  description:
    'Any JSON value. Integers beyond 9007199254740991 are rejected, because JSON readers would round them: send them as strings.',
  parse: requireExact,
});

function parseJsonObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid('A JSONObject must be an object, for example { region: "eu" }.');
  requireExactNumbers(value);
  return value as Record<string, unknown>;
}

export const JSONObject = defineScalar<Record<string, unknown>, unknown>({
  name: 'JSONObject',
  description:
    'A JSON object. Integers beyond 9007199254740991 are rejected, because JSON readers would round them: send them as strings.',
  parse: parseJsonObject,
});

/** Allows more digits than any number in a response has. */
const wholeNumber = /^-?\d{1,40}$/;

/** Returns a number if the client sent one or if it is exact, otherwise a bigint. */
function parseBigInt(value: unknown): number | bigint {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (typeof value === 'string' && wholeNumber.test(value)) {
    const whole = globalThis.BigInt(value);
    return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
  }
  throw invalid('A BigInt must be a whole number, for example 42 or "42".');
}

/** Accepts PostgreSQL's text, too. */
function serializeBigInt(value: unknown): number | string {
  const whole = globalThis.BigInt(value as string);
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : String(whole);
}

/** A JSON number beyond the safe integers may have been rounded already. The inputs that use this type reject it. */
export const BigInt = defineScalar<number | bigint, number | string>({
  name: 'BigInt',
  description:
    'An integer that may exceed the range of `Int`. Returned as a JSON number up to 9007199254740991, and as a decimal string beyond, because JSON readers would round it. Accepted in either form.',
  parse: parseBigInt,
  fromLiteral: (node) => (node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : undefined),
  serialize: serializeBigInt,
});

/** A code that clients may also write as an enum value, because it was one in an earlier release. */
const defineCode = (name: string, description: string, pattern: RegExp, what: string) => {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    throw invalid(`A ${name} must be ${what}.`);
  };
  return defineScalar<string, string>({
    name,
    description,
    parse,
    fromLiteral: (node) => (node.kind === Kind.ENUM || node.kind === Kind.STRING ? node.value : undefined),
    serialize: (value) => {
      if (typeof value === 'string' && pattern.test(value)) return value;
      throw new GraphQLError(`${name} cannot represent value: ${globalThis.JSON.stringify(value)}`);
    },
  });
};

export const PlanCode = defineCode(
  'PlanCode',
  "A plan's code: up to 50 capital letters, digits and `_`, for example `FREE`. In an operation it can be written as a string or as an enum value.",
  /^[A-Z][A-Z0-9_]{0,49}$/,
  'written in capital letters, digits and "_", for example "FREE"',
);

export const PlanFeature = defineCode(
  'PlanFeature',
  'The key of a feature: up to 100 letters, digits, `_`, `-` and dots, for example `WEBHOOKS`. In an operation it can be written as a string or as an enum value.',
  /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/,
  'written in letters, digits, "_", "-" and dots, for example "WEBHOOKS"',
);
