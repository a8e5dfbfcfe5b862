import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, type OperationDefinitionNode, parse, type Token, TokenKind } from 'graphql';
import type { SystemDb } from '../database/system.ts';
import { findExampleValues } from './example-values.ts';
import { exampleAccounts } from './demo-sign-in.ts';

const folder = join(import.meta.dirname, 'examples');

/** An operation to start from. Operations have different names, in all files. */
export interface Example {
  name: string;
  title: string;
  /** The operation with its title as a comment. */
  text: string;
  /** JSON in which `{task}` stands for the id of a task, and so on; undefined without variables. */
  variables: string | undefined;
  /** The account that it is for. */
  account: string;
}

export interface ExampleGroup {
  title: string;
  examples: Example[];
}

let read: ExampleGroup[] | undefined;

/** Returns the examples, in the order of their files. */
export function readExamples(): ExampleGroup[] {
  read ??= readdirSync(folder)
    .toSorted()
    .map((file) => toGroup(readFileSync(join(folder, file), 'utf8')));
  return read;
}

/** An example that is ready to be sent: its variables name rows of the demonstration data. */
export interface FilledExample extends Omit<Example, 'variables'> {
  variables: string;
}

/** Returns the example with this name. */
export const findExample = (name: string | undefined): Example | undefined =>
  readExamples()
    .flatMap(({ examples }) => examples)
    .find((each) => each.name === name);

/** Names rows of the data as it is now in the variables; without a database, leaves what stands for them. */
export async function fillExample(
  db: SystemDb | undefined,
  { variables, ...rest }: Example,
): Promise<FilledExample> {
  if (!variables) return { ...rest, variables: '' };
  const values = db ? await findExampleValues(db) : new Map<string, string>();
  const filled = variables.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values.get(key) ?? whole);
  return { ...rest, variables: JSON.stringify(JSON.parse(filled), null, 2) };
}

/**
 * Reads a file. Its first line is the title, and `# as <account>` may follow. The comment before each operation is its
 * title, and then its variables.
 */
function toGroup(source: string): ExampleGroup {
  const [title = '', second = ''] = source.split('\n').map((line) => line.replace(/^# ?/, ''));
  const account = /^as (\S+)$/.exec(second)?.[1] ?? exampleAccounts[0]!;
  const operations = parse(source).definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  return { title, examples: operations.map((operation) => toExample(source, operation, account)) };
}

function toExample(source: string, { name, loc }: OperationDefinitionNode, account: string): Example {
  const comment = commentBefore(loc!.startToken);
  const title = comment.filter((line) => !line.startsWith('{'));
  return {
    name: name!.value,
    title: title.join(' '),
    text: [...title.map((line) => `# ${line}`), source.slice(loc!.start, loc!.end), ''].join('\n'),
    variables: comment.find((line) => line.startsWith('{')),
    account,
  };
}

/** Returns the lines of the comment directly before a token. */
function commentBefore(token: Token): string[] {
  const lines: string[] = [];
  for (let { prev, line } = token; prev?.kind === TokenKind.COMMENT && prev.line === line - 1;) {
    lines.unshift(prev.value.trim());
    ({ prev, line } = prev);
  }
  return lines;
}
