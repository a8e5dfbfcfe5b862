import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  isAbstractType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { modules } from '../../../src/modules/all.ts';
import { type RootField, schema } from '../contract.ts';
import { edges, heard, nodes, otherTypes, samples, tenantTypes } from '../access.ts';

/** All object types of the schema, but the roots. */
export const objectTypes = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  .filter((type) => !/^(Query|Mutation|Subscription)$/.test(type.name)) as Extract<
  GraphQLNamedType,
  { getFields(): Record<string, GraphQLField<unknown, unknown>> }
>[];

const isPayload = (name: string) => name.endsWith('Payload');

/** The object types that are declared neither a tenant's nor another. */
export const undeclaredTypes = () =>
  objectTypes
    .map(({ name }) => name)
    .filter((name) => !isPayload(name) && !tenantTypes.has(name) && !otherTypes.has(name));

const ruleTrees = await Promise.all(modules.map(async ({ rules }) => (await rules()).rules));

/** Every `Type.field` with a rule of its own. */
const guardedFields = new Set(
  ruleTrees.flatMap((rules) =>
    Object.entries(rules).flatMap(([type, fields]) => Object.keys(fields).map((field) => `${type}.${field}`)),
  ),
);

/** Every `Type.field` that leads to a tenant's type or has a rule of its own, those of payloads apart. */
export const leadingFields = (payloads = false) =>
  objectTypes
    .filter(({ name }) => isPayload(name) === payloads && !heard.has(name))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter(
          (field) =>
            tenantTypes.has(getNamedType(field.type).name) || guardedFields.has(`${type.name}.${field.name}`),
        )
        .map((field) => `${type.name}.${field.name}`),
    );

/** Everything within `levels` of a thing of this type, without what refuses some of those who see the thing. */
export function selection(typeName: string, levels: number): string {
  const type = schema.getType(typeName)!;
  if (isLeafType(type)) return '';
  if (!isObjectType(type)) return '{ __typename }';
  const parts = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (field.args.some(isRequiredArgument) || edges[`${typeName}.${field.name}`]?.apart) return [];
    if (isLeafType(named)) return [field.name];
    // A page's nodes say it all.
    if (levels === 0 || field.name === 'edges') return [];
    return [`${field.name} ${selection(named.name, levels - 1)}`];
  });
  return `{ __typename ${parts.join(' ')} }`;
}

const LEVELS = 3;

/** The same operation asking for everything that its root field shows. */
export function widened(operation: string, levels = LEVELS): string {
  const document = parse(operation);
  const [definition] = document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Not an operation: ${operation}`);
  const root = schema.getRootType(definition.operation)!;
  return print(
    visit(document, {
      Field: (field, _key, _parent, _path, ancestors) => {
        if (ancestors.filter((each) => 'kind' in each && each.kind === Kind.FIELD).length > 0) return;
        const named = getNamedType(root.getFields()[field.name.value]!.type);
        const wide = selection(named.name, levels);
        if (!wide || isAbstractType(named)) return;
        return { ...field, selectionSet: parse(wide).definitions[0]!['selectionSet' as never] };
      },
    }),
  );
}

/** Whether an argument takes an id, filters apart. */
export function namesId(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  if (named.name === 'ID') return true;
  if (!isInputObjectType(named) || named.name.endsWith('Filter')) return false;
  return Object.values(named.getFields()).some(
    (field) => getNamedType(field.type) !== named && namesId(field.type),
  );
}

/** A way from a root to a field: a root field or `node`, then fields from type to type. */
export interface Path {
  /** A key of `fields`, or of `nodes`. */
  start: { field: string } | { node: string };
  steps: { type: string; field: string }[];
}

/** The shortest way to things of each type, by `node` if they have an id of their own. */
function pathsToTypes(): Map<string, Path> {
  const paths = new Map<string, Path>();
  const queue: string[] = [];
  const reach = (name: string, path: Path) => {
    if (paths.has(name)) return;
    paths.set(name, path);
    queue.push(name);
  };
  for (const node of Object.keys(nodes)) reach(node, { start: { node }, steps: [] });
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    if (!samples[`Query.${field.name}` as RootField]?.variables)
      reach(getNamedType(field.type).name, { start: { field: `Query.${field.name}` }, steps: [] });
  }
  for (let name = queue.shift(); name; name = queue.shift()) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    const { start, steps } = paths.get(name)!;
    for (const field of Object.values(type.getFields())) {
      if (!field.args.some(isRequiredArgument))
        reach(getNamedType(field.type).name, { start, steps: [...steps, { type: name, field: field.name }] });
    }
  }
  return paths;
}

const shortest = pathsToTypes();

/** The shortest way to a field, its own step included. @throws when no query leads there */
export function pathTo(edge: string): Path {
  const [type, field] = edge.split('.') as [string, string];
  const path = shortest.get(type);
  if (!path) throw new Error(`No query leads to ${type}.`);
  return { start: path.start, steps: [...path.steps, { type, field }] };
}

/** The arguments without which a field below a root cannot be asked for. */
const requiredArguments: Record<string, string> = {
  'Organization.entitlement': '(key: "members")',
  'Organization.hasFeature': '(feature: WEBHOOKS)',
  'Organization.isFlagOn': '(flag: "wide")',
};

/** The operation that goes this way, and asks for a little of what is there. */
export function pathOperation({ start, steps }: Path): string {
  const last = steps.at(-1)!;
  const target = schema.getType(last.type);
  if (!isObjectType(target)) throw new Error(`${last.type} is no object type.`);
  // A search's hits show what is a tenant's one level below their nodes.
  const levels = last.field === 'edges' ? 2 : 1;
  const end = selection(getNamedType(target.getFields()[last.field]!.type).name, levels);
  const inner = steps.reduceRight((within, { type, field }) => {
    const object = schema.getType(type);
    const id = isObjectType(object) && object.getFields()['id'] ? 'id ' : '';
    return `{ ${id}${field}${requiredArguments[`${type}.${field}`] ?? ''} ${within} }`;
  }, end);
  if ('field' in start) return `{ ${callOf(start.field as RootField)} ${inner} }`;
  return `query ($id: ID!) { node(id: $id) { ... on ${start.node} ${inner} } }`;
}

/** The root field with the arguments of its sample. */
function callOf(field: RootField): string {
  const [definition] = parse(samples[field].operation).definitions;
  const [call] = (definition as OperationDefinitionNode).selectionSet.selections;
  return print({ ...(call as FieldNode), selectionSet: undefined });
}

/** Returns the value at the end of the path: null, or undefined in place of the first item of an empty list. */
export function endOf(data: unknown, { start, steps }: Path): unknown {
  const names = ['field' in start ? start.field.split('.')[1]! : 'node', ...steps.map(({ field }) => field)];
  return names.reduce<unknown>((value, name) => {
    const next = (value as Record<string, unknown> | null | undefined)?.[name];
    return Array.isArray(next) ? next[0] : next;
  }, data);
}
