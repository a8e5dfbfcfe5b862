import graphql from '@graphql-eslint/eslint-plugin';

const federation = `
  scalar FieldSet
  directive @key(fields: FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
  directive @shareable on OBJECT | FIELD_DEFINITION
  directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT
  directive @inaccessible on FIELD_DEFINITION | OBJECT | ENUM | INPUT_OBJECT
`;

/** For the SDL alone; oxlint takes the TypeScript. */
export default [
  {
    files: ['schema/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: ['schema/*.graphql', federation] } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          exceptions: {
            types: [
              'PageInfo',
              'UserError',
              'UserAccount',
              'Plan',
              'PlanLimits',
              'OrganizationUsage',
              'UsageCount',
              'PeriodUsage',
              'OrganizationOverrides',
              'OrganizationSuspension',
              'AuditEventExport',
              'ClientVersion',
              'RegisteredOperation',
              'SearchHit',
              'NotificationPreferences',
              'NotificationPreference',
              'WebhookAttempt',
              'TaskFieldChange',
              'TaskEvent',
              'ProjectEvent',
              'UsageEvent',
              'UsageSeries',
              'UsageGroup',
              'UsageBucket',
              'UsageReceipt',
              'BillingStatement',
              'BillingLineItem',
            ],
            suffixes: ['Connection', 'Edge', 'Payload'],
          },
        },
      ],
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          DirectiveDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          rootField: true,
        },
      ],
      '@graphql-eslint/description-style': ['error', { style: 'inline' }],
    },
  },
];
