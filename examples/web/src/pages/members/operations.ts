import { graphql } from '../../api/gql/index.ts';

export const MemberFragment = graphql(`
  fragment MemberRow on Membership {
    id
    role
    status
    viewerCanUpdateRole
    viewerCanRemove
    user {
      id
      fullName
      email
    }
  }
`);

export const MembersDocument = graphql(`
  query Members($filter: MembershipFilter, $first: Int!, $after: String) {
    organization {
      id
      viewerCanAddMembers
      viewerCanSeeInvitations
      members(first: $first, after: $after, filter: $filter, orderBy: { field: NAME }) {
        totalCount
        edges {
          cursor
          node {
            id
            ...MemberRow
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export const MemberChanges = graphql(`
  subscription MemberChanges {
    memberEvents {
      type
      membershipId
      userId
      membership {
        id
        role
        status
      }
    }
  }
`);

export const UpdateRole = graphql(`
  mutation UpdateRole($input: UpdateMemberRoleInput!) {
    updateMemberRole(input: $input) {
      membership {
        id
        role
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const RemoveMember = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    removeMember(input: $input) {
      deletedId
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const InvitationsDocument = graphql(`
  query Invitations($first: Int!, $after: String) {
    invitations(first: $first, after: $after, filter: { status: { eq: PENDING } }) {
      totalCount
      edges {
        cursor
        node {
          id
          email
          role
          expiresAt
          viewerCanManage
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const InvitationChanges = graphql(`
  subscription InvitationChanges {
    invitationEvents {
      type
      invitationId
    }
  }
`);

export const InviteMember = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      invitation {
        id
        email
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const ResendInvitation = graphql(`
  mutation ResendInvitation($input: ResendInvitationInput!) {
    resendInvitation(input: $input) {
      invitation {
        id
        expiresAt
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const RevokeInvitation = graphql(`
  mutation RevokeInvitation($input: RevokeInvitationInput!) {
    revokeInvitation(input: $input) {
      invitation {
        id
        status
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);
