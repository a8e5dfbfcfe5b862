import { join } from 'node:path';
import { extendSchema, parse, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../support/contract.ts';
import { forms, options } from '../support/new-entities.ts';
import { type Options, toEntity } from '../../tools/new-entity/entity.ts';
import { namesOf } from '../../tools/new-entity/names.ts';
import { renderEntity } from '../../tools/new-entity/write-entity.ts';

const root = join(import.meta.dirname, '../..');
const inCode = ({ belongsTo, ...more }: Partial<Options>): Partial<Options> =>
  // The unit tests have no entity that another form has written.
  belongsTo === undefined
    ? more
    : { ...more, belongsTo: belongsTo === 'sample-milestone' ? 'task' : belongsTo };

describe.each(forms)('$name', ({ name, fields, more }) => {
  test('renders files that parse, with types that the schema can have', async () => {
    const entity = toEntity(root, name, fields, options(inCode(more)));
    // Throws for a file that does not parse, and for a list that has no place any more.
    const files = await renderEntity(root, entity);
    const text = files.get(`schema/${entity.kebab}.graphql`)!;
    const sdl = visit(parse(text), { Directive: () => null });
    const extended = extendSchema(schema, sdl);
    expect(Object.keys(extended.getMutationType()!.getFields())).toContain(`create${entity.type}`);
    expect(extended.getType(`${entity.type}OrderField`)).toBeDefined();
    expect([...files].filter(([, content]) => content.includes('{{'))).toEqual([]);
    for (const field of fields) expect(text).toContain(`  ${field.split(':')[0]}: `);
  });
});

const faults: [name: string, fields: string[], more: Partial<Options>, message: string][] = [
  ['class', ['title:string'], {}, '"class" is reserved'],
  ['2nd', ['title:string'], {}, '"2nd" is no name'],
  ['sample-milestones', ['title:string'], {}, 'looks like a plural'],
  ['URLPath', ['title:string'], {}, 'one capital letter for each word'],
  ['sheep', ['title:string'], { plural: 'sheep' }, 'must differ from the singular'],
  ['task', ['title:string'], {}, 'src/modules/task exists already'],
  ['page-info', ['title:string'], {}, 'has a type PageInfo already'],
  ['usage-event', ['title:string'], {}, 'has a type UsageEvent already'],
  ['sample-milestone', [], {}, 'at least one field'],
  ['sample-milestone', ['title'], {}, '"title" is no field'],
  ['sample-milestone', ['title:varchar'], {}, '"varchar" is no type'],
  ['sample-milestone', ['version:int'], {}, 'Every sample milestone has version already'],
  ['sample-milestone', ['project:string'], { belongsTo: 'project' }, 'has project already'],
  ['sample-milestone', ['title:string', 'title:text'], {}, 'two fields title'],
  ['sample-milestone', ['isDone:boolean?'], {}, 'never null'],
  ['sample-milestone', ['status:enum(OPEN)'], {}, 'two or more'],
  ['sample-milestone', ['status:enum(OPEN,OPEN)'], {}, 'a value twice'],
  ['sample-milestone', ['assigneeId:string'], {}, 'reads like a secret or a person'],
  ['sample-milestone', ['title:string'], { belongsTo: 'harbour' }, 'no feature harbour'],
  ['sample-milestone', ['title:string'], { belongsTo: 'label' }, 'must export labelsOf'],
  ['sample-milestone', ['title:string'], { limit: '0' }, '--limit is a number'],
  ['sample-milestone', ['title:string'], { write: 'project.see' }, '--write is one of'],
  ['sample-milestone', ['title:string'], { read: 'apiKey.manage' }, '--read is one of'],
];

test.each(faults)('%s %j %j is refused: %s', (name, fields, more, message) => {
  expect(() => toEntity(root, name, fields, options(more))).toThrow(message);
});

test('names have all their forms', () => {
  expect(namesOf('release-note')).toMatchObject({
    name: 'releaseNote',
    type: 'ReleaseNote',
    snake: 'release_note',
    plural: 'releaseNotes',
    table: 'release_notes',
    aWords: 'a release note',
  });
  expect(namesOf('Entry')).toMatchObject({ plural: 'entries', aWords: 'an entry' });
  expect(namesOf('box')).toMatchObject({ plural: 'boxes' });
  expect(namesOf('person', 'people')).toMatchObject({ pluralType: 'People', table: 'people' });
});
