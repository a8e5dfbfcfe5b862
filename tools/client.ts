import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type CodegenConfig, generate } from '@graphql-codegen/cli';
import { InMemoryCache } from '@apollo/client';
import { type DocumentNode, type EnumTypeDefinitionNode, getOperationAST, print } from 'graphql';
import { publicSchema, publicSchemaText } from '../src/graphql/type-definitions.ts';
import { errorStatuses } from '../src/util/error-codes.ts';
import { root, writeOrCheck } from './write-or-check.ts';

/**
 * Writes the typed client. Without `--out`, it generates what examples/web commits. `--out DIRECTORY` copies the client
 * to another project and generates the types of that project's operations. Run it again after each change of them.
 */
const home = join(root, 'examples/web/src/api');
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    out: { type: 'string' },
    documents: { type: 'string' },
    extension: { type: 'string', default: '' },
  },
});
/** npm changes to the folder of the project; paths are meant where the command was typed. */
const here = (path: string) => resolve(process.env['INIT_CWD'] ?? '.', path);
const out = values.out ? here(values.out) : home;
/** Of imports between the files. Bundlers need none; Node needs `.ts` or `.js`. */
const extension = values.out ? values.extension : '.ts';

if (values.out)
  for (const name of await readdir(home))
    if (name.endsWith('.ts')) await write(name, adapted(await readFile(join(home, name), 'utf8')));
await write('codes.ts', codes());
// The types below exist once the client's own operations are in place.
for (const [name, text] of await typedDocuments()) await write(name, text);
const operations = await readOperations();
await write('operation-ids.ts', ids());
await write('operations.json', manifest());

async function write(name: string, text: string): Promise<void> {
  if (!values.out) return writeOrCheck(relative(root, join(out, name)), text, values.check);
  await mkdir(dirname(join(out, name)), { recursive: true });
  await writeFile(join(out, name), text);
}

function adapted(text: string): string {
  return text.replaceAll(/from '(\.[^']*)\.ts'/g, `from '$1${extension}'`);
}

/** The codes of errors as types. */
function codes(): string {
  const { values: userErrorCodes } = publicSchema().getType('UserErrorCode')!
    .astNode as EnumTypeDefinitionNode;
  const union = (names: string[]) => names.map((name) => `\n  | '${name}'`).join('');
  return `// Written by \`npm run client\`.

/** The codes of top-level errors. */
export type ErrorCode =${union(Object.keys(errorStatuses))};

/** The codes of faults in the input of mutations. */
export type UserErrorCode =${union(userErrorCodes!.map(({ name }) => name.value))};
`;
}

/** The typed documents of all operations beside and below the folder of the client. */
async function typedDocuments(): Promise<[string, string][]> {
  const gql = join(out, 'gql/');
  const documents = values.documents ? here(values.documents) : join(dirname(out), '**/*.{ts,tsx}');
  const config: CodegenConfig = {
    schema: publicSchemaText(),
    documents: [documents, `!${gql}**`],
    silent: true,
    generates: {
      [gql]: {
        preset: 'client',
        presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
        config: {
          useTypeImports: true,
          importExtension: extension,
          // Apollo Client adds it to every selection.
          nonOptionalTypename: true,
          skipTypeNameForRoot: true,
          defaultScalarType: 'unknown',
          scalars: {
            DateTime: 'string',
            BigInt: { input: 'number | string', output: 'number | string' },
            PlanCode: 'string',
            PlanFeature: 'string',
            JSONObject: 'Record<string, unknown>',
          },
        },
      },
    },
  };
  const written = (await generate(config, false)) as { filename: string; content: string }[];
  return written.map(({ filename, content }) => [relative(out, resolve(filename)), content]);
}

/** The operations as Apollo Client sends them, by name. */
async function readOperations() {
  // The cache adds fields to each selection.
  const cache = new InMemoryCache();
  const module = (await import(join(out, 'gql/graphql.ts'))) as Record<string, DocumentNode>;
  return Object.values(module)
    .flatMap((document) => {
      const operation = document.kind === 'Document' && getOperationAST(document);
      if (!operation) return [];
      const body = print(cache.transformDocument(document));
      const id = createHash('sha256').update(body).digest('hex');
      return [{ id, name: operation.name!.value, type: operation.operation, body }];
    })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** The manifest for `operations register`. */
function manifest(): string {
  return `${JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }, null, 2)}\n`;
}

function ids(): string {
  const lines = operations.map(({ name, id }) => `  ${name}: '${id}',\n`);
  return `// Written by \`npm run client\`.

/** The ids of the operations, by name. */
export const operationIds: Record<string, string> = {
${lines.join('')}};
`;
}
