import type { CodegenConfig } from '@graphql-codegen/cli';
import { publicSchemaText } from './src/graphql/type-definitions.ts';
import { mappers } from './tools/mappers.ts';

const config: CodegenConfig = {
  schema: publicSchemaText(),
  generates: {
    'src/generated/schema.graphql': {
      plugins: ['schema-ast'],
      config: { includeDirectives: true, sort: true },
    },
    // The enums alone, for code below the generated types: row types and authorization import nothing else of the schema.
    'src/generated/enums.ts': {
      plugins: ['typescript'],
      config: { onlyEnums: true, enumsAsTypes: true },
    },
    'src/generated/graphql.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        maybeValue: 'T | null | undefined',
        inputMaybeValue: 'T | null | undefined',
        defaultScalarType: 'unknown',
        scalars: {
          ID: { input: 'string', output: 'string' },
          DateTime: { input: 'string', output: 'string' },
          BigInt: { input: 'number | bigint', output: 'bigint | number | string' },
          PlanCode: { input: 'string', output: 'string' },
          PlanFeature: { input: 'string', output: 'string' },
          JSONObject: { input: 'Record<string, unknown>', output: 'Record<string, unknown>' },
        },
        contextType: '../core/context.ts#Context',
        mappers: mappers(),
      },
    },
  },
};

export default config;
