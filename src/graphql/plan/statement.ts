import {
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { sql } from 'kysely';
import { templateTenant } from '../../database/template-tenant.ts';
import { connectionFields } from './connection.ts';
import type { PlannedColumn, PlannedPage, PlannedRows, PlannedTypes } from './declaration.ts';
import {
  type Json,
  type JsonFields,
  jsonList,
  jsonOrMissing,
  jsonRecord,
  jsonText,
  jsonValue,
  toSql,
} from './json.ts';
import type { Level } from './level.ts';
import { NotPlanned } from './not-planned.ts';
import { Parts } from './parts.ts';
import type { ViewerField } from './planned-read.ts';
import { type Asked, fieldsOf, type SelectedFields } from './selection.ts';
import { viewerFields } from './viewer.ts';

type Field = GraphQLField<unknown, unknown>;

/** Makes one statement: for each place of the operation the rows of all its objects, and the JSON that is made of them. */
export class StatementBuilder {
  readonly parts = new Parts();
  readonly #asked: Asked;
  readonly #types: PlannedTypes;

  constructor(asked: Asked, types: PlannedTypes) {
    this.#asked = asked;
    this.#types = types;
  }

  /**
   * Returns the value of a field for each row of `parent`. A root field has no parent.
   * @throws NotPlanned, or BAD_USER_INPUT for arguments that the field's resolver rejects as well
   */
  field(type: GraphQLObjectType, nodes: FieldNode[], parent: Level | undefined): Json {
    const name = nodes[0]!.name.value;
    if (name === '__typename') return jsonText(type.name);
    const field = type.getFields()[name]!;
    const planned = this.#types[type.name]?.[name];
    if (!planned) throw new NotPlanned(`${type.name}.${name}`);
    if (planned.kind === 'viewer') throw new NotPlanned(name);
    if (planned.kind === 'column') return valueOf(field, planned, parent!);
    const args = getArgumentValues(field, nodes[0]!, this.#asked.variables) as never;
    if (planned.kind === 'page') return this.#connection(field, planned, args, nodes, parent);
    return planned.kind === 'list'
      ? this.#list(field, planned, args, nodes, parent!)
      : this.#object(field, planned, args, nodes, parent);
  }

  /** Returns the selected fields of the viewer. @throws NotPlanned */
  viewer(field: Field, nodes: FieldNode[]): ViewerField[] {
    const type = getNamedType(field.type) as GraphQLObjectType;
    return viewerFields(type, this.#select(type, nodes), this.#types);
  }

  #object(
    field: Field,
    { link, rows }: PlannedRows,
    args: never,
    nodes: FieldNode[],
    parent: Level | undefined,
  ) {
    const query = rows(templateTenant, args, link && parent!.values(link.key));
    if (!query) return ['null'];
    const { level, define } = this.parts.level();
    const fields = this.#fields(field, nodes, level);
    const key = link ? sql`${level.column('key')},` : sql``;
    const object = toSql(jsonRecord(fields));
    const name = this.parts.add(sql`select ${key} ${object} as object ${level.rows()}`);
    define(query);
    const joined = parent
      ? parent.join(name, link?.key)('object')
      : sql`(select object from ${sql.id(name)})`;
    return jsonOrMissing(joined, field.type);
  }

  #list(field: Field, { link, rows }: PlannedRows, args: never, nodes: FieldNode[], parent: Level): Json {
    const { key } = link!;
    const query = rows(templateTenant, args, parent.values(key));
    const { level, define } = this.parts.level();
    const object = toSql(jsonRecord(this.#fields(field, nodes, level)));
    const items = sql`string_agg(${object}, ',' order by ${level.column('rank')})`;
    const name = this.parts.add(
      sql`select ${level.column('key')}, ${items} as items ${level.rows()} group by ${level.column('key')}`,
    );
    define(query!);
    return jsonList(parent.join(name, key)('items'));
  }

  #connection(
    field: Field,
    { link, rows }: PlannedPage,
    args: never,
    nodes: FieldNode[],
    parent: Level | undefined,
  ): Json {
    const { page, select } = rows(templateTenant, args, link && sql.ref('parent.key'));
    if (page.backward) throw new NotPlanned('last');
    const type = getNamedType(field.type) as GraphQLObjectType;
    const selected = this.#select(type, nodes);
    const hasMore = [...selected.values()].some(([node]) => node!.name.value === 'pageInfo');
    const { level, define } = this.parts.level();
    const fields = connectionFields(
      type,
      selected,
      { parts: this.parts, page, level, hasMore, parent, key: link?.key },
      {
        select: (type, nodes) => this.#select(type, nodes),
        fields: (type, nodes, level) => this.#fieldsOf(type, nodes, level),
      },
    );
    const parents =
      link && sql`select distinct ${parent!.column(link.key)} as key from ${sql.id(parent!.name)}`;
    define(select(hasMore), parents);
    return jsonRecord(fields);
  }

  #fields(field: Field, nodes: FieldNode[], level: Level): JsonFields {
    return this.#fieldsOf(getNamedType(field.type) as GraphQLObjectType, nodes, level);
  }

  #fieldsOf(type: GraphQLObjectType, nodes: FieldNode[], level: Level): JsonFields {
    return [...this.#select(type, nodes)].map(([name, each]) => [name, this.field(type, each, level)]);
  }

  #select(type: GraphQLObjectType, nodes: FieldNode[]): SelectedFields {
    const selected = fieldsOf(
      this.#asked,
      type,
      nodes.map(({ selectionSet }) => selectionSet),
    );
    if (selected.size === 0) throw new NotPlanned('an object without fields');
    return selected;
  }
}

const valueOf = (field: Field, { value }: PlannedColumn, { column }: Level): Json =>
  jsonValue(value(column), field.type);
