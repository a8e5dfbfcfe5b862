import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isUnionType,
  astFromValue,
  print,
} from 'graphql';
import { html, type Html } from '../pages/template.ts';

interface Entry {
  id: string;
  name: string;
  section: Html;
}

interface Group {
  title: string;
  entries: Entry[];
}

/** The schema as markup: the links to its parts, and the parts, both by kind and name. */
export function renderReference(schema: GraphQLSchema): { contents: Html; sections: Html } {
  const groups = groupsOf(schema).filter(({ entries }) => entries.length > 0);
  return {
    contents: html`${groups.map(
      ({ title, entries }) =>
        html`<h2>${title}</h2>
          <ul>
            ${entries.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`)}
          </ul>`,
    )}`,
    sections: html`${groups.flatMap(({ entries }) => entries.map(({ section }) => section))}`,
  };
}

function groupsOf(schema: GraphQLSchema): Group[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !roots.some((root) => root?.name === type.name),
  );
  const operations = (title: string, root: (typeof roots)[number]): Group => ({
    title,
    entries: Object.values(root?.getFields() ?? {})
      .toSorted((a, b) => compare(a.name, b.name))
      .map((field) => operation(root!.name, field)),
  });
  const named = (title: string, is: (type: GraphQLNamedType) => boolean): Group => ({
    title,
    entries: types
      .filter(is)
      .toSorted((a, b) => compare(a.name, b.name))
      .map((type) => typeEntry(schema, type)),
  });
  return [
    operations('Queries', roots[0]),
    operations('Mutations', roots[1]),
    operations('Subscriptions', roots[2]),
    named('Objects', isObjectType),
    named('Interfaces', isInterfaceType),
    named('Unions', isUnionType),
    named('Inputs', isInputObjectType),
    named('Enums', isEnumType),
    named('Scalars', isScalarType),
  ];
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function operation(root: string, field: GraphQLField<unknown, unknown>): Entry {
  const id = `${root.toLowerCase()}-${field.name}`;
  return {
    id,
    name: field.name,
    section: section(
      { id, ...field },
      root.toLowerCase(),
      html`<p>Returns ${reference(field.type)}.</p>
        ${values('Arguments', field.args)}`,
    ),
  };
}

function typeEntry(schema: GraphQLSchema, type: GraphQLNamedType): Entry {
  return {
    id: type.name,
    name: type.name,
    section: section({ id: type.name, ...type }, ...detailsOf(schema, type)),
  };
}

function detailsOf(schema: GraphQLSchema, type: GraphQLNamedType): [kind: string, details: Html] {
  if (isInputObjectType(type)) return ['input', values('Fields', Object.values(type.getFields()))];
  if (isEnumType(type)) {
    const rows = type.getValues().map((value) => row(value, html`<code>${value.name}</code>`));
    return ['enum', table('Values', rows)];
  }
  if (isUnionType(type)) return ['union', html`<p>One of ${list(type.getTypes())}.</p>`];
  if (isScalarType(type)) return ['scalar', html``];
  const interfaces = type.getInterfaces();
  const implementations = isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
  return [
    isInterfaceType(type) ? 'interface' : 'object',
    html`${interfaces.length > 0 && html`<p>Implements ${list(interfaces)}.</p>`}
    ${implementations.length > 0 && html`<p>Implemented by ${list(implementations)}.</p>`}
    ${table('Fields', Object.values(type.getFields()).map(fieldRow))}`,
  ];
}

interface Described {
  description?: string | null | undefined;
  deprecationReason?: string | null | undefined;
}

function section(
  { id, name, ...described }: Described & { id: string; name: string },
  kind: string,
  details: Html,
): Html {
  return html`<section id="${id}">
    <h3 class="${described.deprecationReason != null && 'deprecated'}">
      <a href="#${id}">${name}</a> <small>${kind}</small>
    </h3>
    ${describe(described)} ${details}
  </section>`;
}

function values(caption: string, fields: readonly (GraphQLArgument | GraphQLInputField)[]): Html {
  return table(
    caption,
    fields.map((field) =>
      row(field, html`<code>${field.name}</code>: ${reference(field.type)}${preset(field)}`),
    ),
  );
}

function fieldRow(field: GraphQLField<unknown, unknown>): Html {
  const args = field.args.map(
    (argument) =>
      html`<li>
        <code>${argument.name}</code>: ${reference(argument.type)}${preset(argument)}.
        ${inline(argument.description)}
      </li>`,
  );
  return row(
    field,
    html`<code>${field.name}</code>: ${reference(field.type)}`,
    args.length > 0 &&
      html`<ul>
        ${args}
      </ul>`,
  );
}

function table(caption: string, rows: Html[]): Html {
  if (rows.length === 0) return html``;
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function row(described: Described, name: Html, more: Html | false = false): Html {
  return html`<tr class="${described.deprecationReason != null && 'deprecated'}">
    <th scope="row">${name}</th>
    <td>${describe(described)} ${more}</td>
  </tr>`;
}

function describe({ description, deprecationReason }: Described): Html {
  return html`${description?.split(/\n{2,}/).map((paragraph) => html`<p>${inline(paragraph)}</p>`)}
  ${deprecationReason != null && html`<p>Deprecated: ${inline(deprecationReason)}</p>`}`;
}

/** Text in which backticks mark code. */
function inline(text: string | null | undefined): Html {
  return html`${text?.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part))}`;
}

function reference(type: GraphQLType): Html {
  const { name } = getNamedType(type);
  const [before, after] = String(type).split(name);
  return html`<code>${before}<a href="#${name}">${name}</a>${after}</code>`;
}

function preset({ type, defaultValue }: GraphQLArgument | GraphQLInputField): Html {
  const value = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return value ? html` = <code>${print(value)}</code>` : html``;
}

function list(types: readonly GraphQLNamedType[]): Html {
  return html`${types.map((type, index) => html`${index > 0 && ', '}${reference(type)}`)}`;
}
