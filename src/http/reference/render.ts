import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';
import { html, type Html } from '../pages/template.ts';
import { fieldRow, list, reference, row, section, table, values } from './parts.ts';

interface Entry {
  id: string;
  name: string;
  section: Html;
}

interface Group {
  title: string;
  entries: Entry[];
}

/** Renders the schema: a table of contents and the sections, both sorted by kind and name. */
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
