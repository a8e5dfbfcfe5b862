import { describe, expect, test } from 'vitest';
import { type Catalog, findContractions, readCatalog } from '../../tools/catalog.ts';
import { checkMigrations, findFalseContracts } from '../../tools/release.ts';
import { createDatabase } from '../support/server.ts';

const released: Catalog = {
  columns: {
    'tasks.id': { type: 'uuid', required: true },
    'tasks.title': { type: 'text', required: false },
    'tags.id': { type: 'uuid', required: true },
  },
  functions: { 'app.find(text)': 'TABLE(id uuid)' },
};
const { 'tasks.title': title, ...untitled } = released.columns;
const { 'tags.id': _tags, ...untagged } = released.columns;

describe('a migration', () => {
  test.each<[string, Partial<Catalog>, string[]]>([
    ['that changes nothing is fine', {}, []],
    [
      'may add columns, tables and functions',
      {
        columns: {
          ...released.columns,
          'tasks.note': { type: 'text', required: false },
          'notes.id': { type: 'uuid', required: true },
        },
        functions: { ...released.functions, 'app.find(text,uuid)': 'uuid' },
      },
      [],
    ],
    ['drops no column', { columns: untitled }, ['tasks.title is dropped or renamed.']],
    ['drops no table', { columns: untagged }, ['tags.id is dropped or renamed.']],
    [
      'must not rename a column',
      { columns: { ...untitled, 'tasks.name': title! } },
      ['tasks.title is dropped or renamed.'],
    ],
    [
      'changes no type',
      { columns: { ...released.columns, 'tasks.title': { type: 'character varying(9)', required: false } } },
      ['tasks.title changes from text to character varying(9).'],
    ],
    [
      'must not require more of a write',
      {
        columns: {
          ...released.columns,
          'tasks.title': { type: 'text', required: true },
          'tasks.note': { type: 'text', required: true },
        },
      },
      [
        'tasks.title becomes required.',
        'tasks.note is required: the released server writes rows without it.',
      ],
    ],
    [
      'must not drop a function',
      { functions: { 'app.find(text,uuid)': 'TABLE(id uuid)' } },
      ['app.find(text) is dropped, renamed or takes other arguments.'],
    ],
    [
      'must not change the result of a function',
      { functions: { 'app.find(text)': 'TABLE(id uuid, rank real)' } },
      ['app.find(text) returns TABLE(id uuid, rank real) and no longer TABLE(id uuid).'],
    ],
  ])('%s', (_what, present, faults) => {
    expect(findContractions(released, { ...released, ...present }, new Set())).toEqual(faults);
  });

  test('may drop what it lists as no longer used', () => {
    const present = { columns: untagged, functions: {} };
    expect(findContractions(released, present, new Set(['tags', 'app.find(text)']))).toEqual([]);
  });

  test('must not list what the released server still uses', () => {
    const sources = {
      'src/find.ts': 'select id from app.find($1)',
      'migrations/0001.ts': 'create table tags',
    };
    const check = (name: string, release = 'second') =>
      findFalseContracts([[name, release]], ['first', 'second'], sources);
    expect(check('tags')).toEqual([]);
    expect(check('tasks.title')).toEqual([]);
    expect(check('tags', 'third')).toEqual(['tags: its use ended in third, which is no release yet.']);
    expect(check('app.find(text)')).toEqual([
      'app.find(text): the released server still uses it, in src/find.ts.',
    ]);
  });
});

test('the migrations of this release keep the servers of the previous release working', async () => {
  const { systemUrl } = await createDatabase();
  expect(await checkMigrations(await readCatalog(systemUrl))).toEqual([]);
});
