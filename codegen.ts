import type { CodegenConfig } from '@graphql-codegen/cli';
import { publicSchemaText } from './src/graphql/type-definitions.ts';

const config: CodegenConfig = {
  schema: publicSchemaText(),
  generates: {
    'src/generated/schema.graphql': {
      plugins: ['schema-ast'],
      config: { includeDirectives: true, sort: true },
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
        },
        contextType: '../context.ts#Context',
        mappers: {
          User: '../modules/user/queries.ts#UserRow',
          UserAccount: '../modules/account/queries.ts#AccountRow',
          UserConnection: '../modules/user/directory.ts#UserPage',
          UserStatusChange: '../modules/user/directory.ts#StatusChangeRow',
          UserStatusChangeConnection: '../modules/user/directory.ts#StatusChangePage',
          ClientVersion: '../modules/client/queries.ts#ClientVersionRow',
          ClientVersionConnection: '../modules/client/queries.ts#ClientVersionPage',
          RegisteredOperation: '../modules/client/queries.ts#RegisteredOperationRow',
          RegisteredOperationConnection: '../modules/client/queries.ts#RegisteredOperationPage',
          Session: '../modules/session/queries.ts#SessionRow',
          SessionConnection: '../modules/session/queries.ts#SessionPage',
          Organization: '../modules/organization/queries.ts#OrganizationRow',
          OrganizationStatusChange: '../modules/organization/status-changes.ts#OrganizationStatusChangeRow',
          OrganizationStatusChangeConnection:
            '../modules/organization/status-changes.ts#OrganizationStatusChangePage',
          Invitation: '../modules/invitation/queries.ts#InvitationRow',
          InvitationConnection: '../modules/invitation/queries.ts#InvitationPage',
          AuditEvent: '../modules/audit/queries.ts#AuditEventRow',
          AuditEventConnection: '../modules/audit/queries.ts#AuditEventPage',
          Membership: '../modules/membership/queries.ts#MembershipRow',
          Plan: '../modules/plan/queries.ts#PlanRow',
          Project: '../modules/project/queries.ts#ProjectRow',
          Task: '../modules/task/queries.ts#TaskRow',
          TaskEvent: '../modules/event/change.ts#Change',
          ProjectEvent: '../modules/event/change.ts#Change',
          SearchHit: '../modules/task/search.ts#SearchHitRow',
          TaskChange: '../modules/task/history.ts#TaskChangeRow',
          TaskChangeConnection: '../modules/task/history.ts#TaskChangePage',
          Label: '../modules/label/queries.ts#LabelRow',
          LabelConnection: '../modules/label/queries.ts#LabelPage',
          Comment: '../modules/comment/queries.ts#CommentRow',
          CommentConnection: '../modules/comment/queries.ts#CommentPage',
          OrganizationConnection: '../modules/organization/queries.ts#OrganizationPage',
          MembershipConnection: '../modules/membership/queries.ts#MembershipPage',
          ProjectConnection: '../modules/project/queries.ts#ProjectPage',
          TaskConnection: '../modules/task/queries.ts#TaskPage',
        },
      },
    },
  },
};

export default config;
