import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { type MessageType, messages, TEST_EVENT } from '../src/modules/webhook/message.ts';

const root = join(import.meta.dirname, '..');

/** What an endpoint is sent, as a schema. */
const messageSchema = (type: MessageType) =>
  z.object({
    type: z.literal(type),
    timestamp: z.iso.datetime().describe('When it happened, as RFC 3339 in UTC.'),
    version: z.literal(1).describe('Of the payload: what is added does not change it.'),
    organizationId: z.uuid(),
    sequence: z
      .int()
      .describe('Grows with time, with gaps: of two events about one thing the later has the greater.'),
    actorId: z.uuid().nullable().describe('The user who did it; null for what acts without one.'),
    data: messages[type].data,
  });

const entries = Object.entries(messages) as [MessageType, (typeof messages)[MessageType]][];

/** JSON Schemas of all messages, by type, as text. Fields may be added to what they describe. */
function schemasText(): string {
  const schemas = entries.map(([type, { when }]) => [
    type,
    { description: when, ...z.toJSONSchema(messageSchema(type), { io: 'input' }) },
  ]);
  return JSON.stringify(Object.fromEntries(schemas));
}

interface Described {
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: string[];
  items?: Described;
  anyOf?: Described[];
  properties?: Record<string, Described>;
}

function documentText(): string {
  const data = entries.map(
    ([type, { data }]) => [type, z.toJSONSchema(data, { io: 'input' }) as Described] as const,
  );
  const things = new Map<string, Described>();
  for (const [, { properties = {} }] of data) {
    for (const [name, property] of Object.entries(properties))
      if (property.properties) things.set(name, property);
  }
  return [
    '# Events',
    'What webhooks tell of ([webhooks.md](webhooks.md) says how). Written by `npm run codegen` from the catalogue in `src/modules/event/catalogue.ts`; [event-schemas.json](event-schemas.json) has a JSON Schema of each message.',
    'Fields may be added to messages, and events to this list: ignore what you do not know.',
    '| type | when | `data` |',
    '| --- | --- | --- |',
    ...entries.map(([type, { when }], index) => {
      const fields = Object.keys(data[index]![1].properties ?? {}).map((name) => `\`${name}\``);
      return `| \`${type}\` | ${when} | ${fields.join(', ')} |`;
    }),
    `\n\`${TEST_EVENT}\` is sent by \`sendTestWebhook\` alone; all others can be listened to.`,
    '\n## A message\n',
    ...fieldTable(z.toJSONSchema(messageSchema(TEST_EVENT), { io: 'input' }) as Described, 'data'),
    '\n`data` holds what the table above names, and of an endpoint with `payload: THIN` ids alone; that of a meter is its name.',
    ...[...things].flatMap(([name, thing]) => [
      `\n## \`${name}\`\n`,
      `${thing.description}\n`,
      ...fieldTable(thing),
    ]),
    '\n## Other data\n',
    ...fieldTable(
      {
        properties: Object.assign({}, ...data.map(([, { properties }]) => properties)),
      },
      ...things.keys(),
    ),
    '',
  ].join('\n');
}

function fieldTable({ properties = {} }: Described, ...without: string[]): string[] {
  const rows = Object.entries(properties).filter(([name]) => !without.includes(name));
  return [
    '| field | value | |',
    '| --- | --- | --- |',
    ...rows.map(
      ([name, property]) => `| \`${name}\` | ${valueOf(property)} | ${property.description ?? ''} |`,
    ),
  ];
}

function valueOf({ type, format, enum: values, items, anyOf }: Described): string {
  if (anyOf) return anyOf.map(valueOf).join(' or ');
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (items) return `list of ${valueOf(items)}s`;
  return { uuid: 'id', 'date-time': 'time' }[format ?? ''] ?? [type].flat().join(' or ');
}

/** Writes docs/events.md and docs/event-schemas.json. @throws with `check` when the present ones differ */
export async function checkOrWriteEventDocuments(check: boolean): Promise<void> {
  const options = await resolveConfig(join(root, 'docs/events.md'));
  const documents = { 'docs/events.md': documentText(), 'docs/event-schemas.json': schemasText() };
  for (const [name, text] of Object.entries(documents)) {
    const file = join(root, name);
    const formatted = await format(text, { ...options, filepath: file });
    if (!check) await writeFile(file, formatted);
    else if ((await readFile(file, 'utf8')) !== formatted)
      throw new Error(`${name} is stale: run \`npm run codegen\`.`);
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  await checkOrWriteEventDocuments(values.check);
}
