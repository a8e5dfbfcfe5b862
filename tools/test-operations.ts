import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, validate } from 'graphql';
import { subgraphTypes } from '../src/graphql/type-definitions.ts';
import { operationTexts } from './operation-texts.ts';
import { operationTypes } from './operation-types.ts';
import { writeOrCheck } from './write-or-check.ts';

const test = join(import.meta.dirname, '../test');

function text(): string {
  const schema = buildSubgraphSchema(subgraphTypes());
  const lines = operationTexts(test).flatMap((operation) => {
    const document = parse(operation);
    // Some are invalid on purpose.
    if (validate(schema, document).length > 0) return [];
    const { data, variables } = operationTypes(schema, document);
    return [`  ${JSON.stringify(operation)}: { data: ${data}; variables: ${variables} };`];
  });
  return [
    '// `npm run codegen` writes this file from the operations in test/.',
    "import type * as Schema from '../../src/generated/graphql.ts';",
    '',
    '/** The types of every operation whose whole text is in the tests, by this text. */',
    'export interface Operations {',
    ...lines,
    '}',
    '',
  ].join('\n');
}

await writeOrCheck('test/generated/operations.ts', text());
