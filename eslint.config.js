import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import graphql from '@graphql-eslint/eslint-plugin';
import { lastDayOf, reasonOf } from './src/graphql/deprecation.ts';

const federation = `
  scalar FieldSet
  directive @key(fields: FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
  directive @shareable on OBJECT | FIELD_DEFINITION
  directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT
  directive @inaccessible on FIELD_DEFINITION | OBJECT | ENUM | INPUT_OBJECT
`;

/** The types that subscriptions deliver: a change is no object of its own. */
const liveEvents = globSync('schema/!(released).graphql', { cwd: import.meta.dirname })
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .flatMap((text) => [...text.matchAll(/^  \w+Events(?:\([^)]*\))?: (\w+Event)$/gm)].map(([, type]) => type));

/** In the place of `require-deprecation-date`, whose argument of its own no client's tool shows. */
const deprecationDate = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    'Directive[name.value=deprecated]'(node) {
      if (lastDayOf(reasonOf(node.rawNode()))) return;
      const message = 'The reason of a deprecation ends in a date: `Removed after 2027-06-30.`';
      context.report({ node, message });
    },
  }),
};

/** For the SDL alone; oxlint takes the TypeScript. */
export default [
  { ignores: ['schema/released.graphql'] },
  {
    files: ['schema/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: ['schema/!(released).graphql', federation] } },
    },
    plugins: { '@graphql-eslint': graphql, polity: { rules: { 'deprecation-date': deprecationDate } } },
    rules: {
      ...graphql.configs['flat/schema-all'].rules,
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // Fields stand in the order in which they are explained.
      '@graphql-eslint/alphabetize': 'off',
      // A payload has what changed; a client that wants more asks for it.
      '@graphql-eslint/require-field-of-type-query-in-mutation-result': 'off',
      // The API has all three roots.
      '@graphql-eslint/no-root-type': 'off',
      '@graphql-eslint/require-deprecation-date': 'off',
      'polity/deprecation-date': 'error',
      '@graphql-eslint/input-name': ['error', { checkInputType: true, caseSensitiveInputType: false }],
      '@graphql-eslint/relay-edge-types': [
        'error',
        {
          withEdgeSuffix: true,
          // What is read through its owner alone, as a history is, cannot be fetched by its id.
          shouldImplementNode: false,
          // `nodes`, `userErrors` and lists that cannot grow are plain lists.
          listTypeCanWrapOnlyEdgeType: false,
        },
      ],
      // Values, which are known by what has them.
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          exceptions: {
            types: [
              'PageInfo',
              'UserError',
              'UserAccount',
              'Meter',
              'MeterPolicy',
              'Plan',
              'PlanLimits',
              'PlanSegment',
              'PlanVersion',
              'FeatureValue',
              'PlanPrice',
              'PlannedPlanChange',
              'Payment',
              'PriceTier',
              'PlanMove',
              'Feature',
              'Flag',
              'FeatureOverride',
              'Entitlement',
              'OrganizationUsage',
              'OrganizationOverview',
              'OrganizationUse',
              'UsageCount',
              'TaskCount',
              'PeriodUsage',
              'OrganizationOverrides',
              'OrganizationSettings',
              'OrganizationSuspension',
              'MembershipSuspension',
              'UsageVoid',
              'AuditEventExport',
              'ClientVersion',
              'RegisteredOperation',
              'SearchHit',
              'NotificationPreferences',
              'NotificationPreference',
              'WebhookAttempt',
              'TaskFieldChange',
              'CreditBalance',
              'CreditEntry',
              'CreditSpend',
              'UsageEvent',
              'UsageSeries',
              'UsageGroup',
              'UsageBucket',
              'UsageReceipt',
              'KeyVerification',
              'BillingStatement',
              'BillingLineItem',
              'InvitationPreview',
              'InvitedProject',
              ...liveEvents,
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
