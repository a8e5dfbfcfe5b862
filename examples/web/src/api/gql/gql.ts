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
    "\n  query AuditLog($filter: AuditEventFilter, $first: Int!, $offset: Int!) {\n    auditEvents(filter: $filter, first: $first, offset: $offset) {\n      totalCount\n      nodes {\n        id\n        action\n        targetType\n        apiKeyId\n        createdAt\n        actor {\n          id\n          fullName\n        }\n      }\n    }\n  }\n": typeof types.AuditLogDocument,
    "\n  fragment Card on Task {\n    id\n    title\n    status\n    position\n    version\n    archivedAt\n    assignee {\n      id\n      fullName\n    }\n    project {\n      id\n    }\n  }\n": typeof types.CardFragmentDoc,
    "\n  query Board($projectId: ID!, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanCreateTasks\n    }\n    project(id: $projectId) {\n      id\n      name\n      tasks(first: $first, after: $after, orderBy: { field: POSITION }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...Card\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.BoardDocument,
    "\n  subscription TaskChanges($projectId: ID!) {\n    taskEvents(projectId: $projectId) {\n      type\n      taskId\n      task {\n        id\n        ...Card\n      }\n    }\n  }\n": typeof types.TaskChangesDocument,
    "\n  mutation CreateTask($input: CreateTaskInput!) {\n    createTask(input: $input) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.CreateTaskDocument,
    "\n  mutation MoveCard($update: UpdateTaskInput!, $move: MoveTaskInput!, $isPlaced: Boolean!) {\n    updateTask(input: $update) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n    moveTask(input: $move) @include(if: $isPlaced) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.MoveCardDocument,
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
    "\n  query Projects($first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanCreateProjects\n    }\n    projects(first: $first, after: $after, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          name\n          description\n          taskCounts {\n            status\n            count\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.ProjectsDocument,
    "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        id\n        name\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.CreateProjectDocument,
    "\n  subscription ProjectChanges {\n    projectEvents {\n      type\n      projectId\n    }\n  }\n": typeof types.ProjectChangesDocument,
    "\n  query Viewer {\n    me {\n      id\n      fullName\n    }\n    organizations(first: 100, orderBy: { field: NAME }) {\n      nodes {\n        id\n        name\n        viewerCanSeeAuditEvents\n      }\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  mutation SignIn($input: LoginInput!) {\n    login(input: $input) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.SignInDocument,
    "\n  mutation SignOut {\n    logout {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.SignOutDocument,
    "\n  fragment TaskDetails on Task {\n    id\n    title\n    description\n    status\n    priority\n    version\n    viewerCanUpdate\n    assignee {\n      id\n      fullName\n    }\n    project {\n      id\n      name\n    }\n  }\n": typeof types.TaskDetailsFragmentDoc,
    "\n  query Task($id: ID!) {\n    task(id: $id) {\n      id\n      ...TaskDetails\n    }\n    organization {\n      id\n      members(first: 100, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {\n        nodes {\n          id\n          user {\n            id\n            fullName\n          }\n        }\n      }\n    }\n  }\n": typeof types.TaskDocument,
    "\n  mutation UpdateTask($input: UpdateTaskInput!) {\n    updateTask(input: $input) {\n      task {\n        id\n        ...TaskDetails\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.UpdateTaskDocument,
    "\n  subscription ThisTaskChanges($projectId: ID!) {\n    taskEvents(projectId: $projectId) {\n      type\n      taskId\n      task {\n        id\n        ...TaskDetails\n      }\n    }\n  }\n": typeof types.ThisTaskChangesDocument,
    "\n  fragment CommentText on Comment {\n    id\n    body\n    createdAt\n    author {\n      id\n      fullName\n    }\n    mentions {\n      id\n      fullName\n    }\n  }\n": typeof types.CommentTextFragmentDoc,
    "\n  query Comments($taskId: ID!, $first: Int!, $after: String) {\n    me {\n      id\n      fullName\n    }\n    task(id: $taskId) {\n      id\n      comments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...CommentText\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.CommentsDocument,
    "\n  query Mentionable($filter: MembershipFilter!) {\n    organization {\n      id\n      members(first: 8, filter: $filter, orderBy: { field: NAME }) {\n        nodes {\n          id\n          user {\n            id\n            fullName\n            email\n          }\n        }\n      }\n    }\n  }\n": typeof types.MentionableDocument,
    "\n  mutation CreateComment($input: CreateCommentInput!) {\n    createComment(input: $input) {\n      comment {\n        id\n        ...CommentText\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": typeof types.CreateCommentDocument,
    "\n  subscription CommentChanges($taskId: ID!) {\n    commentEvents(taskId: $taskId) {\n      type\n      commentId\n      comment {\n        id\n        ...CommentText\n      }\n    }\n  }\n": typeof types.CommentChangesDocument,
};
const documents: Documents = {
    "\n  mutation RefreshSession($refreshToken: String!) {\n    refreshSession(input: { refreshToken: $refreshToken }) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.RefreshSessionDocument,
    "\n  query AuditLog($filter: AuditEventFilter, $first: Int!, $offset: Int!) {\n    auditEvents(filter: $filter, first: $first, offset: $offset) {\n      totalCount\n      nodes {\n        id\n        action\n        targetType\n        apiKeyId\n        createdAt\n        actor {\n          id\n          fullName\n        }\n      }\n    }\n  }\n": types.AuditLogDocument,
    "\n  fragment Card on Task {\n    id\n    title\n    status\n    position\n    version\n    archivedAt\n    assignee {\n      id\n      fullName\n    }\n    project {\n      id\n    }\n  }\n": types.CardFragmentDoc,
    "\n  query Board($projectId: ID!, $first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanCreateTasks\n    }\n    project(id: $projectId) {\n      id\n      name\n      tasks(first: $first, after: $after, orderBy: { field: POSITION }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...Card\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.BoardDocument,
    "\n  subscription TaskChanges($projectId: ID!) {\n    taskEvents(projectId: $projectId) {\n      type\n      taskId\n      task {\n        id\n        ...Card\n      }\n    }\n  }\n": types.TaskChangesDocument,
    "\n  mutation CreateTask($input: CreateTaskInput!) {\n    createTask(input: $input) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.CreateTaskDocument,
    "\n  mutation MoveCard($update: UpdateTaskInput!, $move: MoveTaskInput!, $isPlaced: Boolean!) {\n    updateTask(input: $update) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n    moveTask(input: $move) @include(if: $isPlaced) {\n      task {\n        id\n        ...Card\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.MoveCardDocument,
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
    "\n  query Projects($first: Int!, $after: String) {\n    organization {\n      id\n      viewerCanCreateProjects\n    }\n    projects(first: $first, after: $after, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {\n      totalCount\n      edges {\n        cursor\n        node {\n          id\n          name\n          description\n          taskCounts {\n            status\n            count\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.ProjectsDocument,
    "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        id\n        name\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.CreateProjectDocument,
    "\n  subscription ProjectChanges {\n    projectEvents {\n      type\n      projectId\n    }\n  }\n": types.ProjectChangesDocument,
    "\n  query Viewer {\n    me {\n      id\n      fullName\n    }\n    organizations(first: 100, orderBy: { field: NAME }) {\n      nodes {\n        id\n        name\n        viewerCanSeeAuditEvents\n      }\n    }\n  }\n": types.ViewerDocument,
    "\n  mutation SignIn($input: LoginInput!) {\n    login(input: $input) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.SignInDocument,
    "\n  mutation SignOut {\n    logout {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.SignOutDocument,
    "\n  fragment TaskDetails on Task {\n    id\n    title\n    description\n    status\n    priority\n    version\n    viewerCanUpdate\n    assignee {\n      id\n      fullName\n    }\n    project {\n      id\n      name\n    }\n  }\n": types.TaskDetailsFragmentDoc,
    "\n  query Task($id: ID!) {\n    task(id: $id) {\n      id\n      ...TaskDetails\n    }\n    organization {\n      id\n      members(first: 100, filter: { status: { eq: ACTIVE } }, orderBy: { field: NAME }) {\n        nodes {\n          id\n          user {\n            id\n            fullName\n          }\n        }\n      }\n    }\n  }\n": types.TaskDocument,
    "\n  mutation UpdateTask($input: UpdateTaskInput!) {\n    updateTask(input: $input) {\n      task {\n        id\n        ...TaskDetails\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.UpdateTaskDocument,
    "\n  subscription ThisTaskChanges($projectId: ID!) {\n    taskEvents(projectId: $projectId) {\n      type\n      taskId\n      task {\n        id\n        ...TaskDetails\n      }\n    }\n  }\n": types.ThisTaskChangesDocument,
    "\n  fragment CommentText on Comment {\n    id\n    body\n    createdAt\n    author {\n      id\n      fullName\n    }\n    mentions {\n      id\n      fullName\n    }\n  }\n": types.CommentTextFragmentDoc,
    "\n  query Comments($taskId: ID!, $first: Int!, $after: String) {\n    me {\n      id\n      fullName\n    }\n    task(id: $taskId) {\n      id\n      comments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {\n        totalCount\n        edges {\n          cursor\n          node {\n            id\n            ...CommentText\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.CommentsDocument,
    "\n  query Mentionable($filter: MembershipFilter!) {\n    organization {\n      id\n      members(first: 8, filter: $filter, orderBy: { field: NAME }) {\n        nodes {\n          id\n          user {\n            id\n            fullName\n            email\n          }\n        }\n      }\n    }\n  }\n": types.MentionableDocument,
    "\n  mutation CreateComment($input: CreateCommentInput!) {\n    createComment(input: $input) {\n      comment {\n        id\n        ...CommentText\n      }\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n": types.CreateCommentDocument,
    "\n  subscription CommentChanges($taskId: ID!) {\n    commentEvents(taskId: $taskId) {\n      type\n      commentId\n      comment {\n        id\n        ...CommentText\n      }\n    }\n  }\n": types.CommentChangesDocument,
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
export function graphql(source: "\n  query Viewer {\n    me {\n      id\n      fullName\n    }\n    organizations(first: 100, orderBy: { field: NAME }) {\n      nodes {\n        id\n        name\n        viewerCanSeeAuditEvents\n      }\n    }\n  }\n"): (typeof documents)["\n  query Viewer {\n    me {\n      id\n      fullName\n    }\n    organizations(first: 100, orderBy: { field: NAME }) {\n      nodes {\n        id\n        name\n        viewerCanSeeAuditEvents\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($input: LoginInput!) {\n    login(input: $input) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignIn($input: LoginInput!) {\n    login(input: $input) {\n      accessToken\n      refreshToken\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    logout {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignOut {\n    logout {\n      userErrors {\n        code\n        message\n        field\n      }\n    }\n  }\n"];
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

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;