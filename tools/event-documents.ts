import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { type MessageType, messages, TEST_EVENT } from '../src/modules/webhook/message.ts';
import { isCheck, root, writeOrCheck } from './write-or-check.ts';

/** The schema of a message to an endpoint. */
const messageSchema = (type: MessageType) =>
  z.object({
    type: z.literal(type),
    timestamp: z.iso.datetime().describe('The time of the event, as RFC 3339 in UTC.'),
    version: z.literal(1).describe('The version of the payload. Additions do not change it.'),
    organizationId: z.uuid(),
    sequence: z
      .int()
      .describe(
        'Increases with time, with gaps. Of two events about the same object, the later one has the larger number.',
      ),
    actorId: z.uuid().nullable().describe('The user who did it; null for an action without a user.'),
    data: messages[type].data,
  });

const entries = Object.entries(messages) as [MessageType, (typeof messages)[MessageType]][];

/** Returns the JSON Schemas of all messages by type, as text. They permit additional fields. */
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
    'The events that webhooks deliver; [webhooks.md](webhooks.md) describes how. `npm run codegen` generates this page from the catalogue in `src/events/catalogue.ts`; [event-schemas.json](event-schemas.json) has a JSON Schema for each message.',
    'Fields can be added to messages, and events to this list: ignore unknown ones.',
    '| type | when | `data` |',
    '| --- | --- | --- |',
    ...entries.map(([type, { when }], index) => {
      const fields = Object.keys(data[index]![1].properties ?? {}).map((name) => `\`${name}\``);
      return `| \`${type}\` | ${when} | ${fields.join(', ')} |`;
    }),
    `\n\`${TEST_EVENT}\` is sent only by \`sendTestWebhook\`; endpoints can subscribe to all others.`,
    '\n## A message\n',
    ...fieldTable(z.toJSONSchema(messageSchema(TEST_EVENT), { io: 'input' }) as Described, 'data'),
    '\n`data` has the fields in the table above. For an endpoint with `payload: THIN` it has only ids, and for a meter its name.',
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

/** Writes docs/events.md and docs/event-schemas.json. With `check`, throws instead if the existing files differ. */
export async function checkOrWriteEventDocuments(check: boolean): Promise<void> {
  const options = await resolveConfig(join(root, 'docs/events.md'));
  const documents = { 'docs/events.md': documentText(), 'docs/event-schemas.json': schemasText() };
  for (const [name, text] of Object.entries(documents)) {
    const formatted = await format(text, { ...options, filepath: join(root, name) });
    await writeOrCheck(name, formatted, check);
  }
}

if (import.meta.main) await checkOrWriteEventDocuments(isCheck());
