import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Handlebars from 'handlebars';
import { format, resolveConfig } from 'prettier';
import { permissionsInProjects } from '../../src/authorization/permissions.ts';
import type { Entity } from './entity.ts';
import { UsageError } from './names.ts';
import { type Edit, edits } from './edits.ts';

const handlebars = Handlebars.create();
handlebars.registerHelper('is', (one: unknown, other: unknown) => one === other);
handlebars.registerHelper('capital', (text: string) => text.charAt(0).toUpperCase() + text.slice(1));

const templates = join(import.meta.dirname, 'templates');
const modulePart = [
  'actions',
  'events',
  'input',
  'loaders',
  'module',
  'planned',
  'queries',
  'resolvers',
  'rows',
  'rules',
];

/** The new files by their templates. */
const newFiles = ({ kebab, migration, table }: Entity): Record<string, string> => ({
  [`migrations/${migration}_${table}.ts`]: 'migration.ts.hbs',
  [`schema/${kebab}.graphql`]: 'schema.graphql.hbs',
  [`src/events/entities/${kebab}.ts`]: 'event.ts.hbs',
  ...Object.fromEntries(
    modulePart.map((part) => [`src/modules/${kebab}/${part}.ts`, `module/${part}.ts.hbs`]),
  ),
  [`test/api/${kebab}/access.ts`]: 'test/access.ts.hbs',
  [`test/api/${kebab}/${kebab}.test.ts`]: 'test/entity.test.ts.hbs',
});

/** What templates ask of an entity, beside what it is. */
function toData(entity: Entity) {
  const { fields, parent } = entity;
  const within = parent?.projectId !== undefined;
  // Whoever manages a project manages what hangs on it, whatever their role.
  const managed = within && entity.write === 'project.manage';
  return {
    ...entity,
    managed,
    writeGuard: managed ? 'canManageProjects' : `can('${entity.write}')`,
    leveled: within && !managed,
    level: managed ? 'MANAGE' : 'EDIT',
    ofInsiders: !within && permissionsInProjects.includes(entity.read),
    enums: some(fields.filter(({ isEnum }) => isEnum)),
    nullables: some(fields.filter(({ nullable }) => nullable)),
    shortTexts: some(fields.filter(({ sdl, isLong }) => sdl === 'String' && !isLong)),
    integers: some(fields.filter(({ sdl }) => sdl === 'Int')),
    sortable: fields.filter(({ sort }) => sort),
    filterables: some(fields.filter(({ filter }) => filter)),
    hasLong: fields.some(({ isLong }) => isLong),
    hasDateTime: fields.some(({ isDateTime }) => isDateTime),
    hasRequired: fields.some(({ nullable }) => !nullable),
    usesName: fields.some(({ zod }) => zod.startsWith('name(')),
    usesText: fields.some(({ zod }) => zod.startsWith('text(')),
    requiredText: fields.find(({ sdl, nullable }) => sdl === 'String' && !nullable),
    // In the project that it belongs to, or in that of what it belongs to.
    within,
    placed: within && parent.name !== 'project',
    shownByView: parent && ['project', 'task'].includes(parent.name),
    asksParent: parent?.projectId?.startsWith('await'),
    memberWrites: managed || (within && entity.writeRole === 'MEMBER'),
    // Those that the command did not write are part of every tenant.
    needs: parent && !['project', 'task'].includes(parent.name),
    readByAll: entity.readRole === 'MEMBER',
    sameRole: entity.readRole === entity.writeRole,
  };
}

const some = <Item>(items: Item[]) => (items.length > 0 ? items : undefined);

/**
 * Returns the new and the changed files of an entity with their texts, by their paths below `root`. Writes nothing.
 * @throws UsageError if a new file exists, or if a file has no place for what must be added to it
 */
export async function renderEntity(root: string, entity: Entity): Promise<Map<string, string>> {
  const data = toData(entity);
  const files = new Map<string, string>();
  for (const [path, template] of Object.entries(newFiles(entity))) {
    if (existsSync(join(root, path))) throw new UsageError(`${path} exists already.`);
    const render = handlebars.compile(readFileSync(join(templates, template), 'utf8'), { noEscape: true });
    files.set(path, render(data));
  }
  for (const { path, edit } of edits(entity)) files.set(path, applied(root, path, edit));
  for (const [path, text] of files) {
    const options = await resolveConfig(join(root, path));
    files.set(path, await format(text, { ...options, filepath: join(root, path) }));
  }
  return files;
}

function applied(root: string, path: string, edit: Edit['edit']): string {
  const text = readFileSync(join(root, path), 'utf8');
  const changed = edit(text);
  if (changed === text)
    throw new UsageError(`${path} has no place any more for what tools/new-entity/edits.ts adds.`);
  return changed;
}

/** Writes the files below `root`. A new file never replaces one. */
export async function writeFiles(root: string, files: Map<string, string>, entity: Entity): Promise<void> {
  const isNew = newFiles(entity);
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text, { flag: path in isNew ? 'wx' : 'w' });
  }
}
