import { type Names, toSnake, toWords, UsageError } from './names.ts';

/** A field of the new entity, with the pieces of code that the templates put into their places. */
export interface Field {
  name: string;
  column: string;
  constant: string;
  nullable: boolean;
  /** The type's name in the schema, and with `!` unless it is nullable. */
  sdl: string;
  sdlOutput: string;
  /** In the input of the mutation that creates: with its default. */
  sdlInput: string;
  description: string;
  inputDescription: string;
  filterSdl: string | undefined;
  sortDescription: string | undefined;
  values: string[];
  isEnum: boolean;
  isDateTime: boolean;
  isLong: boolean;
  ts: string;
  sqlColumns: string[];
  /** The columns of the index that its sort uses. */
  sortIndexes: { suffix: string; key: string }[];
  zod: string;
  sort: string | undefined;
  filter: string | undefined;
  /** Two different values, as TypeScript and as GraphQL. */
  first: string;
  second: string;
  firstLiteral: string;
  secondLiteral: string;
}

const MAX_STRING = 200;
const MAX_TEXT = 10_000;

const taken = new Set(
  `id version archivedAt createdAt updatedAt createdBy createdById organization organizationId and or search
  viewerCanUpdate viewerCanDelete clientMutationId expectedVersion type node cursor`.split(/\s+/),
);

const forms = 'string, text, int, boolean, datetime, enum(ONE,TWO)';

/** Parses `dueAt:datetime?`. @throws UsageError */
export function parseField(given: string, entity: Names, reserved: readonly string[]): Field {
  const [, name, type, list, optional] = /^([^:]+):([a-z]+)(?:\(([^)]*)\))?(\?)?$/.exec(given) ?? [];
  if (!name || !type)
    throw new UsageError(`"${given}" is no field: write name:type or name:type?, with one of ${forms}.`);
  if (!/^[a-z][A-Za-z0-9]{1,39}$/.test(name) || /[A-Z]{2}/.test(name))
    throw new UsageError(`"${name}" is no name of a field: use letters and digits such as dueAt.`);
  if (taken.has(name) || reserved.includes(name))
    throw new UsageError(`Every ${entity.words} has ${name} already: choose another name.`);
  if (/(secret|token|hash|user|actor|author|assignee|member|caller|person|by|key)(Id)?$/i.test(name))
    throw new UsageError(
      `${name} reads like a secret or a person. Add such a field by hand: docs/extending.md says what it needs.`,
    );
  const nullable = optional === '?';
  if (type === 'enum') return enumField(name, list, nullable, entity);
  if (list !== undefined) throw new UsageError(`${type} takes no values: "${given}".`);
  const make = simple[type];
  if (!make) throw new UsageError(`"${type}" is no type of a field. There are ${forms}.`);
  return make(name, nullable);
}

type Made = Partial<Field> & Pick<Field, 'sdl' | 'ts' | 'zod' | 'first' | 'second'>;

function field(name: string, nullable: boolean, made: Made): Field {
  const column = toSnake(name);
  return {
    name,
    column,
    constant: column.toUpperCase(),
    nullable,
    sdlOutput: made.sdl + (nullable ? '' : '!'),
    sdlInput: made.sdl + (nullable ? '' : '!'),
    description: `The ${toWords(name)}.`,
    inputDescription: `The ${toWords(name)}${nullable ? '; null for none' : ''}.`,
    filterSdl: undefined,
    sortDescription: undefined,
    values: [],
    isEnum: false,
    isDateTime: false,
    isLong: false,
    sqlColumns: [],
    sortIndexes: [],
    sort: undefined,
    filter: undefined,
    firstLiteral: made.first.replaceAll("'", '"'),
    secondLiteral: made.second.replaceAll("'", '"'),
    ...made,
  };
}

const isNull = (nullable: boolean) => (nullable ? '' : ' not null');
const nullish = (nullable: boolean) => (nullable ? '.nullish()' : '');

/** An empty text becomes null. */
const textOf = (nullable: boolean, max: number, trim: string) =>
  nullable
    ? `text({ max: ${max}${trim} }).nullish().transform((value) => (value === '' ? null : value))`
    : `text({ min: 1, max: ${max}${trim} })`;

const simple: Record<string, (name: string, nullable: boolean) => Field> = {
  string: (name, nullable) => {
    const column = toSnake(name);
    return field(name, nullable, {
      sdl: 'String',
      ts: 'string',
      zod: nullable ? textOf(true, MAX_STRING, ', trim: true') : `name({ max: ${MAX_STRING} })`,
      inputDescription: nullable
        ? `At most ${MAX_STRING} characters; null for none.`
        : `1 to ${MAX_STRING} characters.`,
      filterSdl: 'StringFilter',
      sqlColumns: nullable
        ? [`${column} text check (char_length(${column}) <= ${MAX_STRING})`]
        : [
            `${column} text not null check (char_length(${column}) between 1 and ${MAX_STRING})`,
            `${column}_key text collate "C" not null generated always as (app.fold_text(${column})) stored`,
          ],
      ...(!nullable && {
        sortDescription: `The ${toWords(name)}, ignoring case.`,
        sort: `{ column: '${column}_key', type: 'text' }`,
        sortIndexes: [{ suffix: column, key: `${column}_key` }],
      }),
      filter: nullable ? "'text'" : `{ column: '${column}', type: 'text', key: '${column}_key' }`,
      first: `'Alder'`,
      second: `'Birch'`,
    });
  },
  text: (name, nullable) =>
    field(name, nullable, {
      sdl: 'String',
      ts: 'string',
      zod: textOf(nullable, MAX_TEXT, ''),
      inputDescription: `${nullable ? 'At most' : '1 to'} ${MAX_TEXT} characters${nullable ? '; null for none' : ''}.`,
      filterSdl: 'StringFilter',
      isLong: true,
      sqlColumns: [
        `${toSnake(name)} text${isNull(nullable)} check (char_length(${toSnake(name)}) ${nullable ? `<= ${MAX_TEXT}` : `between 1 and ${MAX_TEXT}`})`,
      ],
      filter: "'text'",
      first: `'Of oak.'`,
      second: `'Of birch.'`,
    }),
  int: (name, nullable) =>
    field(name, nullable, {
      sdl: 'Int',
      ts: 'number',
      zod: `z.number()${nullish(nullable)}`,
      sqlColumns: [`${toSnake(name)} integer${isNull(nullable)}`],
      first: '3',
      second: '4',
    }),
  boolean: (name, nullable) => {
    if (nullable) throw new UsageError(`A boolean is never null in this API: write ${name}:boolean.`);
    const stem = /^is([A-Z]\w*)$/.exec(name)?.[1];
    const description = stem
      ? `Whether it is ${toWords(stem.charAt(0).toLowerCase() + stem.slice(1))}.`
      : `Whether \`${name}\` holds.`;
    return field(name, false, {
      sdl: 'Boolean',
      sdlInput: 'Boolean! = false',
      ts: 'boolean',
      description,
      inputDescription: description,
      zod: 'z.boolean()',
      sqlColumns: [`${toSnake(name)} boolean not null default false`],
      first: 'false',
      second: 'true',
    });
  },
  datetime: (name, nullable) => {
    const column = toSnake(name);
    const stem = /^(due|\w+ed)At$/.exec(name)?.[1];
    const last = nullable ? '; null if there is none' : '';
    return field(name, nullable, {
      sdl: 'DateTime',
      ts: 'string',
      description: stem ? `When it is ${toWords(stem)}${last}.` : `The time \`${name}\`${last}.`,
      inputDescription: stem ? `When it is ${toWords(stem)}${last}.` : `The time \`${name}\`${last}.`,
      zod: `z.string()${nullish(nullable)}`,
      isDateTime: true,
      filterSdl: 'DateTimeFilter',
      sqlColumns: [`${column} timestamptz${isNull(nullable)}`],
      sort: nullable ? `{ column: '${column}', type: 'timestamptz', nullable: true }` : "'timestamptz'",
      sortDescription: nullable
        ? `The time \`${name}\`; items without one come last.`
        : `The time \`${name}\`.`,
      sortIndexes: nullable
        ? [
            { suffix: `${column}_first`, key: `coalesce(${column}, 'infinity')` },
            { suffix: `${column}_last`, key: `coalesce(${column}, '-infinity')` },
          ]
        : [{ suffix: column, key: column }],
      filter: "'timestamptz'",
      first: `'2030-01-31T09:30:00Z'`,
      second: `'2031-01-31T09:30:00Z'`,
    });
  },
};

function enumField(name: string, list: string | undefined, nullable: boolean, entity: Names): Field {
  const values = (list ?? '').split(',').map((value) => value.trim());
  if (values.length < 2 || values.some((value) => !/^[A-Z][A-Z0-9_]*$/.test(value)))
    throw new UsageError(`Write the values of ${name} as ${name}:enum(OPEN,DONE): two or more, in capitals.`);
  if (new Set(values).size < values.length) throw new UsageError(`${name} has a value twice.`);
  const type = `${entity.type}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const quoted = values.map((value) => `'${value}'`).join(', ');
  const column = toSnake(name);
  return field(name, nullable, {
    sdl: type,
    sdlInput: nullable ? type : `${type}! = ${values[0]}`,
    ts: type,
    values,
    isEnum: true,
    zod: `z.enum([${quoted}])${nullish(nullable)}`,
    filterSdl: `${type}Filter`,
    sqlColumns: [`${column} text${isNull(nullable)} check (${column} in (${quoted}))`],
    filter: "'text'",
    first: `'${values[0]}'`,
    second: `'${values[1]}'`,
    firstLiteral: values[0]!,
    secondLiteral: values[1]!,
  });
}
