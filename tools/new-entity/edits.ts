import type { Entity } from './entity.ts';

/** A line that a list in an existing file gets. */
export interface Edit {
  path: string;
  edit: (text: string) => string;
}

/** The lists that a feature must be added to by hand. */
export const edits = (entity: Entity): Edit[] => {
  const { kebab, name, snake, table, title, type, fields } = entity;
  const cell = (text: string[]) => text.map((each) => `\`${each}\``).join(', ');
  const titles = title ? [title.name] : [];
  return [
    { path: 'src/modules/index.ts', edit: withExport(`export { ${name} } from './${kebab}/module.ts';`) },
    {
      path: 'src/events/catalogue.ts',
      edit: (text) =>
        text
          .replace(/^import .* from 'zod';\n/m, `$&import { ${name}Events } from './entities/${kebab}.ts';\n`)
          .replace(/^\};\n\nexport type EventType/m, `  ...${name}Events,\n$&`),
    },
    {
      path: 'src/commands/transfer/tables.ts',
      // References find their rows: what it belongs to is before it.
      edit: (text) => text.replace(/^\];\n\n\/\*\* Tables with an/m, `  { name: '${table}' },\n$&`),
    },
    {
      path: 'test/support/departure-table.ts',
      edit: (text) =>
        text
          .replace("'comments.author_id',", `$&\n'${table}.created_by_id',`)
          .replace("'Comment.author',", `$&\n'${type}.createdBy',`),
    },
    {
      path: 'docs/departures.md',
      edit: (text) =>
        text
          .replace('`comments.author_id`', `$& \`${table}.created_by_id\``)
          .replace('`Comment.author`', `$& \`${type}.createdBy\``),
    },
    {
      path: 'docs/audit-log.md',
      edit: (text) =>
        text.replace(
          /^\| `webhook_endpoint\.created`/m,
          [
            `| \`${snake}.created\` | | ${cell(titles)} |`,
            `| \`${snake}.updated\` | ${cell(fields.map((each) => each.name))} | ${cell(fields.map((each) => each.name))} |`,
            `| \`${snake}.archived\`, \`${snake}.restored\` | | |`,
            `| \`${snake}.deleted\` | ${cell(titles)} | |`,
            '$&',
          ].join('\n'),
        ),
    },
  ];
};

/** Adds the line to the sorted ones. */
const withExport = (line: string) => (text: string) => {
  const lines = text.trimEnd().split('\n');
  const pathOf = (each: string) => each.split("'")[1]!;
  const after = lines.findIndex((each) => each.startsWith('export ') && pathOf(each) > pathOf(line));
  return `${lines.toSpliced(after < 0 ? lines.length : after, 0, line).join('\n')}\n`;
};
