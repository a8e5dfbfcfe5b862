import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Permission, permissions, type Requirement } from '../../src/authorization/permissions.ts';
import { type Field, parseField } from './fields.ts';
import { type Names, namesOf, UsageError } from './names.ts';

export interface Options {
  belongsTo?: string;
  plural?: string;
  parentPlural?: string;
  limit?: string;
  read: string;
  write: string;
}

/** What the new entity belongs to. */
export interface Parent extends Names {
  idField: string;
  column: string;
  /** Code of the id of the project in which the row `parent` is. Without one, the entity is in no project. */
  projectId: string | undefined;
}

/** What the templates are filled with. */
export interface Entity extends Names {
  fields: Field[];
  /** The field that names it in audit events: the first text, if there is one. */
  title: Field | undefined;
  parent: Parent | undefined;
  limit: number | undefined;
  read: Permission;
  readRole: string;
  write: Permission;
  writeRole: string;
  migration: string;
}

/** @throws UsageError for what would not fit into the code below `root` */
export function toEntity(root: string, given: string, fields: string[], options: Options): Entity {
  const names = namesOf(given, options.plural);
  const parent = options.belongsTo === undefined ? undefined : parentOf(root, options);
  if (fields.length === 0)
    throw new UsageError('Give at least one field, such as title:string dueAt:datetime?.');
  const reserved = parent ? [parent.name, parent.idField, ...(parent.projectId ? ['projectId'] : [])] : [];
  const made = fields.map((field) => parseField(field, names, reserved));
  const twice = made.find((field, index) => made.findIndex(({ name }) => name === field.name) < index);
  if (twice) throw new UsageError(`There are two fields ${twice.name}.`);
  refuseExisting(root, names, made);
  return {
    ...names,
    fields: made,
    title: made.find(({ sdl, nullable, isLong }) => sdl === 'String' && !nullable && !isLong),
    parent,
    limit: limitOf(options.limit),
    ...permission('read', options.read, false),
    ...permission('write', options.write, true),
    migration: nextMigration(root),
  } as Entity;
}

function parentOf(root: string, { belongsTo, parentPlural }: Options): Parent {
  const names = namesOf(belongsTo!, parentPlural);
  const folder = join(root, 'src/modules', names.kebab);
  if (!existsSync(join(folder, 'queries.ts')))
    throw new UsageError(`There is no feature ${names.kebab} in src/modules/ to belong to.`);
  const select = new RegExp(`export const ${names.plural}Of =`);
  const loader = new RegExp(`export const ${names.name}ById =`);
  if (!select.test(read(folder, 'queries.ts')) || !loader.test(read(folder, 'loaders.ts')))
    throw new UsageError(
      `Nothing can belong to ${names.kebab} yet: its queries.ts must export ${names.plural}Of(tenant), which selects its ` +
        `rows, and its loaders.ts ${names.name}ById. src/modules/project has both.`,
    );
  const idField = `${names.name}Id`;
  return { ...names, idField, column: `${names.snake}_id`, projectId: projectIdOf(folder, names) };
}

function projectIdOf(folder: string, { name, type }: Names): string | undefined {
  if (name === 'project') return 'parent.id';
  if (read(folder, 'rows.ts').includes('  projectId: string;')) return 'parent.projectId';
  if (read(folder, 'loaders.ts').includes(`function projectIdOf${type}(`))
    return `await projectIdOf${type}(context, parent)`;
  return undefined;
}

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');

/** @throws UsageError if a type, a root field or a table of one of the names exists */
function refuseExisting(root: string, names: Names, fields: Field[]): void {
  for (const folder of [`src/modules/${names.kebab}`, `test/api/${names.kebab}`])
    if (existsSync(join(root, folder))) throw new UsageError(`${folder} exists already.`);
  const schema = read(root, 'src/generated/schema.graphql');
  const types = ['', 'Connection', 'Edge', 'Filter', 'Order', 'OrderField', 'Event'].map(
    (end) => names.type + end,
  );
  for (const type of [
    ...types,
    ...fields.flatMap(({ isEnum, sdl }) => (isEnum ? [sdl, `${sdl}Filter`] : [])),
  ])
    if (new RegExp(`^(type|input|enum|scalar|interface|union) ${type}\\b`, 'm').test(schema))
      throw new UsageError(`The schema has a type ${type} already: choose another name.`);
  for (const field of [names.name, names.plural])
    if (new RegExp(`^type Query \\{[^}]*^  ${field}\\b`, 'ms').test(schema))
      throw new UsageError(`Query has a field ${field} already: choose another name.`);
  if (read(root, 'database/schema.sql').includes(`create table ${names.table} (`))
    throw new UsageError(`There is a table ${names.table} already: choose another name.`);
}

function limitOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(given)) throw new UsageError('--limit is a number from 1 to 999999.');
  return Number(given);
}

/** Members and API keys must be able to have the permission, as `access.ts` declares it. */
function permission(kind: 'read' | 'write', name: string, writes: boolean) {
  const requirement: Requirement | undefined = permissions[name as Permission];
  const usable = Object.entries<Requirement>(permissions)
    .filter(([, each]) => isOrdinary(each) && each.refusedWhenSuspended === writes)
    .map(([each]) => each);
  if (!requirement || !usable.includes(name))
    throw new UsageError(`--${kind} is one of ${usable.join(', ')}, not "${name}".`);
  return { [kind]: name, [`${kind}Role`]: requirement.minRole };
}

const isOrdinary = (each: Requirement) =>
  !each.peopleOnly && !each.scope && !each.allowedWhenArchived && each.minKeyRole === undefined;

function nextMigration(root: string): string {
  const numbers = readdirSync(join(root, 'migrations')).map((file) => Number.parseInt(file, 10) || 0);
  return String(Math.max(...numbers) + 1).padStart(4, '0');
}
