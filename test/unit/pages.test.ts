import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, matchesGlob, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../src/commands/program.ts';
import { scheduledJobs } from '../support/scheduled-jobs.ts';

const root = join(import.meta.dirname, '../..');
/** Every file and folder, without the installed packages. */
const paths = new Set(
  globSync(['**', '.env.example'], { cwd: root, exclude: (path) => basename(path) === 'node_modules' }),
);
const names = new Set([...paths].map((path) => basename(path)));
const find = (...patterns: string[]) =>
  [...paths].filter((path) => patterns.some((pattern) => matchesGlob(path, pattern)));
/** Folders that programs write, which are not committed. */
const written = new Set(readFileSync(join(root, '.gitignore'), 'utf8').split('\n'));
const text = (file: string) => readFileSync(join(root, file), 'utf8');

// The changelog also names what no longer exists.
const pages = find('*.md', 'docs/*.md', 'examples/*/*.md', 'bench/*.md').filter(
  (page) => page !== 'CHANGELOG.md',
);
const folders = new Set(find('*').filter((path) => statSync(join(root, path)).isDirectory()));
const scripts = (JSON.parse(text('package.json')) as { scripts: Record<string, string> }).scripts;
const commands = new Map(createProgram().commands.map((command) => [command.name(), command]));

/** Everything that may be named: the code, its schema and settings, and what the examples install. */
const words = new Set(
  find(
    '{src,test,tools,examples,bench,schema,database,migrations,docs}/**/*.{ts,tsx,js,json,graphql,sql,yaml}',
    '*.{js,json,yml}',
    '.env.example',
  )
    .filter((file) => file !== 'test/unit/pages.test.ts')
    .flatMap((file) => text(file).match(/\w+/g) ?? []),
);

/** Names that only the pages have: of a partition, an example, a header, and an option of PostGraphile. */
const examples = new Set([
  'audit_events_2026_12',
  'MilestoneRow',
  'MilestonePage',
  'MilestoneConnection',
  'remindJob',
  'old_search',
  'RateLimit',
  'pgSettings',
]);
/** Names that SQL puts together: `ACCOUNT_` and the status. */
const composed = /^ACCOUNT_(SUSPENDED|DEACTIVATED|ARCHIVED)$/;

const inlineCode = (page: string) =>
  [...page.replaceAll(/```.*?```/gs, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
const anchorsOf = (page: string) =>
  new Set(
    [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );

describe.each(pages)('%s', (page) => {
  const content = text(page);
  const here = dirname(page);

  test('links to pages and headings that exist', () => {
    const links = [...content.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
    const broken = links
      .filter((link) => !/^(https?|mailto):/.test(link))
      .filter((link) => {
        const [path, anchor] = link.split('#') as [string, string?];
        const target = path ? normalize(join(here, path)) : page;
        if (!existsSync(join(root, target))) return true;
        return anchor !== undefined && !anchorsOf(text(target)).has(anchor);
      });
    expect(broken).toEqual([]);
  });

  test('names files and folders that exist', () => {
    const named = inlineCode(content)
      .flatMap((code) => code.split(/\s/))
      .filter((path) => folders.has(path.split('/')[0]!) && path.includes('/') && !written.has(path));
    const bare = inlineCode(content).filter((code) => /^[\w.-]+\.(ts|md|graphql|sql)$/.test(code));
    const missing = named
      .map((path) => path.replace(/\/$/, '').replaceAll(/<[^>]+>/g, '*'))
      .filter((path) => !paths.has(path) && find(path).length === 0);
    expect([...missing, ...bare.filter((name) => !names.has(name))]).toEqual([]);
  });

  test('names npm scripts and commands that exist', () => {
    // An example has a package.json of its own.
    const own = join(root, here, 'package.json');
    const known = existsSync(own)
      ? { ...scripts, ...(JSON.parse(readFileSync(own, 'utf8')) as { scripts?: object }).scripts }
      : scripts;
    const missing = [
      ...content.matchAll(/npm run (?:--silent )?([\w:-]+)(?: -- ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?)?/g),
    ].filter(([, script = '', name, subcommand]) => {
      if (!(script in known)) return true;
      if (script !== 'cli' || name === undefined) return false;
      const command = commands.get(name);
      if (!command) return true;
      return (
        subcommand !== undefined &&
        command.commands.length > 0 &&
        !command.commands.some((each) => each.name() === subcommand)
      );
    });
    expect(missing.map(([all]) => all)).toEqual([]);
  });

  test('names functions, fields, settings and codes that exist', () => {
    const named = inlineCode(content).flatMap((code) => code.match(/\w+/g) ?? []);
    const missing = named
      .filter((name) => /[a-z][A-Z]|_/.test(name) && !words.has(name))
      .filter((name) => !examples.has(name) && !composed.test(name));
    expect(missing).toEqual([]);
  });
});

test('docs/jobs.md lists every scheduled job', () => {
  const [, section] = text('docs/jobs.md').split('## Scheduled jobs');
  const listed = [...section!.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name!);
  expect(listed.toSorted()).toEqual(scheduledJobs.map(({ name }) => name).toSorted());
});
