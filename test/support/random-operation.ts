import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { schema } from './contract.ts';
import type { Random } from './isolation/random.ts';

/** A query that mostly is valid, with variables that mostly fit. */
export interface RandomOperation {
  source: string;
  variables: Record<string, unknown>;
}

/** Which fields an operation may have, and how deep it may be. */
interface Bounds {
  deepest: number;
  has: (type: string, field: string) => boolean;
  /** Which optional arguments a field may have. */
  takes: (argument: string) => boolean;
  integers: number[];
  /** How many of its possible root fields it has, of 1. */
  rootFields: number;
}

const unbounded: Bounds = {
  deepest: 4,
  has: () => true,
  takes: () => true,
  integers: [0, 1, 2, 3, 5, 20, 101, 2 ** 31],
  rootFields: 0.1,
};

/** Made of all that the language has: aliases, fragments, conditions, and arguments in every way to write them. */
export function randomOperation(
  next: Random,
  ids: string[],
  { deepest, has, takes, integers, rootFields } = unbounded,
): RandomOperation {
  const variables: Record<string, unknown> = {};
  const definitions: string[] = [];
  const fragments: string[] = [];
  const conditions: string[] = [];
  /** Aliases that statements could mistake for names of their own. */
  const awkward = ['o', 'object', 'key', 'rank', 'row', 'p0', 'p1', 'r0'].filter(() => next.chance(0.6));
  let names = 0;

  function declare(type: string, value: unknown, fallback = ''): string {
    const name = `v${names++}`;
    definitions.push(`$${name}: ${type}${fallback}`);
    if (value !== undefined) variables[name] = value;
    return `$${name}`;
  }

  /** A value for variables, or undefined to say nothing. */
  function valueOf(type: GraphQLInputType, depth = 0, required = false): unknown {
    if (isNonNullType(type)) return valueOf(type.ofType, depth, true);
    if (!required && next.chance(0.2)) return next.pick([null, undefined]);
    if (isListType(type)) return [valueOf(type.ofType, depth + 1)].filter((item) => item !== undefined);
    if (isEnumType(type)) return next.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isRequiredInputField(field) || next.chance(depth > 2 ? 0 : 0.15),
      );
      return Object.fromEntries(
        fields.flatMap((field) => {
          const value = valueOf(field.type, depth + 1);
          return value === undefined ? [] : [[field.name, value]];
        }),
      );
    }
    if (type.name === 'Int') return next.pick(integers);
    if (type.name === 'Boolean') return next.chance(0.5);
    if (type.name === 'ID') return next.pick(ids);
    if (type.name === 'DateTime')
      return next.pick(['2020-01-01T00:00:00Z', '2090-01-01T00:00:00.5+02:00', 'soon']);
    return next.pick(['a', 'the', '', '2026-01']);
  }

  /** The value as a literal, with variables here and there. */
  function literal(type: GraphQLInputType, value: unknown): string {
    const bare = getNullableType(type);
    if (value === null || value === undefined) return 'null';
    if (next.chance(0.2))
      return declare(String(type), isNonNullType(type) || next.chance(0.7) ? value : undefined);
    if (isListType(bare)) {
      const items = Array.isArray(value) ? value : [value];
      return `[${items.map((item) => literal(bare.ofType, item)).join(' ')}]`;
    }
    if (isInputObjectType(bare) && typeof value === 'object') {
      const fields = Object.entries(value).map(
        ([name, inner]) => `${name}: ${literal(bare.getFields()[name]!.type, inner)}`,
      );
      return `{ ${fields.join(' ')} }`;
    }
    return isEnumType(bare) ? String(value) : JSON.stringify(value);
  }

  function argumentsOf(args: readonly GraphQLArgument[]): string {
    const given = args.flatMap((arg) => {
      if (!isRequiredArgument(arg) && (!takes(arg.name) || next.chance(0.5))) return [];
      const value = valueOf(arg.type);
      if (value === undefined || (value === null && isNonNullType(arg.type))) return [];
      return [
        `${arg.name}: ${next.chance(0.4) ? declare(String(arg.type), value) : literal(arg.type, value)}`,
      ];
    });
    return given.length > 0 ? `(${given.join(' ')})` : '';
  }

  const flag = () => declare('Boolean!', next.chance(0.5) || undefined, ' = false');

  function condition(): string {
    if (next.chance(0.85)) return '';
    const asked = next.chance(0.3) ? String(next.chance(0.5)) : (conditions[next.pick([0, 1, 2])] ??= flag());
    return ` ${next.pick(['@skip', '@include'])}(if: ${asked})`;
  }

  function selectionOf(type: GraphQLNamedType, depth: number): string {
    const parts = ['__typename'];
    if (isAbstractType(type)) {
      for (const possible of schema.getPossibleTypes(type))
        if (next.chance(0.3)) parts.push(`... on ${possible.name} ${selectionOf(possible, depth + 1)}`);
      return `{ ${parts.join(' ')} }`;
    }
    if (!isObjectType(type)) return '';
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type);
      const leaf = isLeafType(named);
      if (
        !has(type.name, field.name) ||
        (!leaf && depth >= deepest) ||
        next.chance(leaf ? 0.5 : type.name === 'Query' ? 1 - rootFields : 0.6)
      )
        continue;
      const args = argumentsOf(field.args);
      if (!args && field.args.some(isRequiredArgument)) continue;
      // Two that merge must have the same arguments, and the same name for the same type.
      const alias = args || next.chance(0.1) ? `${awkward.pop() ?? `a${names++}`}: ` : '';
      parts.push(`${alias}${field.name}${args}${condition()} ${selectionOf(named, depth + 1)}`);
    }
    const own = parts.splice(next.pick([1, 1, 2, 3]));
    if (own.length === 0) return `{ ${parts.join(' ')} }`;
    if (next.chance(0.5))
      return `{ ${parts.join(' ')} ... on ${type.name}${condition()} { ${own.join(' ')} } }`;
    const name = `F${names++}`;
    fragments.push(`fragment ${name} on ${type.name} { ${own.join(' ')} }`);
    const spread = () => `...${name}${condition()}`;
    return `{ ${parts.join(' ')} ${spread()}${next.chance(0.3) ? ` ${spread()}` : ''} }`;
  }

  const selection = selectionOf(schema.getQueryType()!, 0);
  const declared = definitions.length > 0 ? `(${definitions.join(' ')})` : '';
  return { source: [`query Random${declared} ${selection}`, ...fragments].join('\n'), variables };
}
