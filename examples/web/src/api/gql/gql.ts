/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation RefreshSession($refreshToken: String!) {\n    refreshSession(input: { refreshToken: $refreshToken }) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.RefreshSessionDocument,
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) {\n      accessToken\n      refreshToken\n      organization {\n        id\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.RegisterDocument,
    "\n  mutation RequestVerification {\n    requestEmailVerification {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.RequestVerificationDocument,
    "\n  mutation VerifyEmail($input: VerifyEmailInput!) {\n    verifyEmail(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.VerifyEmailDocument,
    "\n  mutation RequestReset($input: RequestPasswordResetInput!) {\n    requestPasswordReset(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.RequestResetDocument,
    "\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.ResetPasswordDocument,
    "\n  mutation ConfirmEmailChange($input: ConfirmEmailChangeInput!) {\n    confirmEmailChange(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.ConfirmEmailChangeDocument,
    "\n  mutation UndoEmailChange($input: UndoEmailChangeInput!) {\n    undoEmailChange(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.UndoEmailChangeDocument,
    "\n  query Invitation($token: String!) {\n    invitation(token: $token) {\n      organizationName\n      inviterName\n      role\n      expiresAt\n    }\n  }\n": typeof types.InvitationDocument,
    "\n  query InvitedPerson {\n    me {\n      id\n      fullName\n      email\n    }\n  }\n": typeof types.InvitedPersonDocument,
    "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      membership {\n        id\n        organization {\n          id\n        }\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.AcceptInvitationDocument,
    "\n  mutation DeclineInvitation($input: DeclineInvitationInput!) {\n    declineInvitation(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.DeclineInvitationDocument,
    "\n  fragment Administration on Organization {\n    id\n    viewerCanSeeUsage\n    viewerCanSeeApiKeys\n    viewerCanSeeWebhooks\n  }\n": typeof types.AdministrationFragmentDoc,
    "\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    prefix\n    role\n    scopes\n    status\n    expiresAt\n    lastUsedAt\n    createdAt\n    viewerCanManage\n    viewerCanRoll\n    createdBy {\n      id\n      fullName\n    }\n  }\n": typeof types.ApiKeyRowFragmentDoc,
    "\n  query ApiKeys($includeRevoked: Boolean!, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerRole\n      viewerCanManageApiKeys\n      usage {\n        apiKeys {\n          used\n          limit\n        }\n      }\n    }\n    apiKeys(includeRevoked: $includeRevoked, first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...ApiKeyRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.ApiKeysDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      apiKey {\n        id\n        name\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  mutation RenameApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      apiKey {\n        id\n        ...ApiKeyRow\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.RenameApiKeyDocument,
    "\n  mutation RollApiKey($input: RollApiKeyInput!) {\n    rollApiKey(input: $input) {\n      apiKey {\n        id\n        ...ApiKeyRow\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.RollApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        id\n        ...ApiKeyRow\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  query AuditLog($filter: AuditEventFilter, $first: Int!, $offset: Int!) {\n    auditEvents(filter: $filter, first: $first, offset: $offset) {\n      totalCount\n      nodes {\n        id\n        action\n        targetType\n        apiKeyId\n        createdAt\n        actor {\n          id\n          fullName\n        }\n      }\n    }\n  }\n": typeof types.AuditLogDocument,
    "\n  fragment Card on Task {\n    id\n    title\n    status\n    position\n    version\n    archivedAt\n    assignee {\n      id\n      fullName\n    }\n    project {\n      id\n    }\n  }\n": typeof types.CardFragmentDoc,
    "\n  query Board($projectId: ID!, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanCreateTasks\n    }\n    project(id: $projectId) {\n      id\n      name\n      tasks(first: $first, after: $after, orderBy: { field: POSITION }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...Card\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.BoardDocument,
    "\n  subscription TaskChanges($projectId: ID!) {\n    taskEvents(projectId: $projectId) {\n      type\n      taskId\n      task {\n        id\n        ...Card\n      }\n    }\n  }\n": typeof types.TaskChangesDocument,
    "\n  mutation CreateTask($input: CreateTaskInput!) {\n    createTask(input: $input) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.CreateTaskDocument,
    "\n  mutation MoveCard($update: UpdateTaskInput!, $move: MoveTaskInput!, $isPlaced: Boolean!) {\n    updateTask(input: $update) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n    moveTask(input: $move) @include(if: $isPlaced) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.MoveCardDocument,
    "\n  mutation SignOut {\n    logout {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.SignOutDocument,
    "\n  fragment MemberRow on Membership {\n    id\n    role\n    status\n    viewerCanUpdateRole\n    viewerCanRemove\n    user {\n      id\n      fullName\n      email\n    }\n  }\n": typeof types.MemberRowFragmentDoc,
    "\n  query Members($filter: MembershipFilter, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanAddMembers\n      viewerCanSeeInvitations\n      members(first: $first, after: $after, filter: $filter, orderBy: { field: NAME }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...MemberRow\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.MembersDocument,
    "\n  subscription MemberChanges {\n    memberEvents {\n      type\n      membershipId\n      userId\n      membership {\n        id\n        role\n        status\n      }\n    }\n  }\n": typeof types.MemberChangesDocument,
    "\n  mutation UpdateRole($input: UpdateMemberRoleInput!) {\n    updateMemberRole(input: $input) {\n      membership {\n        id\n        role\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.UpdateRoleDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      deletedId\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.RemoveMemberDocument,
    "\n  query Invitations($first: Int!, $after: String) {\n    invitations(first: $first, after: $after, filter: { status: { eq: PENDING } }) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          email\n          role\n          expiresAt\n          viewerCanManage\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.InvitationsDocument,
    "\n  subscription InvitationChanges {\n    invitationEvents {\n      type\n      invitationId\n    }\n  }\n": typeof types.InvitationChangesDocument,
    "\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      invitation {\n        id\n        email\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.InviteMemberDocument,
    "\n  mutation ResendInvitation($input: ResendInvitationInput!) {\n    resendInvitation(input: $input) {\n      invitation {\n        id\n        expiresAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.ResendInvitationDocument,
    "\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      invitation {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.RevokeInvitationDocument,
    "\n  fragment NotificationText on Notification {\n    id\n    kind\n    isRead\n    createdAt\n    actor {\n      id\n      fullName\n    }\n    task {\n      id\n      title\n    }\n  }\n": typeof types.NotificationTextFragmentDoc,
    "\n  query UnreadCount {\n    unreadNotificationCount\n  }\n": typeof types.UnreadCountDocument,
    "\n  query Notifications($first: Int!, $after: String) {\n    unreadNotificationCount\n    notifications(first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...NotificationText\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.NotificationsDocument,
    "\n  subscription NotificationAdded {\n    notificationAdded {\n      id\n      ...NotificationText\n    }\n  }\n": typeof types.NotificationAddedDocument,
    "\n  mutation MarkRead($input: MarkNotificationReadInput!) {\n    markNotificationRead(input: $input) {\n      notification {\n        id\n        isRead\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.MarkReadDocument,
    "\n  mutation MarkAllRead {\n    markAllNotificationsRead {\n      affectedCount\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.MarkAllReadDocument,
    "\n  fragment PlanTerms on Plan {\n    code\n    name\n    terms {\n      basePrice\n      currency\n      trialDays\n      limits {\n        members\n        projects\n        apiKeys\n        webhookEndpoints\n        apiRequestsPerMinute\n        apiRequestsPerMonth\n        subscriptions\n        subscriptionsPerCaller\n      }\n      features {\n        feature\n        value\n      }\n      prices {\n        meter\n        included\n        unitPrice\n        priceModel\n      }\n    }\n  }\n": typeof types.PlanTermsFragmentDoc,
    "\n  query Plan {\n    organization {\n      id\n      viewerCanChangePlan\n      plan {\n        code\n        ...PlanTerms\n      }\n      entitlements {\n        key\n        hasAccess\n        value\n        limit\n        used\n        resetsAt\n      }\n    }\n    plans {\n      code\n      ...PlanTerms\n    }\n    plannedPlanChange {\n      kind\n      at\n      refusedAt\n      plan {\n        code\n        name\n      }\n    }\n  }\n": typeof types.PlanDocument,
    "\n  subscription OrganizationChanges {\n    organizationEvents {\n      type\n      changedFields\n    }\n  }\n": typeof types.OrganizationChangesDocument,
    "\n  mutation ChangePlan($input: ChangePlanInput!) {\n    changePlan(input: $input) {\n      plannedChange {\n        at\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.ChangePlanDocument,
    "\n  mutation StartTrial($input: StartPlanTrialInput!) {\n    startPlanTrial(input: $input) {\n      plannedChange {\n        at\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.StartTrialDocument,
    "\n  mutation WithdrawPlanChange {\n    withdrawPlanChange {\n      plannedChange {\n        at\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.WithdrawPlanChangeDocument,
    "\n  mutation StartCheckout($input: StartCheckoutInput!) {\n    startCheckout(input: $input) {\n      url\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.StartCheckoutDocument,
    "\n  mutation OpenBillingPortal($input: OpenBillingPortalInput!) {\n    openBillingPortal(input: $input) {\n      url\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.OpenBillingPortalDocument,
    "\n  query Projects($first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanCreateProjects\n    }\n    projects(first: $first, after: $after, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          name\n          description\n          taskCounts {\n            status\n            count\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.ProjectsDocument,
    "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        id\n        name\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.CreateProjectDocument,
    "\n  subscription ProjectChanges {\n    projectEvents {\n      type\n      projectId\n    }\n  }\n": typeof types.ProjectChangesDocument,
    "\n  query Viewer {\n    me {\n      id\n      fullName\n      email\n      account {\n        emailVerified\n      }\n    }\n    organizations(first: 100, orderBy: { field: NAME }) {\n      nodes {\n        id\n        name\n        viewerCanSeeAuditEvents\n        ...Administration\n      }\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  mutation SignIn($input: LoginInput!) {\n    login(input: $input) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.SignInDocument,
    "\n  fragment TaskDetails on Task {\n    id\n    title\n    description\n    status\n    priority\n    version\n    viewerCanUpdate\n    assignee {\n      id\n      fullName\n    }\n    project {\n      id\n      name\n    }\n  }\n": typeof types.TaskDetailsFragmentDoc,
    "\n  query Task($id: ID!) {\n    task(id: $id) {\n      id\n      ...TaskDetails\n    }\n    organization {\n      id\n      members(first: 100, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {\n        nodes {\n          id\n          user {\n            id\n            fullName\n          }\n        }\n      }\n    }\n  }\n": typeof types.TaskDocument,
    "\n  mutation UpdateTask($input: UpdateTaskInput!) {\n    updateTask(input: $input) {\n      task {\n        id\n        ...TaskDetails\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.UpdateTaskDocument,
    "\n  subscription ThisTaskChanges($projectId: ID!) {\n    taskEvents(projectId: $projectId) {\n      type\n      taskId\n      task {\n        id\n        ...TaskDetails\n      }\n    }\n  }\n": typeof types.ThisTaskChangesDocument,
    "\n  fragment CommentText on Comment {\n    id\n    body\n    createdAt\n    author {\n      id\n      fullName\n    }\n    mentions {\n      id\n      fullName\n    }\n  }\n": typeof types.CommentTextFragmentDoc,
    "\n  query Comments($taskId: ID!, $first: Int!, $after: String) {\n    me {\n      id\n      fullName\n    }\n    task(id: $taskId) {\n      id\n      comments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...CommentText\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.CommentsDocument,
    "\n  query Mentionable($filter: MembershipFilter!) {\n    organization {\n      id\n      members(first: 8, filter: $filter, orderBy: { field: NAME }) {\n        nodes {\n          id\n          user {\n            id\n            fullName\n            email\n          }\n        }\n      }\n    }\n  }\n": typeof types.MentionableDocument,
    "\n  mutation CreateComment($input: CreateCommentInput!) {\n    createComment(input: $input) {\n      comment {\n        id\n        ...CommentText\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.CreateCommentDocument,
    "\n  subscription CommentChanges($taskId: ID!) {\n    commentEvents(taskId: $taskId) {\n      type\n      commentId\n      comment {\n        id\n        ...CommentText\n      }\n    }\n  }\n": typeof types.CommentChangesDocument,
    "\n  query Meters {\n    organization {\n      id\n      usage {\n        apiRequests {\n          limit\n        }\n      }\n      plan {\n        code\n        terms {\n          prices {\n            meter\n            included\n          }\n        }\n      }\n    }\n    meters {\n      code\n      name\n      kind\n    }\n    usageEvents(first: 100) {\n      nodes {\n        meter\n      }\n    }\n  }\n": typeof types.MetersDocument,
    "\n  query Usage($meter: String!, $granularity: UsageGranularity!, $from: DateTime) {\n    usageSeries(meter: $meter, granularity: $granularity, from: $from) {\n      meter\n      granularity\n      from\n      buckets {\n        start\n        quantity\n      }\n    }\n    thisMonth: usageSeries(meter: $meter) {\n      meter\n      total\n    }\n  }\n": typeof types.UsageDocument,
    "\n  fragment DeliveryRow on WebhookDelivery {\n    id\n    eventType\n    state\n    nextAttemptAt\n    createdAt\n    attempts {\n      number\n      status\n      error\n      durationMs\n      startedAt\n    }\n  }\n": typeof types.DeliveryRowFragmentDoc,
    "\n  query WebhookDeliveries($filter: WebhookDeliveryFilter!, $first: Int!, $after: String) {\n    webhookDeliveries(filter: $filter, first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...DeliveryRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.WebhookDeliveriesDocument,
    "\n  query PendingDeliveries($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      id\n      ...DeliveryRow\n    }\n  }\n": typeof types.PendingDeliveriesDocument,
    "\n  query WebhookDeliveryContent($id: ID!) {\n    node(id: $id) {\n      id\n      ... on WebhookDelivery {\n        payload\n        attempts {\n          number\n          responseBody\n        }\n      }\n    }\n  }\n": typeof types.WebhookDeliveryContentDocument,
    "\n  mutation ReplayWebhookDelivery($input: ReplayWebhookDeliveryInput!) {\n    replayWebhookDelivery(input: $input) {\n      webhookDelivery {\n        id\n        ...DeliveryRow\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.ReplayWebhookDeliveryDocument,
    "\n  fragment EndpointDetails on WebhookEndpoint {\n    id\n    url\n    description\n    events\n    eventTypes\n    payload\n    disabledAt\n    disabledReason\n    failingSince\n    previousSecretExpiresAt\n    secretRotationAdvisedAt\n    viewerCanManage\n  }\n": typeof types.EndpointDetailsFragmentDoc,
    "\n  query WebhookEndpoints($first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanManageWebhooks\n      hasWebhooks: hasFeature(feature: \"WEBHOOKS\")\n      usage {\n        webhookEndpoints {\n          used\n          limit\n        }\n      }\n    }\n    webhookEndpoints(first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...EndpointDetails\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.WebhookEndpointsDocument,
    "\n  query WebhookEndpoint($id: ID!) {\n    node(id: $id) {\n      id\n      ...EndpointDetails\n    }\n  }\n": typeof types.WebhookEndpointDocument,
    "\n  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      webhookEndpoint {\n        id\n        ...EndpointDetails\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.CreateWebhookEndpointDocument,
    "\n  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      webhookEndpoint {\n        id\n        ...EndpointDetails\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.UpdateWebhookEndpointDocument,
    "\n  mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) {\n    deleteWebhookEndpoint(input: $input) {\n      deletedId\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.DeleteWebhookEndpointDocument,
    "\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      webhookEndpoint {\n        id\n        ...EndpointDetails\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.RotateWebhookSecretDocument,
    "\n  mutation SendTestWebhook($input: SendTestWebhookInput!) {\n    sendTestWebhook(input: $input) {\n      webhookDelivery {\n        id\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.SendTestWebhookDocument,
};
const documents: Documents = {
    "\n  mutation RefreshSession($refreshToken: String!) {\n    refreshSession(input: { refreshToken: $refreshToken }) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.RefreshSessionDocument,
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) {\n      accessToken\n      refreshToken\n      organization {\n        id\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.RegisterDocument,
    "\n  mutation RequestVerification {\n    requestEmailVerification {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.RequestVerificationDocument,
    "\n  mutation VerifyEmail($input: VerifyEmailInput!) {\n    verifyEmail(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.VerifyEmailDocument,
    "\n  mutation RequestReset($input: RequestPasswordResetInput!) {\n    requestPasswordReset(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.RequestResetDocument,
    "\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.ResetPasswordDocument,
    "\n  mutation ConfirmEmailChange($input: ConfirmEmailChangeInput!) {\n    confirmEmailChange(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.ConfirmEmailChangeDocument,
    "\n  mutation UndoEmailChange($input: UndoEmailChangeInput!) {\n    undoEmailChange(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.UndoEmailChangeDocument,
    "\n  query Invitation($token: String!) {\n    invitation(token: $token) {\n      organizationName\n      inviterName\n      role\n      expiresAt\n    }\n  }\n": types.InvitationDocument,
    "\n  query InvitedPerson {\n    me {\n      id\n      fullName\n      email\n    }\n  }\n": types.InvitedPersonDocument,
    "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      membership {\n        id\n        organization {\n          id\n        }\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.AcceptInvitationDocument,
    "\n  mutation DeclineInvitation($input: DeclineInvitationInput!) {\n    declineInvitation(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.DeclineInvitationDocument,
    "\n  fragment Administration on Organization {\n    id\n    viewerCanSeeUsage\n    viewerCanSeeApiKeys\n    viewerCanSeeWebhooks\n  }\n": types.AdministrationFragmentDoc,
    "\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    prefix\n    role\n    scopes\n    status\n    expiresAt\n    lastUsedAt\n    createdAt\n    viewerCanManage\n    viewerCanRoll\n    createdBy {\n      id\n      fullName\n    }\n  }\n": types.ApiKeyRowFragmentDoc,
    "\n  query ApiKeys($includeRevoked: Boolean!, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerRole\n      viewerCanManageApiKeys\n      usage {\n        apiKeys {\n          used\n          limit\n        }\n      }\n    }\n    apiKeys(includeRevoked: $includeRevoked, first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...ApiKeyRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.ApiKeysDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      apiKey {\n        id\n        name\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  mutation RenameApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      apiKey {\n        id\n        ...ApiKeyRow\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.RenameApiKeyDocument,
    "\n  mutation RollApiKey($input: RollApiKeyInput!) {\n    rollApiKey(input: $input) {\n      apiKey {\n        id\n        ...ApiKeyRow\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.RollApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        id\n        ...ApiKeyRow\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  query AuditLog($filter: AuditEventFilter, $first: Int!, $offset: Int!) {\n    auditEvents(filter: $filter, first: $first, offset: $offset) {\n      totalCount\n      nodes {\n        id\n        action\n        targetType\n        apiKeyId\n        createdAt\n        actor {\n          id\n          fullName\n        }\n      }\n    }\n  }\n": types.AuditLogDocument,
    "\n  fragment Card on Task {\n    id\n    title\n    status\n    position\n    version\n    archivedAt\n    assignee {\n      id\n      fullName\n    }\n    project {\n      id\n    }\n  }\n": types.CardFragmentDoc,
    "\n  query Board($projectId: ID!, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanCreateTasks\n    }\n    project(id: $projectId) {\n      id\n      name\n      tasks(first: $first, after: $after, orderBy: { field: POSITION }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...Card\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.BoardDocument,
    "\n  subscription TaskChanges($projectId: ID!) {\n    taskEvents(projectId: $projectId) {\n      type\n      taskId\n      task {\n        id\n        ...Card\n      }\n    }\n  }\n": types.TaskChangesDocument,
    "\n  mutation CreateTask($input: CreateTaskInput!) {\n    createTask(input: $input) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.CreateTaskDocument,
    "\n  mutation MoveCard($update: UpdateTaskInput!, $move: MoveTaskInput!, $isPlaced: Boolean!) {\n    updateTask(input: $update) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n    moveTask(input: $move) @include(if: $isPlaced) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.MoveCardDocument,
    "\n  mutation SignOut {\n    logout {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.SignOutDocument,
    "\n  fragment MemberRow on Membership {\n    id\n    role\n    status\n    viewerCanUpdateRole\n    viewerCanRemove\n    user {\n      id\n      fullName\n      email\n    }\n  }\n": types.MemberRowFragmentDoc,
    "\n  query Members($filter: MembershipFilter, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanAddMembers\n      viewerCanSeeInvitations\n      members(first: $first, after: $after, filter: $filter, orderBy: { field: NAME }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...MemberRow\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.MembersDocument,
    "\n  subscription MemberChanges {\n    memberEvents {\n      type\n      membershipId\n      userId\n      membership {\n        id\n        role\n        status\n      }\n    }\n  }\n": types.MemberChangesDocument,
    "\n  mutation UpdateRole($input: UpdateMemberRoleInput!) {\n    updateMemberRole(input: $input) {\n      membership {\n        id\n        role\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.UpdateRoleDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      deletedId\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.RemoveMemberDocument,
    "\n  query Invitations($first: Int!, $after: String) {\n    invitations(first: $first, after: $after, filter: { status: { eq: PENDING } }) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          email\n          role\n          expiresAt\n          viewerCanManage\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.InvitationsDocument,
    "\n  subscription InvitationChanges {\n    invitationEvents {\n      type\n      invitationId\n    }\n  }\n": types.InvitationChangesDocument,
    "\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      invitation {\n        id\n        email\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.InviteMemberDocument,
    "\n  mutation ResendInvitation($input: ResendInvitationInput!) {\n    resendInvitation(input: $input) {\n      invitation {\n        id\n        expiresAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.ResendInvitationDocument,
    "\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      invitation {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.RevokeInvitationDocument,
    "\n  fragment NotificationText on Notification {\n    id\n    kind\n    isRead\n    createdAt\n    actor {\n      id\n      fullName\n    }\n    task {\n      id\n      title\n    }\n  }\n": types.NotificationTextFragmentDoc,
    "\n  query UnreadCount {\n    unreadNotificationCount\n  }\n": types.UnreadCountDocument,
    "\n  query Notifications($first: Int!, $after: String) {\n    unreadNotificationCount\n    notifications(first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...NotificationText\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.NotificationsDocument,
    "\n  subscription NotificationAdded {\n    notificationAdded {\n      id\n      ...NotificationText\n    }\n  }\n": types.NotificationAddedDocument,
    "\n  mutation MarkRead($input: MarkNotificationReadInput!) {\n    markNotificationRead(input: $input) {\n      notification {\n        id\n        isRead\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.MarkReadDocument,
    "\n  mutation MarkAllRead {\n    markAllNotificationsRead {\n      affectedCount\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.MarkAllReadDocument,
    "\n  fragment PlanTerms on Plan {\n    code\n    name\n    terms {\n      basePrice\n      currency\n      trialDays\n      limits {\n        members\n        projects\n        apiKeys\n        webhookEndpoints\n        apiRequestsPerMinute\n        apiRequestsPerMonth\n        subscriptions\n        subscriptionsPerCaller\n      }\n      features {\n        feature\n        value\n      }\n      prices {\n        meter\n        included\n        unitPrice\n        priceModel\n      }\n    }\n  }\n": types.PlanTermsFragmentDoc,
    "\n  query Plan {\n    organization {\n      id\n      viewerCanChangePlan\n      plan {\n        code\n        ...PlanTerms\n      }\n      entitlements {\n        key\n        hasAccess\n        value\n        limit\n        used\n        resetsAt\n      }\n    }\n    plans {\n      code\n      ...PlanTerms\n    }\n    plannedPlanChange {\n      kind\n      at\n      refusedAt\n      plan {\n        code\n        name\n      }\n    }\n  }\n": types.PlanDocument,
    "\n  subscription OrganizationChanges {\n    organizationEvents {\n      type\n      changedFields\n    }\n  }\n": types.OrganizationChangesDocument,
    "\n  mutation ChangePlan($input: ChangePlanInput!) {\n    changePlan(input: $input) {\n      plannedChange {\n        at\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.ChangePlanDocument,
    "\n  mutation StartTrial($input: StartPlanTrialInput!) {\n    startPlanTrial(input: $input) {\n      plannedChange {\n        at\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.StartTrialDocument,
    "\n  mutation WithdrawPlanChange {\n    withdrawPlanChange {\n      plannedChange {\n        at\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.WithdrawPlanChangeDocument,
    "\n  mutation StartCheckout($input: StartCheckoutInput!) {\n    startCheckout(input: $input) {\n      url\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.StartCheckoutDocument,
    "\n  mutation OpenBillingPortal($input: OpenBillingPortalInput!) {\n    openBillingPortal(input: $input) {\n      url\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.OpenBillingPortalDocument,
    "\n  query Projects($first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanCreateProjects\n    }\n    projects(first: $first, after: $after, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          name\n          description\n          taskCounts {\n            status\n            count\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.ProjectsDocument,
    "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        id\n        name\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.CreateProjectDocument,
    "\n  subscription ProjectChanges {\n    projectEvents {\n      type\n      projectId\n    }\n  }\n": types.ProjectChangesDocument,
    "\n  query Viewer {\n    me {\n      id\n      fullName\n      email\n      account {\n        emailVerified\n      }\n    }\n    organizations(first: 100, orderBy: { field: NAME }) {\n      nodes {\n        id\n        name\n        viewerCanSeeAuditEvents\n        ...Administration\n      }\n    }\n  }\n": types.ViewerDocument,
    "\n  mutation SignIn($input: LoginInput!) {\n    login(input: $input) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.SignInDocument,
    "\n  fragment TaskDetails on Task {\n    id\n    title\n    description\n    status\n    priority\n    version\n    viewerCanUpdate\n    assignee {\n      id\n      fullName\n    }\n    project {\n      id\n      name\n    }\n  }\n": types.TaskDetailsFragmentDoc,
    "\n  query Task($id: ID!) {\n    task(id: $id) {\n      id\n      ...TaskDetails\n    }\n    organization {\n      id\n      members(first: 100, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {\n        nodes {\n          id\n          user {\n            id\n            fullName\n          }\n        }\n      }\n    }\n  }\n": types.TaskDocument,
    "\n  mutation UpdateTask($input: UpdateTaskInput!) {\n    updateTask(input: $input) {\n      task {\n        id\n        ...TaskDetails\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.UpdateTaskDocument,
    "\n  subscription ThisTaskChanges($projectId: ID!) {\n    taskEvents(projectId: $projectId) {\n      type\n      taskId\n      task {\n        id\n        ...TaskDetails\n      }\n    }\n  }\n": types.ThisTaskChangesDocument,
    "\n  fragment CommentText on Comment {\n    id\n    body\n    createdAt\n    author {\n      id\n      fullName\n    }\n    mentions {\n      id\n      fullName\n    }\n  }\n": types.CommentTextFragmentDoc,
    "\n  query Comments($taskId: ID!, $first: Int!, $after: String) {\n    me {\n      id\n      fullName\n    }\n    task(id: $taskId) {\n      id\n      comments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...CommentText\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.CommentsDocument,
    "\n  query Mentionable($filter: MembershipFilter!) {\n    organization {\n      id\n      members(first: 8, filter: $filter, orderBy: { field: NAME }) {\n        nodes {\n          id\n          user {\n            id\n            fullName\n            email\n          }\n        }\n      }\n    }\n  }\n": types.MentionableDocument,
    "\n  mutation CreateComment($input: CreateCommentInput!) {\n    createComment(input: $input) {\n      comment {\n        id\n        ...CommentText\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.CreateCommentDocument,
    "\n  subscription CommentChanges($taskId: ID!) {\n    commentEvents(taskId: $taskId) {\n      type\n      commentId\n      comment {\n        id\n        ...CommentText\n      }\n    }\n  }\n": types.CommentChangesDocument,
    "\n  query Meters {\n    organization {\n      id\n      usage {\n        apiRequests {\n          limit\n        }\n      }\n      plan {\n        code\n        terms {\n          prices {\n            meter\n            included\n          }\n        }\n      }\n    }\n    meters {\n      code\n      name\n      kind\n    }\n    usageEvents(first: 100) {\n      nodes {\n        meter\n      }\n    }\n  }\n": types.MetersDocument,
    "\n  query Usage($meter: String!, $granularity: UsageGranularity!, $from: DateTime) {\n    usageSeries(meter: $meter, granularity: $granularity, from: $from) {\n      meter\n      granularity\n      from\n      buckets {\n        start\n        quantity\n      }\n    }\n    thisMonth: usageSeries(meter: $meter) {\n      meter\n      total\n    }\n  }\n": types.UsageDocument,
    "\n  fragment DeliveryRow on WebhookDelivery {\n    id\n    eventType\n    state\n    nextAttemptAt\n    createdAt\n    attempts {\n      number\n      status\n      error\n      durationMs\n      startedAt\n    }\n  }\n": types.DeliveryRowFragmentDoc,
    "\n  query WebhookDeliveries($filter: WebhookDeliveryFilter!, $first: Int!, $after: String) {\n    webhookDeliveries(filter: $filter, first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...DeliveryRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.WebhookDeliveriesDocument,
    "\n  query PendingDeliveries($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      id\n      ...DeliveryRow\n    }\n  }\n": types.PendingDeliveriesDocument,
    "\n  query WebhookDeliveryContent($id: ID!) {\n    node(id: $id) {\n      id\n      ... on WebhookDelivery {\n        payload\n        attempts {\n          number\n          responseBody\n        }\n      }\n    }\n  }\n": types.WebhookDeliveryContentDocument,
    "\n  mutation ReplayWebhookDelivery($input: ReplayWebhookDeliveryInput!) {\n    replayWebhookDelivery(input: $input) {\n      webhookDelivery {\n        id\n        ...DeliveryRow\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.ReplayWebhookDeliveryDocument,
    "\n  fragment EndpointDetails on WebhookEndpoint {\n    id\n    url\n    description\n    events\n    eventTypes\n    payload\n    disabledAt\n    disabledReason\n    failingSince\n    previousSecretExpiresAt\n    secretRotationAdvisedAt\n    viewerCanManage\n  }\n": types.EndpointDetailsFragmentDoc,
    "\n  query WebhookEndpoints($first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanManageWebhooks\n      hasWebhooks: hasFeature(feature: \"WEBHOOKS\")\n      usage {\n        webhookEndpoints {\n          used\n          limit\n        }\n      }\n    }\n    webhookEndpoints(first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...EndpointDetails\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.WebhookEndpointsDocument,
    "\n  query WebhookEndpoint($id: ID!) {\n    node(id: $id) {\n      id\n      ...EndpointDetails\n    }\n  }\n": types.WebhookEndpointDocument,
    "\n  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      webhookEndpoint {\n        id\n        ...EndpointDetails\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.CreateWebhookEndpointDocument,
    "\n  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      webhookEndpoint {\n        id\n        ...EndpointDetails\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.UpdateWebhookEndpointDocument,
    "\n  mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) {\n    deleteWebhookEndpoint(input: $input) {\n      deletedId\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.DeleteWebhookEndpointDocument,
    "\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      webhookEndpoint {\n        id\n        ...EndpointDetails\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.RotateWebhookSecretDocument,
    "\n  mutation SendTestWebhook($input: SendTestWebhookInput!) {\n    sendTestWebhook(input: $input) {\n      webhookDelivery {\n        id\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.SendTestWebhookDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefreshSession($refreshToken: String!) {\n    refreshSession(input: { refreshToken: $refreshToken }) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RefreshSession($refreshToken: String!) {\n    refreshSession(input: { refreshToken: $refreshToken }) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) {\n      accessToken\n      refreshToken\n      organization {\n        id\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) {\n      accessToken\n      refreshToken\n      organization {\n        id\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestVerification {\n    requestEmailVerification {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RequestVerification {\n    requestEmailVerification {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation VerifyEmail($input: VerifyEmailInput!) {\n    verifyEmail(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation VerifyEmail($input: VerifyEmailInput!) {\n    verifyEmail(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestReset($input: RequestPasswordResetInput!) {\n    requestPasswordReset(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RequestReset($input: RequestPasswordResetInput!) {\n    requestPasswordReset(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmEmailChange($input: ConfirmEmailChangeInput!) {\n    confirmEmailChange(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ConfirmEmailChange($input: ConfirmEmailChangeInput!) {\n    confirmEmailChange(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UndoEmailChange($input: UndoEmailChangeInput!) {\n    undoEmailChange(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UndoEmailChange($input: UndoEmailChangeInput!) {\n    undoEmailChange(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Invitation($token: String!) {\n    invitation(token: $token) {\n      organizationName\n      inviterName\n      role\n      expiresAt\n    }\n  }\n"): (typeof documents)["\n  query Invitation($token: String!) {\n    invitation(token: $token) {\n      organizationName\n      inviterName\n      role\n      expiresAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InvitedPerson {\n    me {\n      id\n      fullName\n      email\n    }\n  }\n"): (typeof documents)["\n  query InvitedPerson {\n    me {\n      id\n      fullName\n      email\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      membership {\n        id\n        organization {\n          id\n        }\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      membership {\n        id\n        organization {\n          id\n        }\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeclineInvitation($input: DeclineInvitationInput!) {\n    declineInvitation(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeclineInvitation($input: DeclineInvitationInput!) {\n    declineInvitation(input: $input) {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Administration on Organization {\n    id\n    viewerCanSeeUsage\n    viewerCanSeeApiKeys\n    viewerCanSeeWebhooks\n  }\n"): (typeof documents)["\n  fragment Administration on Organization {\n    id\n    viewerCanSeeUsage\n    viewerCanSeeApiKeys\n    viewerCanSeeWebhooks\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    prefix\n    role\n    scopes\n    status\n    expiresAt\n    lastUsedAt\n    createdAt\n    viewerCanManage\n    viewerCanRoll\n    createdBy {\n      id\n      fullName\n    }\n  }\n"): (typeof documents)["\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    prefix\n    role\n    scopes\n    status\n    expiresAt\n    lastUsedAt\n    createdAt\n    viewerCanManage\n    viewerCanRoll\n    createdBy {\n      id\n      fullName\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeys($includeRevoked: Boolean!, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerRole\n      viewerCanManageApiKeys\n      usage {\n        apiKeys {\n          used\n          limit\n        }\n      }\n    }\n    apiKeys(includeRevoked: $includeRevoked, first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...ApiKeyRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query ApiKeys($includeRevoked: Boolean!, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerRole\n      viewerCanManageApiKeys\n      usage {\n        apiKeys {\n          used\n          limit\n        }\n      }\n    }\n    apiKeys(includeRevoked: $includeRevoked, first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...ApiKeyRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      apiKey {\n        id\n        name\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      apiKey {\n        id\n        name\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      apiKey {\n        id\n        ...ApiKeyRow\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RenameApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      apiKey {\n        id\n        ...ApiKeyRow\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RollApiKey($input: RollApiKeyInput!) {\n    rollApiKey(input: $input) {\n      apiKey {\n        id\n        ...ApiKeyRow\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RollApiKey($input: RollApiKeyInput!) {\n    rollApiKey(input: $input) {\n      apiKey {\n        id\n        ...ApiKeyRow\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        id\n        ...ApiKeyRow\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        id\n        ...ApiKeyRow\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditLog($filter: AuditEventFilter, $first: Int!, $offset: Int!) {\n    auditEvents(filter: $filter, first: $first, offset: $offset) {\n      totalCount\n      nodes {\n        id\n        action\n        targetType\n        apiKeyId\n        createdAt\n        actor {\n          id\n          fullName\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query AuditLog($filter: AuditEventFilter, $first: Int!, $offset: Int!) {\n    auditEvents(filter: $filter, first: $first, offset: $offset) {\n      totalCount\n      nodes {\n        id\n        action\n        targetType\n        apiKeyId\n        createdAt\n        actor {\n          id\n          fullName\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Card on Task {\n    id\n    title\n    status\n    position\n    version\n    archivedAt\n    assignee {\n      id\n      fullName\n    }\n    project {\n      id\n    }\n  }\n"): (typeof documents)["\n  fragment Card on Task {\n    id\n    title\n    status\n    position\n    version\n    archivedAt\n    assignee {\n      id\n      fullName\n    }\n    project {\n      id\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Board($projectId: ID!, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanCreateTasks\n    }\n    project(id: $projectId) {\n      id\n      name\n      tasks(first: $first, after: $after, orderBy: { field: POSITION }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...Card\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Board($projectId: ID!, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanCreateTasks\n    }\n    project(id: $projectId) {\n      id\n      name\n      tasks(first: $first, after: $after, orderBy: { field: POSITION }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...Card\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription TaskChanges($projectId: ID!) {\n    taskEvents(projectId: $projectId) {\n      type\n      taskId\n      task {\n        id\n        ...Card\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription TaskChanges($projectId: ID!) {\n    taskEvents(projectId: $projectId) {\n      type\n      taskId\n      task {\n        id\n        ...Card\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateTask($input: CreateTaskInput!) {\n    createTask(input: $input) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateTask($input: CreateTaskInput!) {\n    createTask(input: $input) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveCard($update: UpdateTaskInput!, $move: MoveTaskInput!, $isPlaced: Boolean!) {\n    updateTask(input: $update) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n    moveTask(input: $move) @include(if: $isPlaced) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation MoveCard($update: UpdateTaskInput!, $move: MoveTaskInput!, $isPlaced: Boolean!) {\n    updateTask(input: $update) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n    moveTask(input: $move) @include(if: $isPlaced) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    logout {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignOut {\n    logout {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MemberRow on Membership {\n    id\n    role\n    status\n    viewerCanUpdateRole\n    viewerCanRemove\n    user {\n      id\n      fullName\n      email\n    }\n  }\n"): (typeof documents)["\n  fragment MemberRow on Membership {\n    id\n    role\n    status\n    viewerCanUpdateRole\n    viewerCanRemove\n    user {\n      id\n      fullName\n      email\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Members($filter: MembershipFilter, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanAddMembers\n      viewerCanSeeInvitations\n      members(first: $first, after: $after, filter: $filter, orderBy: { field: NAME }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...MemberRow\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Members($filter: MembershipFilter, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanAddMembers\n      viewerCanSeeInvitations\n      members(first: $first, after: $after, filter: $filter, orderBy: { field: NAME }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...MemberRow\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription MemberChanges {\n    memberEvents {\n      type\n      membershipId\n      userId\n      membership {\n        id\n        role\n        status\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription MemberChanges {\n    memberEvents {\n      type\n      membershipId\n      userId\n      membership {\n        id\n        role\n        status\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateRole($input: UpdateMemberRoleInput!) {\n    updateMemberRole(input: $input) {\n      membership {\n        id\n        role\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateRole($input: UpdateMemberRoleInput!) {\n    updateMemberRole(input: $input) {\n      membership {\n        id\n        role\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      deletedId\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      deletedId\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Invitations($first: Int!, $after: String) {\n    invitations(first: $first, after: $after, filter: { status: { eq: PENDING } }) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          email\n          role\n          expiresAt\n          viewerCanManage\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Invitations($first: Int!, $after: String) {\n    invitations(first: $first, after: $after, filter: { status: { eq: PENDING } }) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          email\n          role\n          expiresAt\n          viewerCanManage\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription InvitationChanges {\n    invitationEvents {\n      type\n      invitationId\n    }\n  }\n"): (typeof documents)["\n  subscription InvitationChanges {\n    invitationEvents {\n      type\n      invitationId\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      invitation {\n        id\n        email\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      invitation {\n        id\n        email\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResendInvitation($input: ResendInvitationInput!) {\n    resendInvitation(input: $input) {\n      invitation {\n        id\n        expiresAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ResendInvitation($input: ResendInvitationInput!) {\n    resendInvitation(input: $input) {\n      invitation {\n        id\n        expiresAt\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      invitation {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      invitation {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NotificationText on Notification {\n    id\n    kind\n    isRead\n    createdAt\n    actor {\n      id\n      fullName\n    }\n    task {\n      id\n      title\n    }\n  }\n"): (typeof documents)["\n  fragment NotificationText on Notification {\n    id\n    kind\n    isRead\n    createdAt\n    actor {\n      id\n      fullName\n    }\n    task {\n      id\n      title\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UnreadCount {\n    unreadNotificationCount\n  }\n"): (typeof documents)["\n  query UnreadCount {\n    unreadNotificationCount\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Notifications($first: Int!, $after: String) {\n    unreadNotificationCount\n    notifications(first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...NotificationText\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Notifications($first: Int!, $after: String) {\n    unreadNotificationCount\n    notifications(first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...NotificationText\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription NotificationAdded {\n    notificationAdded {\n      id\n      ...NotificationText\n    }\n  }\n"): (typeof documents)["\n  subscription NotificationAdded {\n    notificationAdded {\n      id\n      ...NotificationText\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkRead($input: MarkNotificationReadInput!) {\n    markNotificationRead(input: $input) {\n      notification {\n        id\n        isRead\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation MarkRead($input: MarkNotificationReadInput!) {\n    markNotificationRead(input: $input) {\n      notification {\n        id\n        isRead\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkAllRead {\n    markAllNotificationsRead {\n      affectedCount\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation MarkAllRead {\n    markAllNotificationsRead {\n      affectedCount\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PlanTerms on Plan {\n    code\n    name\n    terms {\n      basePrice\n      currency\n      trialDays\n      limits {\n        members\n        projects\n        apiKeys\n        webhookEndpoints\n        apiRequestsPerMinute\n        apiRequestsPerMonth\n        subscriptions\n        subscriptionsPerCaller\n      }\n      features {\n        feature\n        value\n      }\n      prices {\n        meter\n        included\n        unitPrice\n        priceModel\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment PlanTerms on Plan {\n    code\n    name\n    terms {\n      basePrice\n      currency\n      trialDays\n      limits {\n        members\n        projects\n        apiKeys\n        webhookEndpoints\n        apiRequestsPerMinute\n        apiRequestsPerMonth\n        subscriptions\n        subscriptionsPerCaller\n      }\n      features {\n        feature\n        value\n      }\n      prices {\n        meter\n        included\n        unitPrice\n        priceModel\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Plan {\n    organization {\n      id\n      viewerCanChangePlan\n      plan {\n        code\n        ...PlanTerms\n      }\n      entitlements {\n        key\n        hasAccess\n        value\n        limit\n        used\n        resetsAt\n      }\n    }\n    plans {\n      code\n      ...PlanTerms\n    }\n    plannedPlanChange {\n      kind\n      at\n      refusedAt\n      plan {\n        code\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  query Plan {\n    organization {\n      id\n      viewerCanChangePlan\n      plan {\n        code\n        ...PlanTerms\n      }\n      entitlements {\n        key\n        hasAccess\n        value\n        limit\n        used\n        resetsAt\n      }\n    }\n    plans {\n      code\n      ...PlanTerms\n    }\n    plannedPlanChange {\n      kind\n      at\n      refusedAt\n      plan {\n        code\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription OrganizationChanges {\n    organizationEvents {\n      type\n      changedFields\n    }\n  }\n"): (typeof documents)["\n  subscription OrganizationChanges {\n    organizationEvents {\n      type\n      changedFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePlan($input: ChangePlanInput!) {\n    changePlan(input: $input) {\n      plannedChange {\n        at\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangePlan($input: ChangePlanInput!) {\n    changePlan(input: $input) {\n      plannedChange {\n        at\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartTrial($input: StartPlanTrialInput!) {\n    startPlanTrial(input: $input) {\n      plannedChange {\n        at\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StartTrial($input: StartPlanTrialInput!) {\n    startPlanTrial(input: $input) {\n      plannedChange {\n        at\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WithdrawPlanChange {\n    withdrawPlanChange {\n      plannedChange {\n        at\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation WithdrawPlanChange {\n    withdrawPlanChange {\n      plannedChange {\n        at\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartCheckout($input: StartCheckoutInput!) {\n    startCheckout(input: $input) {\n      url\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StartCheckout($input: StartCheckoutInput!) {\n    startCheckout(input: $input) {\n      url\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OpenBillingPortal($input: OpenBillingPortalInput!) {\n    openBillingPortal(input: $input) {\n      url\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation OpenBillingPortal($input: OpenBillingPortalInput!) {\n    openBillingPortal(input: $input) {\n      url\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Projects($first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanCreateProjects\n    }\n    projects(first: $first, after: $after, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          name\n          description\n          taskCounts {\n            status\n            count\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Projects($first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanCreateProjects\n    }\n    projects(first: $first, after: $after, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          name\n          description\n          taskCounts {\n            status\n            count\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        id\n        name\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        id\n        name\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ProjectChanges {\n    projectEvents {\n      type\n      projectId\n    }\n  }\n"): (typeof documents)["\n  subscription ProjectChanges {\n    projectEvents {\n      type\n      projectId\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    me {\n      id\n      fullName\n      email\n      account {\n        emailVerified\n      }\n    }\n    organizations(first: 100, orderBy: { field: NAME }) {\n      nodes {\n        id\n        name\n        viewerCanSeeAuditEvents\n        ...Administration\n      }\n    }\n  }\n"): (typeof documents)["\n  query Viewer {\n    me {\n      id\n      fullName\n      email\n      account {\n        emailVerified\n      }\n    }\n    organizations(first: 100, orderBy: { field: NAME }) {\n      nodes {\n        id\n        name\n        viewerCanSeeAuditEvents\n        ...Administration\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($input: LoginInput!) {\n    login(input: $input) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignIn($input: LoginInput!) {\n    login(input: $input) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TaskDetails on Task {\n    id\n    title\n    description\n    status\n    priority\n    version\n    viewerCanUpdate\n    assignee {\n      id\n      fullName\n    }\n    project {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment TaskDetails on Task {\n    id\n    title\n    description\n    status\n    priority\n    version\n    viewerCanUpdate\n    assignee {\n      id\n      fullName\n    }\n    project {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Task($id: ID!) {\n    task(id: $id) {\n      id\n      ...TaskDetails\n    }\n    organization {\n      id\n      members(first: 100, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {\n        nodes {\n          id\n          user {\n            id\n            fullName\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Task($id: ID!) {\n    task(id: $id) {\n      id\n      ...TaskDetails\n    }\n    organization {\n      id\n      members(first: 100, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {\n        nodes {\n          id\n          user {\n            id\n            fullName\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateTask($input: UpdateTaskInput!) {\n    updateTask(input: $input) {\n      task {\n        id\n        ...TaskDetails\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateTask($input: UpdateTaskInput!) {\n    updateTask(input: $input) {\n      task {\n        id\n        ...TaskDetails\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ThisTaskChanges($projectId: ID!) {\n    taskEvents(projectId: $projectId) {\n      type\n      taskId\n      task {\n        id\n        ...TaskDetails\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription ThisTaskChanges($projectId: ID!) {\n    taskEvents(projectId: $projectId) {\n      type\n      taskId\n      task {\n        id\n        ...TaskDetails\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CommentText on Comment {\n    id\n    body\n    createdAt\n    author {\n      id\n      fullName\n    }\n    mentions {\n      id\n      fullName\n    }\n  }\n"): (typeof documents)["\n  fragment CommentText on Comment {\n    id\n    body\n    createdAt\n    author {\n      id\n      fullName\n    }\n    mentions {\n      id\n      fullName\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Comments($taskId: ID!, $first: Int!, $after: String) {\n    me {\n      id\n      fullName\n    }\n    task(id: $taskId) {\n      id\n      comments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...CommentText\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Comments($taskId: ID!, $first: Int!, $after: String) {\n    me {\n      id\n      fullName\n    }\n    task(id: $taskId) {\n      id\n      comments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...CommentText\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Mentionable($filter: MembershipFilter!) {\n    organization {\n      id\n      members(first: 8, filter: $filter, orderBy: { field: NAME }) {\n        nodes {\n          id\n          user {\n            id\n            fullName\n            email\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Mentionable($filter: MembershipFilter!) {\n    organization {\n      id\n      members(first: 8, filter: $filter, orderBy: { field: NAME }) {\n        nodes {\n          id\n          user {\n            id\n            fullName\n            email\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateComment($input: CreateCommentInput!) {\n    createComment(input: $input) {\n      comment {\n        id\n        ...CommentText\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateComment($input: CreateCommentInput!) {\n    createComment(input: $input) {\n      comment {\n        id\n        ...CommentText\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription CommentChanges($taskId: ID!) {\n    commentEvents(taskId: $taskId) {\n      type\n      commentId\n      comment {\n        id\n        ...CommentText\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription CommentChanges($taskId: ID!) {\n    commentEvents(taskId: $taskId) {\n      type\n      commentId\n      comment {\n        id\n        ...CommentText\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Meters {\n    organization {\n      id\n      usage {\n        apiRequests {\n          limit\n        }\n      }\n      plan {\n        code\n        terms {\n          prices {\n            meter\n            included\n          }\n        }\n      }\n    }\n    meters {\n      code\n      name\n      kind\n    }\n    usageEvents(first: 100) {\n      nodes {\n        meter\n      }\n    }\n  }\n"): (typeof documents)["\n  query Meters {\n    organization {\n      id\n      usage {\n        apiRequests {\n          limit\n        }\n      }\n      plan {\n        code\n        terms {\n          prices {\n            meter\n            included\n          }\n        }\n      }\n    }\n    meters {\n      code\n      name\n      kind\n    }\n    usageEvents(first: 100) {\n      nodes {\n        meter\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Usage($meter: String!, $granularity: UsageGranularity!, $from: DateTime) {\n    usageSeries(meter: $meter, granularity: $granularity, from: $from) {\n      meter\n      granularity\n      from\n      buckets {\n        start\n        quantity\n      }\n    }\n    thisMonth: usageSeries(meter: $meter) {\n      meter\n      total\n    }\n  }\n"): (typeof documents)["\n  query Usage($meter: String!, $granularity: UsageGranularity!, $from: DateTime) {\n    usageSeries(meter: $meter, granularity: $granularity, from: $from) {\n      meter\n      granularity\n      from\n      buckets {\n        start\n        quantity\n      }\n    }\n    thisMonth: usageSeries(meter: $meter) {\n      meter\n      total\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment DeliveryRow on WebhookDelivery {\n    id\n    eventType\n    state\n    nextAttemptAt\n    createdAt\n    attempts {\n      number\n      status\n      error\n      durationMs\n      startedAt\n    }\n  }\n"): (typeof documents)["\n  fragment DeliveryRow on WebhookDelivery {\n    id\n    eventType\n    state\n    nextAttemptAt\n    createdAt\n    attempts {\n      number\n      status\n      error\n      durationMs\n      startedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookDeliveries($filter: WebhookDeliveryFilter!, $first: Int!, $after: String) {\n    webhookDeliveries(filter: $filter, first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...DeliveryRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query WebhookDeliveries($filter: WebhookDeliveryFilter!, $first: Int!, $after: String) {\n    webhookDeliveries(filter: $filter, first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...DeliveryRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PendingDeliveries($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      id\n      ...DeliveryRow\n    }\n  }\n"): (typeof documents)["\n  query PendingDeliveries($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      id\n      ...DeliveryRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookDeliveryContent($id: ID!) {\n    node(id: $id) {\n      id\n      ... on WebhookDelivery {\n        payload\n        attempts {\n          number\n          responseBody\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query WebhookDeliveryContent($id: ID!) {\n    node(id: $id) {\n      id\n      ... on WebhookDelivery {\n        payload\n        attempts {\n          number\n          responseBody\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReplayWebhookDelivery($input: ReplayWebhookDeliveryInput!) {\n    replayWebhookDelivery(input: $input) {\n      webhookDelivery {\n        id\n        ...DeliveryRow\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ReplayWebhookDelivery($input: ReplayWebhookDeliveryInput!) {\n    replayWebhookDelivery(input: $input) {\n      webhookDelivery {\n        id\n        ...DeliveryRow\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EndpointDetails on WebhookEndpoint {\n    id\n    url\n    description\n    events\n    eventTypes\n    payload\n    disabledAt\n    disabledReason\n    failingSince\n    previousSecretExpiresAt\n    secretRotationAdvisedAt\n    viewerCanManage\n  }\n"): (typeof documents)["\n  fragment EndpointDetails on WebhookEndpoint {\n    id\n    url\n    description\n    events\n    eventTypes\n    payload\n    disabledAt\n    disabledReason\n    failingSince\n    previousSecretExpiresAt\n    secretRotationAdvisedAt\n    viewerCanManage\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookEndpoints($first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanManageWebhooks\n      hasWebhooks: hasFeature(feature: \"WEBHOOKS\")\n      usage {\n        webhookEndpoints {\n          used\n          limit\n        }\n      }\n    }\n    webhookEndpoints(first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...EndpointDetails\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query WebhookEndpoints($first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanManageWebhooks\n      hasWebhooks: hasFeature(feature: \"WEBHOOKS\")\n      usage {\n        webhookEndpoints {\n          used\n          limit\n        }\n      }\n    }\n    webhookEndpoints(first: $first, after: $after) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          ...EndpointDetails\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookEndpoint($id: ID!) {\n    node(id: $id) {\n      id\n      ...EndpointDetails\n    }\n  }\n"): (typeof documents)["\n  query WebhookEndpoint($id: ID!) {\n    node(id: $id) {\n      id\n      ...EndpointDetails\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      webhookEndpoint {\n        id\n        ...EndpointDetails\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {\n    createWebhookEndpoint(input: $input) {\n      webhookEndpoint {\n        id\n        ...EndpointDetails\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      webhookEndpoint {\n        id\n        ...EndpointDetails\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {\n    updateWebhookEndpoint(input: $input) {\n      webhookEndpoint {\n        id\n        ...EndpointDetails\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) {\n    deleteWebhookEndpoint(input: $input) {\n      deletedId\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) {\n    deleteWebhookEndpoint(input: $input) {\n      deletedId\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      webhookEndpoint {\n        id\n        ...EndpointDetails\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      webhookEndpoint {\n        id\n        ...EndpointDetails\n      }\n      secret\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendTestWebhook($input: SendTestWebhookInput!) {\n    sendTestWebhook(input: $input) {\n      webhookDelivery {\n        id\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SendTestWebhook($input: SendTestWebhookInput!) {\n    sendTestWebhook(input: $input) {\n      webhookDelivery {\n        id\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;