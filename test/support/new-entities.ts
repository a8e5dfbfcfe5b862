import type { Options } from '../../tools/new-entity/entity.ts';

/** An entity of each form that `npm run new` writes, with names that no project has, in an order in which each finds what it belongs to. */
export const forms: { name: string; fields: string[]; more: Partial<Options> }[] = [
  {
    name: 'sample-milestone',
    fields: ['title:string', 'dueAt:datetime?', 'status:enum(OPEN,DONE)'],
    more: { belongsTo: 'project' },
  },
  {
    name: 'sample-release-note',
    fields: [
      'body:text',
      'summary:text?',
      'publishedAt:datetime',
      'isPublic:boolean',
      'position:int',
      'size:int?',
    ],
    more: { limit: '20', write: 'task.write' },
  },
  {
    name: 'sample-entry',
    fields: ['note:string?', 'kind:enum(RISK,IDEA,QUESTION)?', 'name:string'],
    more: { belongsTo: 'sample-milestone', limit: '500', write: 'task.write' },
  },
];

export const options = (more: Partial<Options>): Options => ({
  read: 'project.see',
  write: 'project.manage',
  ...more,
});

/** The arguments of the command. */
export const argumentsOf = ({ name, fields, more }: (typeof forms)[number]): string[] => [
  name,
  ...fields,
  ...Object.entries(more).flatMap(([option, value]) => [
    `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value,
  ]),
];
