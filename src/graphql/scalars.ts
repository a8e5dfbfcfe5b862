import { GraphQLError, GraphQLScalarType, Kind, print, type ValueNode, valueFromASTUntyped } from 'graphql';
import { refusal } from '../refusal.ts';
import { placeOfLiteral } from './literal-places.ts';

const rfc3339 = /^(\d{4}-\d\d-\d\d[Tt](?!24)\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

const invalid = (message: string) => refusal(message, { code: 'BAD_USER_INPUT' });

/**
 * Makes a scalar that reads variables and literals in the same way. What it refuses in a literal is told with its
 * location and place, as graphql-js does it for variables. The description takes the place of the one in
 * schema/base.graphql.
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
 * RFC 3339 in UTC with at most microseconds, which is what PostgreSQL keeps, in the one spelling that is also answered:
 * without a fraction's last zeros. Years 1 to 9999.
 */
function parseDateTime(value: unknown): string {
  const [, seconds, fraction, zone] = (typeof value === 'string' && rfc3339.exec(value)) || [];
  const instant = new Date(`${seconds}${zone}`.toUpperCase());
  const text = Number.isNaN(instant.getTime()) || !isRealDay(seconds!) ? '' : instant.toISOString();
  if (!/^\d{4}-/.test(text) || text.startsWith('0000'))
    throw invalid('A DateTime is written as RFC 3339, for example "2026-01-31T09:30:00Z".');
  return `${text.slice(0, 19)}${(fraction ?? '').slice(0, 7).replace(/\.?0*$/, '')}Z`;
}

/** `Date` turns 30 February into 2 March. */
const isRealDay = (seconds: string) => {
  const day = new Date(`${seconds.slice(0, 10)}T00:00:00Z`);
  return day.toISOString().startsWith(seconds.slice(0, 10));
};

/**
 * From PostgreSQL's text (`2026-01-31 09:30:00.123+00`), or RFC 3339 itself, to RFC 3339 in UTC, without a fraction's last
 * zeros: PostgreSQL writes none, JavaScript always three digits.
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
  description: 'An instant in time, written as RFC 3339 in UTC, for example `2026-01-31T09:30:00Z`.',
  parse: parseDateTime,
  fromLiteral: (node) => (node.kind === Kind.STRING ? node.value : undefined),
  serialize: serializeDateTime,
});

/** @throws for a whole number that JSON's readers may have rounded already */
function requireExactNumbers(value: unknown): void {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    throw invalid(
      `Whole numbers in JSON are at most ${Number.MAX_SAFE_INTEGER}: send larger ones as texts, so that nobody rounds them.`,
    );
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(requireExactNumbers);
}

function parseJson(value: unknown): unknown {
  requireExactNumbers(value);
  return value;
}

export const JSON = defineScalar<unknown, unknown>({
  name: 'JSON',
  description:
    'Any JSON value. Whole numbers beyond 9007199254740991 are refused: send them as texts, because readers of JSON would round them.',
  parse: parseJson,
});

function parseJsonObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid('A JSONObject is written as an object, for example { region: "eu" }.');
  requireExactNumbers(value);
  return value as Record<string, unknown>;
}

export const JSONObject = defineScalar<Record<string, unknown>, unknown>({
  name: 'JSONObject',
  description:
    'A JSON object. Whole numbers beyond 9007199254740991 are refused: send them as texts, because readers of JSON would round them.',
  parse: parseJsonObject,
});

/** More digits than any number has that is answered. */
const wholeNumber = /^-?\d{1,40}$/;

/** A number where that holds it exactly, or has been sent as one; else a bigint. */
function parseBigInt(value: unknown): number | bigint {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (typeof value === 'string' && wholeNumber.test(value)) {
    const whole = globalThis.BigInt(value);
    return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
  }
  throw invalid('A BigInt is written as a whole number, for example 42 or "42".');
}

/** From PostgreSQL's text, too. */
function serializeBigInt(value: unknown): number | string {
  const whole = globalThis.BigInt(value as string);
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : String(whole);
}

/** A JSON number beyond the safe integers has been rounded already: each input refuses it for itself. */
export const BigInt = defineScalar<number | bigint, number | string>({
  name: 'BigInt',
  description:
    'A whole number that may be larger than an `Int`. Answered as a JSON number up to 9007199254740991 and as a decimal string beyond, where readers of JSON would round it. Taken as either.',
  parse: parseBigInt,
  fromLiteral: (node) => (node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : undefined),
  serialize: serializeBigInt,
});
