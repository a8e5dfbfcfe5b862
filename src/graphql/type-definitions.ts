import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse, print, visit } from 'graphql';

const folder = join(import.meta.dirname, '../../schema');
const federationDirectives = new Set(['key', 'shareable', 'tag', 'inaccessible']);

const federationLink = `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${[...federationDirectives].map((name) => `"@${name}"`).join(', ')}])
`;

/** The last released version of the schema (`npm run schema:release`). It is not part of the schema. */
export const releasedSchemaFile = join(folder, 'released.graphql');

/** Returns the files of `schema/` as one document. */
function sources(): string {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql') && file !== basename(releasedSchemaFile))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

/** Returns the type definitions of the federated subgraph. */
export const subgraphTypes = (): DocumentNode => parse(sources() + federationLink, { noLocation: true });

/** Returns the type definitions that clients see: without federation's directives. */
export const publicTypes = (): DocumentNode =>
  visit(parse(sources(), { noLocation: true }), {
    Directive: (node) => (federationDirectives.has(node.name.value) ? null : undefined),
  });

export const subgraphText = (): string => print(subgraphTypes());

export const publicSchemaText = (): string => print(publicTypes());

let built: GraphQLSchema | undefined;

/** Returns the public schema without resolvers, for the validation of operations. */
export const publicSchema = (): GraphQLSchema => (built ??= buildASTSchema(publicTypes()));
