import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse, print, visit } from 'graphql';

const folder = join(import.meta.dirname, '../../schema');
const federationDirectives = new Set(['key', 'shareable', 'tag', 'inaccessible']);

const federationLink = `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${[...federationDirectives].map((name) => `"@${name}"`).join(', ')}])
`;

/** Every file of `schema/` as one document. */
function sources(): string {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

/** The types as a federated subgraph declares them. */
export const subgraphTypes = (): DocumentNode => parse(sources() + federationLink, { noLocation: true });

/** The types as clients see them: without federation's directives. */
export const publicTypes = (): DocumentNode =>
  visit(parse(sources(), { noLocation: true }), {
    Directive: (node) => (federationDirectives.has(node.name.value) ? null : undefined),
  });

export const subgraphText = (): string => print(subgraphTypes());

export const publicSchemaText = (): string => print(publicTypes());

let built: GraphQLSchema | undefined;

/** The public API without resolvers, for checking operations against. */
export const publicSchema = (): GraphQLSchema => (built ??= buildASTSchema(publicTypes()));
