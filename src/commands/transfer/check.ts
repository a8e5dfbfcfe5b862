import type { SecretBox } from '../../crypto/secret-box.ts';
import {
  Digest,
  type End,
  type Header,
  isSigned,
  type Line,
  lineSchema,
  type Person,
  readLines,
} from './file.ts';
import type { Described } from './tables.ts';

export interface Checked {
  header: Header;
  people: Person[];
  sha256: string;
  /** Whether a key of this installation has signed the content. */
  isSigned: boolean;
}

const MAX_PEOPLE = 100_000;

/** Reads the whole file and checks the form of each line. The values are checked by the database. */
export async function checkFile(path: string, tables: Described[], box: SecretBox): Promise<Checked> {
  const keys = new Map(tables.map(({ name, columns }) => [name, JSON.stringify(columns.toSorted())]));
  const order = tables.map(({ name }) => name);
  const digest = new Digest();
  const people: Person[] = [];
  let header: Header | undefined;
  let end: End | undefined;
  let reached = -1;
  let organizations = 0;
  for await (const text of readLines(path)) {
    const number = digest.lines + 1;
    const refuse = (why: string): never => {
      throw new Error(`${path}, line ${number}: ${why}`);
    };
    const line: Line = parse(text) ?? refuse('It is malformed.');
    if (end) refuse('It follows the end.');
    if ((number === 1) !== 'header' in line) refuse('The header must be the first line, once.');
    if ('header' in line) header = line.header;
    else if ('end' in line) end = line.end;
    else if ('person' in line) {
      if (reached >= 0) refuse('People come before rows.');
      if (people.push(line.person) > MAX_PEOPLE) refuse(`There are more than ${MAX_PEOPLE} people.`);
    } else {
      const { table, row } = line;
      const position = order.indexOf(table);
      if (position < 0) refuse(`No rows of ${table} are imported.`);
      if (position < reached) refuse(`Rows of ${table} come before those of ${order[reached]}.`);
      // The row is taken from the text as it is, so that numbers keep all their digits.
      if (!text.startsWith(`{"table":"${table}","row":{`)) refuse('It is not as an export writes it.');
      if (JSON.stringify(Object.keys(row).toSorted()) !== keys.get(table))
        refuse(`It has other columns than ${table}.`);
      if (table === 'organizations' && (row['id'] !== header?.organizationId || organizations++ > 0))
        refuse('It is another organization than that of the header.');
      reached = position;
    }
    if (!end) digest.add(text);
  }
  const sha256 = digest.finish();
  if (!header || !end || organizations === 0) throw new Error(`${path} is incomplete.`);
  if (end.lines !== digest.lines || end.sha256 !== sha256)
    throw new Error(`${path} is damaged: its content is not what its last line states.`);
  return { header, people, sha256, isSigned: isSigned(box, end) };
}

function parse(text: string): Line | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
